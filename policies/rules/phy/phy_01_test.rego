package rules.phy.phy_01_test

import data.lib
import data.rules.phy.phy_01

_input(site) := {"today": "2026-12-01", "declared": {"site": object.union({"id": "s"}, site), "attestations": {}}}

_finding(actual) := lib.finding("site/s", "/site/storage/locked", true, actual)

test_a_locked_place_passes if {
	count(phy_01.deny) == 0 with input as _input({"storage": {"locked": true}})
}

test_an_open_place_is_found if {
	phy_01.deny == {_finding(false)} with input as _input({"storage": {"locked": false}})
}

test_a_place_of_which_nothing_is_said_is_found if {
	every site in [{}, {"storage": {}}] {
		phy_01.deny == {_finding(null)} with input as _input(site)
	}
}

test_a_lock_that_did_not_hold_is_found if {
	bad := {"control": "CCTV-PHY-01", "subject": "site/s", "date": "2026-11-01", "result": "bad"}
	said := object.union(_input({"storage": {"locked": true}}), {"declared": {"attestations": {"a": bad}}})
	phy_01.deny == {lib.finding("site/s", "/attestations/a/result", "good", "bad")} with input as said
}

test_the_site_is_looked_at if {
	phy_01.control == "CCTV-PHY-01"
	phy_01.subjects == {"site/s"} with input as _input({})
}
