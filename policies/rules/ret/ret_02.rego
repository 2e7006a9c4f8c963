# METADATA
# title: No longer than the default without a reason
# description: Every retention period is at most the default, or says what the longer time is needed for.
package rules.ret.ret_02

import data.lib

control := "CCTV-RET-02"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, expected, lib.actual(period.holder, "retention")) if {
	some pointer, period in lib.retention_periods
	not pointer in _short_periods
	lib.absent(object.get(period.holder, period.basis, {}), "reason")
	path := sprintf("%s/retention", [pointer])
	expected := sprintf("at most %dd, or a reason", [lib.parameters.retention_default_days])
}

_short_periods contains pointer if {
	some pointer, days in lib.period_days
	days <= lib.parameters.retention_default_days
}
