package rules.phy.phy_05_test

import data.lib
import data.rules.phy.phy_05

_declared(site) := {"site": object.union({"id": "s"}, site)}

_place := {"ko": "통신실", "en": "Equipment room"}

test_a_named_room_passes if {
	count(phy_05.deny) == 0 with input.declared as _declared({"storage": {"room": "vault", "place": _place}})
}

test_a_missing_room_is_found if {
	finding := lib.finding("site/s", "/site/storage/room", "the id of the room", null)
	phy_05.deny == {finding} with input.declared as _declared({"storage": {"place": _place}})
}

test_missing_storage_is_found if {
	found := phy_05.deny with input.declared as _declared({})
	{finding.path | some finding in found} == {"/site/storage/room", "/site/storage/place"}
}

test_the_site_is_looked_at if {
	phy_05.control == "CCTV-PHY-05"
	phy_05.subjects == {"site/s"} with input.declared as _declared({})
}
