package rules.phy.phy_06_test

import data.lib
import data.rules.phy.phy_06

_parameters := {"observed_max_age_days": 2}

_input(report) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": {"d": {"role": "viewing"}, "r": {"role": "recorder"}}}},
	"observed": {"hosts": {"d": object.union({"seen": "2026-12-01"}, report)}},
}

test_a_desk_that_prints_nothing_passes if {
	said := _input({"printing": false})
	count(phy_06.deny | phy_06.unknown) == 0 with input as said with data.parameters as _parameters
}

test_a_desk_that_prints_is_found if {
	finding := lib.finding_observed("host/s/d", "/hosts/d/printing", false, true)
	phy_06.deny == {finding} with input as _input({"printing": true}) with data.parameters as _parameters
}

test_missing_and_old_reports_are_unknown if {
	unknown := lib.unknown("host/s/d", "observed", "/hosts/d/printing")
	every report in [{}, {"seen": "2026-11-01", "printing": false}] {
		phy_06.unknown == {unknown} with input as _input(report) with data.parameters as _parameters
	}
}

test_other_hosts_are_left_out if {
	left := phy_06.not_applicable with input as _input({}) with data.parameters as _parameters
	{entry.subject | some entry in left} == {"host/s/r"}
}

test_every_host_is_looked_at if {
	phy_06.control == "CCTV-PHY-06"
	phy_06.subjects == {"host/s/d", "host/s/r"} with input as _input({})
}
