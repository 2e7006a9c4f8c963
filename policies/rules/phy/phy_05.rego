# METADATA
# title: The place of storage is named
# description: The site names the room in which footage is stored, and how people call it.
package rules.phy.phy_05

import data.lib

control := "CCTV-PHY-05"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, expected, null) if {
	some key, expected in {"room": "the id of the room", "place": "what people call the place"}
	lib.absent(object.get(input.declared.site, "storage", {}), key)
	path := sprintf("/site/storage/%s", [key])
}
