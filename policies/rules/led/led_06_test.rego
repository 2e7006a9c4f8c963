package rules.led.led_06_test

import data.lib
import data.rules.led.led_06

_parameters := {"observed_max_age_days": 2, "footage_host_roles": ["recorder"]}

_hosts := {"r": {"role": "recorder"}, "g": {"role": "gateway"}}

_input(host, entries) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": _hosts}},
	"observed": {
		"hosts": {"r": object.union({"seen": "2026-11-30"}, host)},
		"ledger_seen": "2026-11-30",
		"ledger": entries,
	},
}

_entries := {"e": {"kind": "provide", "form": "copy", "date": "2026-11-10"}, "v": {"kind": "view", "form": "shown"}}

_named := {"exports": {"x": {"ledger": "e"}}}

_unentered(actual) := lib.finding_observed(
	"site/s",
	"/hosts/r/exports/x/ledger",
	"an entry of the ledger about a copy",
	actual,
)

_unexported := lib.finding_observed("site/s", "/ledger/e/form", "an export that names it, or no copy", "copy")

test_exports_and_entries_that_agree_pass if {
	document := _input(_named, _entries)
	count(led_06.deny | led_06.unknown) == 0 with input as document with data.parameters as _parameters
	empty := _input({"exports": {}}, {})
	count(led_06.deny | led_06.unknown) == 0 with input as empty with data.parameters as _parameters
}

test_an_export_without_an_entry_is_found if {
	every name in ["v", "lost"] {
		document := _input({"exports": {"x": {"ledger": name}, "y": {"ledger": "e"}}}, _entries)
		led_06.deny == {_unentered(name)} with input as document with data.parameters as _parameters
	}
	silent := _input({"exports": {"x": {}}}, {})
	led_06.deny == {_unentered(null)} with input as silent with data.parameters as _parameters
}

test_an_entry_without_an_export_is_found if {
	document := _input({"exports": {}}, _entries)
	led_06.deny == {_unexported} with input as document with data.parameters as _parameters
	undated := {"e": {"kind": "view", "form": "copy"}}
	known := {"exports": {}, "exports_since": "2026-11-10"}
	led_06.deny == {_unexported} with input as _input(known, undated) with data.parameters as _parameters
	led_06.deny == {_unexported} with input as _input(known, _entries) with data.parameters as _parameters
}

test_an_entry_from_before_exports_are_known_is_not_asked if {
	document := _input({"exports": {}, "exports_since": "2026-11-11"}, _entries)
	count(led_06.deny | led_06.unknown) == 0 with input as document with data.parameters as _parameters
}

test_what_a_silent_host_may_have_exported_is_unknown if {
	document := _input({}, _entries)
	led_06.unknown == {lib.unknown("site/s", "observed", "/hosts/r/exports")} with input as document
		with data.parameters as _parameters
	count(led_06.deny) == 0 with input as document with data.parameters as _parameters
}

test_a_site_without_such_hosts_is_unknown if {
	bare := {"declared": {"site": {"id": "s", "hosts": {"g": {"role": "gateway"}}}}}
	document := object.union(object.remove(_input({}, _entries), ["declared"]), bare)
	led_06.unknown == {lib.unknown("site/s", "observed", "/hosts")} with input as document
		with data.parameters as _parameters
	count(led_06.deny) == 0 with input as document with data.parameters as _parameters
}

test_a_ledger_that_was_not_read_lately_is_unknown if {
	document := object.union(_input(_named, {}), {"observed": {"ledger_seen": "2026-11-28"}})
	led_06.unknown == {lib.unknown("site/s", "observed", "/ledger")} with input as document
		with data.parameters as _parameters
	count(led_06.deny) == 0 with input as document with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	led_06.control == "CCTV-LED-06"
	led_06.subjects == {"site/s"} with input as _input({}, {})
	count(led_06.subjects | led_06.unknown) == 0 with input as {"declared": {"sites": {}}}
		with data.parameters as _parameters
}
