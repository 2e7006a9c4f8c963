package rules.phy.phy_03_test

import data.lib
import data.rules.phy.phy_03

_parameters := {
	"observed_max_age_days": 2,
	"media_roles": ["recorder"],
	"removable_media_states": ["disabled", "logged"],
}

_input(report) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": {"r": {"role": "recorder"}, "g": {"role": "gateway"}}}},
	"observed": {"hosts": {"r": object.union({"seen": "2026-12-01"}, report)}},
}

test_media_under_control_pass if {
	every state in ["disabled", "logged"] {
		said := _input({"removable_media": state})
		count(phy_03.deny | phy_03.unknown) == 0 with input as said with data.parameters as _parameters
	}
}

test_open_media_are_found if {
	finding := lib.finding_observed("host/s/r", "/hosts/r/removable_media", ["disabled", "logged"], "open")
	said := _input({"removable_media": "open"})
	phy_03.deny == {finding} with input as said with data.parameters as _parameters
}

test_missing_and_old_reports_are_unknown if {
	unknown := lib.unknown("host/s/r", "observed", "/hosts/r/removable_media")
	every report in [{}, {"seen": "2026-11-01", "removable_media": "disabled"}] {
		phy_03.unknown == {unknown} with input as _input(report) with data.parameters as _parameters
	}
}

test_other_hosts_are_left_out if {
	left := phy_03.not_applicable with input as _input({}) with data.parameters as _parameters
	{entry.subject | some entry in left} == {"host/s/g"}
}

test_every_host_is_looked_at if {
	phy_03.control == "CCTV-PHY-03"
	phy_03.subjects == {"host/s/r", "host/s/g"} with input as _input({})
}
