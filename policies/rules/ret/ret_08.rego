# METADATA
# title: Every copy has an end
# description: |
#   Every place where footage lies besides the recorder says when it goes; and a camera either stores nothing itself, or
#   the site lists a store of edge cards.
package rules.ret.ret_08

import data.lib

control := "CCTV-RET-08"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, "`retention`, or a number of days", null) if {
	some id, store in input.declared.site.stores
	lib.absent(store, "expiry")
	path := sprintf("/site/stores/%s/expiry", [id])
}

deny contains lib.finding(lib.site_subject, path, expected, lib.actual(camera, "edge_storage")) if {
	not _edge_cards_listed
	some id, camera in input.declared.cameras
	not camera.edge_storage == false
	path := sprintf("/cameras/%s/edge_storage", [id])
	expected := "false, or a store of kind edge-card at the site"
}

_edge_cards_listed if {
	some store in input.declared.site.stores
	store.kind == "edge-card"
}
