# METADATA
# title: Footage is behind a lock
# description: The place where footage is stored is declared to be locked.
package rules.phy.phy_01

import data.lib

control := "CCTV-PHY-01"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, "/site/storage/locked", true, lib.actual(storage, "locked")) if {
	storage := object.get(input.declared.site, "storage", {})
	not storage.locked == true
}

deny contains finding if {
	some finding in [found | found := lib.attestation_not_good(control, lib.site_subject)]
}
