package rules.ret.ret_02_test

import data.lib
import data.rules.ret.ret_02

_parameters := {"retention_default_days": 30}

_expected := "at most 30d, or a reason"

_reason := {"reason": {"ko": "이유", "en": "Reason"}}

test_the_default_and_less_pass if {
	every value in ["30d", "7d"] {
		count(ret_02.deny) == 0 with input.declared.site as {"id": "s", "retention": value}
			with data.parameters as _parameters
	}
}

test_longer_with_a_reason_passes if {
	site := {
		"id": "s",
		"retention": "45d",
		"retention_basis": _reason,
		"retention_groups": {"g": {"retention": "60d", "basis": _reason}},
	}
	count(ret_02.deny) == 0 with input.declared.site as site with data.parameters as _parameters
}

test_longer_without_a_reason_is_found if {
	every basis in [{}, {"reason": {}}, {"approver": "privacy-officer"}] {
		site := {"id": "s", "retention": "31d", "retention_basis": basis}
		finding := lib.finding("site/s", "/site/retention", _expected, "31d")
		ret_02.deny == {finding} with input.declared.site as site with data.parameters as _parameters
	}
}

test_group_is_judged_by_its_own_reason if {
	site := {"id": "s", "retention": "30d", "retention_basis": _reason, "retention_groups": {"g": {"retention": "60d"}}}
	finding := lib.finding("site/s", "/site/retention_groups/g/retention", _expected, "60d")
	ret_02.deny == {finding} with input.declared.site as site with data.parameters as _parameters
}

test_missing_period_is_found if {
	finding := lib.finding("site/s", "/site/retention", _expected, null)
	ret_02.deny == {finding} with input.declared.site as {"id": "s"} with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	ret_02.control == "CCTV-RET-02"
	ret_02.subjects == {"site/s"} with input.declared.site as {"id": "s"}
}
