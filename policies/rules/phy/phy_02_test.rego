package rules.phy.phy_02_test

import data.lib
import data.rules.phy.phy_02

_declared(storage, host) := {"site": {"id": "s", "storage": storage, "hosts": {
	"recorder": object.union({"role": "recorder"}, host),
	"desk": {"role": "viewing"},
}}}

test_a_recorder_in_the_room_passes if {
	count(phy_02.deny) == 0 with input.declared as _declared({"room": "vault"}, {"room": "vault"})
}

test_a_recorder_elsewhere_is_found if {
	finding := lib.finding("site/s", "/site/hosts/recorder/room", "vault", "lobby")
	phy_02.deny == {finding} with input.declared as _declared({"room": "vault"}, {"room": "lobby"})
}

test_missing_rooms_are_found if {
	finding := lib.finding("site/s", "/site/hosts/recorder/room", "vault", null)
	phy_02.deny == {finding} with input.declared as _declared({"room": "vault"}, {})
	expected := "the room where footage is stored"
	other := lib.finding("site/s", "/site/hosts/recorder/room", expected, "vault")
	phy_02.deny == {other} with input.declared as _declared({}, {"room": "vault"})
}

test_the_site_is_looked_at if {
	phy_02.control == "CCTV-PHY-02"
	phy_02.subjects == {"site/s"} with input.declared as {"site": {"id": "s"}}
}
