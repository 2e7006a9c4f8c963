# METADATA
# title: Recorders stand in the security zone
# description: Every recorder names the room in which footage is stored, which only people authorised beforehand enter.
package rules.phy.phy_02

import data.lib

control := "CCTV-PHY-02"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, _room, room) if {
	some id in lib.recorders
	not input.declared.site.hosts[id].room == _room
	room := lib.actual(input.declared.site.hosts[id], "room")
	path := sprintf("/site/hosts/%s/room", [id])
}

_room := object.get(input.declared.site, ["storage", "room"], "the room where footage is stored")
