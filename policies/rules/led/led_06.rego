# METADATA
# title: Exports and the ledger agree
# description: |
#   Every export that a host knows of names an entry about a copy, and every entry about a copy is named by an export.
#   Entries from before the day from which a host knows its exports are not asked.
package rules.led.led_06

import data.lib

control := "CCTV-LED-06"

subjects contains lib.site_subject

deny contains lib.finding_observed(lib.site_subject, path, "an entry of the ledger about a copy", entry) if {
	lib.ledger
	some host, exports in _exports
	some id, export in exports
	not _of_a_copy(export)
	entry := lib.actual(export, "ledger")
	path := lib.setting_pointer(host, ["exports", id, "ledger"])
}

deny contains lib.ledger_finding(id, entry, "form", "an export that names it, or no copy") if {
	count(lib.footage_hosts) > 0
	count(lib.settings_missing(lib.footage_hosts, ["exports"])) == 0
	some id, entry in lib.ledger
	entry.form == "copy"
	not id in _named
	not _too_early(entry)
}

unknown contains lib.unknown(subject, "observed", "/hosts") if {
	count(lib.footage_hosts) == 0
	subject := lib.site_subject
}

unknown contains lib.unknown(lib.site_subject, "observed", path) if {
	some path in lib.settings_missing(lib.footage_hosts, ["exports"])
}

unknown contains answer if some answer in lib.ledger_unread

_exports := lib.settings(lib.footage_hosts, ["exports"])

_of_a_copy(export) if lib.ledger[export.ledger].form == "copy"

_named contains entry if {
	some exports in _exports
	some export in exports
	entry := export.ledger
}

_too_early(entry) if {
	some since in lib.settings(lib.footage_hosts, ["exports_since"])
	lib.days_between(entry.date, since) > 0
}
