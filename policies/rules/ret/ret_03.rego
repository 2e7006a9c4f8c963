# METADATA
# title: A longer period is approved, reviewed and capped
# description: |
#   A retention period above the default has a reason, a role that approved it and a day of review that is not past,
#   and does not exceed the company's cap.
package rules.ret.ret_03

import data.lib

control := "CCTV-RET-03"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, expected, null) if {
	some pointer, period in _longer_periods
	some key, expected in {
		"reason": "what the longer time is needed for",
		"approver": "the role that approved it",
		"review": "the day of the next review",
	}
	lib.absent(_basis(period), key)
	path := sprintf("%s/%s/%s", [pointer, period.basis, key])
}

deny contains lib.finding(lib.site_subject, path, "today or later", review) if {
	some pointer, period in _longer_periods
	review := _basis(period).review
	lib.age(review) > 0
	path := sprintf("%s/%s/review", [pointer, period.basis])
}

deny contains lib.finding(lib.site_subject, path, expected, period.holder.retention) if {
	some pointer, period in _longer_periods
	lib.period_days[pointer] > lib.parameters.retention_cap_days
	path := sprintf("%s/retention", [pointer])
	expected := sprintf("at most %dd", [lib.parameters.retention_cap_days])
}

not_applicable contains lib.not_applicable(lib.site_subject, reason) if {
	count(_longer_periods) == 0
	reason := {
		"ko": "기본 보관기간을 초과하는 보관기간이 없다",
		"en": "No retention period is above the default",
	}
}

_longer_periods[pointer] := period if {
	some pointer, period in lib.retention_periods
	lib.period_days[pointer] > lib.parameters.retention_default_days
}

_basis(period) := object.get(period.holder, period.basis, {})
