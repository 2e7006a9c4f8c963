package rules.led.led_05_test

import data.lib
import data.rules.led.led_05

_parameters := {"ledger_min_days": 1096}

_declared(organization) := {"organization": organization, "sites": {}}

_finding(actual) := lib.finding("organization", "/organization/ledger_retention", "at least 1096d", actual)

test_a_ledger_that_is_kept_passes if {
	every kept in ["1096d", "1827d"] {
		declared := _declared({"ledger_retention": kept})
		count(led_05.deny) == 0 with input.declared as declared with data.parameters as _parameters
	}
}

test_a_ledger_that_is_kept_for_too_short_a_time_is_found if {
	declared := _declared({"ledger_retention": "1095d"})
	led_05.deny == {_finding("1095d")} with input.declared as declared with data.parameters as _parameters
}

test_a_missing_time_is_found if {
	led_05.deny == {_finding(null)} with input.declared as _declared({}) with data.parameters as _parameters
}

test_the_organization_is_looked_at_across_sites if {
	led_05.control == "CCTV-LED-05"
	led_05.subjects == {"organization"} with input.declared as _declared({})
	site := {"organization": {}, "site": {"id": "s"}}
	count(led_05.subjects | led_05.deny) == 0 with input.declared as site with data.parameters as _parameters
}
