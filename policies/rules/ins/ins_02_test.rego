package rules.ins.ins_02_test

import data.lib
import data.rules.ins.ins_02

_zones(from, kind) := {
	"room": {"kind": kind, "from": from},
	"recording": {"kind": "recording", "from": "site"},
	"cameras": {"kind": "camera", "from": "site"},
}

_watched(to) := {"zones": _zones("organization", "viewing"), "edges": [{"id": "watch", "from": "room", "to": to}]}

_declared(network, role, viewing) := {
	"site": {"id": "s", "people": {"guard": role}},
	"policy": {"viewing": viewing},
	"network": network,
}

_said := {"central": {"ko": "통합관제", "en": "Watched centrally"}}

test_a_control_room_that_is_named_passes if {
	declared := _declared(_watched("recording"), {"central": true}, _said)
	count(ins_02.deny | ins_02.not_applicable) == 0 with input.declared as declared
}

test_a_control_room_of_which_the_site_says_nothing_is_found if {
	finding := lib.finding("site/s", "/site/people", "a role that is `central`", null)
	every role in [{}, {"central": false}] {
		ins_02.deny == {finding} with input.declared as _declared(_watched("recording"), role, _said)
	}
}

test_a_control_room_of_which_the_policy_says_nothing_is_found if {
	expected := "that footage is watched centrally"
	finding := lib.finding("site/s", "/policy/viewing/central", expected, null)
	ins_02.deny == {finding} with input.declared as _declared(_watched("recording"), {"central": true}, {})
	ins_02.deny == {finding} with input.declared as _declared({}, {"central": true}, {})
}

test_a_site_that_is_watched_at_the_place_is_left_out if {
	edge := {"id": "watch", "from": "room", "to": "recording"}
	every network in [
		{},
		{"zones": _zones("site", "viewing"), "edges": [edge]},
		{"zones": _zones("organization", "management"), "edges": [edge]},
		_watched("cameras"),
	] {
		declared := _declared(network, {"central": false}, {})
		{answer.subject | some answer in ins_02.not_applicable} == {"site/s"} with input.declared as declared
		count(ins_02.deny) == 0 with input.declared as declared
	}
}

test_a_query_across_sites_says_nothing if {
	count(ins_02.subjects | (ins_02.deny | ins_02.not_applicable)) == 0 with input.declared as {"sites": {}}
}

test_the_site_is_looked_at if {
	ins_02.control == "CCTV-INS-02"
	ins_02.subjects == {"site/s"} with input.declared as _declared({}, {}, {})
}
