# METADATA
# title: Footage that is seen or stored abroad has a ground
# description: |
#   The site says who views, stores or processes footage from another country, if only that nobody does. Each of them
#   names the country, an item of Article 28-8(1), and the text that tells people. A store of somebody else's says
#   where it stands, and one abroad is among them.
package rules.xfer.xfer_01

import data.lib

control := "CCTV-XFER-01"

subjects contains lib.site_subject

deny contains lib.finding(subject, "/site/abroad", "a mapping, empty where there is none", null) if {
	subject := lib.site_subject
	not input.declared.site.abroad
}

deny contains lib.finding(lib.site_subject, path, lib.parameters.transfer_grounds, lib.actual(transfer, "basis")) if {
	some id, transfer in input.declared.site.abroad
	not lib.one_of(transfer, "basis", lib.parameters.transfer_grounds)
	path := sprintf("/site/abroad/%s/basis", [id])
}

deny contains lib.finding(lib.site_subject, path, "what is told of every transfer", null) if {
	some id, transfer in input.declared.site.abroad
	some key in lib.parameters.transfer_keys
	lib.absent(transfer, key)
	path := sprintf("/site/abroad/%s/%s", [id, key])
}

deny contains lib.finding(lib.site_subject, path, "where the store stands", null) if {
	some id, store in _outside_stores
	lib.absent(store, "country")
	path := sprintf("/site/stores/%s/country", [id])
}

deny contains lib.finding(lib.site_subject, path, "this country, or one named under `abroad`", country) if {
	some id, store in _outside_stores
	country := store.country
	not _known(country)
	path := sprintf("/site/stores/%s/country", [id])
}

_outside_stores[id] := store if {
	some id, store in input.declared.site.stores
	store.kind in lib.parameters.outside_store_kinds
}

_known(country) if country == upper(input.declared.organization.jurisdiction)

_known(country) if {
	some transfer in input.declared.site.abroad
	transfer.country == country
}
