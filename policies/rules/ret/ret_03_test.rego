package rules.ret.ret_03_test

import data.lib
import data.rules.ret.ret_03

_parameters := {"retention_default_days": 30, "retention_cap_days": 90}

_basis := {"reason": {"ko": "이유", "en": "Reason"}, "approver": "privacy-officer", "review": "2026-12-01"}

_input(retention, basis) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "retention": retention, "retention_basis": basis}},
}

test_longer_with_approval_and_review_passes if {
	count(ret_03.deny) == 0 with input as _input("90d", _basis) with data.parameters as _parameters
	count(ret_03.not_applicable) == 0 with input as _input("90d", _basis) with data.parameters as _parameters
}

test_missing_basis_is_found if {
	ret_03.deny == {
		lib.finding("site/s", "/site/retention_basis/reason", "what the longer time is needed for", null),
		lib.finding("site/s", "/site/retention_basis/approver", "the role that approved it", null),
		lib.finding("site/s", "/site/retention_basis/review", "the day of the next review", null),
	} with input as _input("31d", {}) with data.parameters as _parameters
}

test_review_that_is_past_is_found if {
	basis := object.union(_basis, {"review": "2026-11-30"})
	finding := lib.finding("site/s", "/site/retention_basis/review", "today or later", "2026-11-30")
	ret_03.deny == {finding} with input as _input("31d", basis) with data.parameters as _parameters
}

test_more_than_the_cap_is_found if {
	finding := lib.finding("site/s", "/site/retention", "at most 90d", "91d")
	ret_03.deny == {finding} with input as _input("91d", _basis) with data.parameters as _parameters
}

test_group_is_judged_by_its_own_basis if {
	site := {"id": "s", "retention": "30d", "retention_groups": {"g": {"retention": "91d", "basis": _basis}}}
	finding := lib.finding("site/s", "/site/retention_groups/g/retention", "at most 90d", "91d")
	ret_03.deny == {finding} with input as {"today": "2026-12-01", "declared": {"site": site}}
		with data.parameters as _parameters
}

test_the_default_is_not_bound if {
	every declared in [_input("30d", {}), {"declared": {"site": {"id": "s"}}}] {
		{answer.subject | some answer in ret_03.not_applicable} == {"site/s"} with input as declared
			with data.parameters as _parameters
		count(ret_03.deny) == 0 with input as declared with data.parameters as _parameters
	}
}

test_the_site_is_looked_at if {
	ret_03.control == "CCTV-RET-03"
	ret_03.subjects == {"site/s"} with input.declared.site as {"id": "s"}
}
