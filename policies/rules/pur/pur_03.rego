# METADATA
# title: The authority over the place is on file
# description: A site that films an open place names the document that entitles the operator to it, still in force.
package rules.pur.pur_03

import data.lib

control := "CCTV-PUR-03"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, "/site/authority/document", expected, null) if {
	_bound
	lib.absent(_authority, "document")
	expected := "the document that entitles the operator to the place"
}

deny contains lib.finding(lib.site_subject, "/site/authority/until", "today or later", until) if {
	_bound
	until := _authority.until
	not _runs(until)
}

deny contains finding if {
	_bound
	finding := lib.attestation_not_good(control, lib.site_subject)
}

not_applicable contains lib.not_applicable(lib.site_subject, reason) if {
	not _bound
	reason := {
		"ko": "공개된 장소를 촬영하는 기기가 없는 사업장이다",
		"en": "No camera of the site films an open place",
	}
}

_runs(until) if lib.days_between(input.today, until) >= 0

_bound if count(lib.open_cameras) > 0

_authority := object.get(input.declared.site, "authority", {})
