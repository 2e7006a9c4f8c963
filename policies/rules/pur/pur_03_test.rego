package rules.pur.pur_03_test

import data.rules.pur.pur_03

_input(site, regime) := {"today": "2026-12-01", "declared": {
	"site": object.union({"id": "s"}, site),
	"cameras": {"c": {"regime": regime}},
}}

test_authority_on_file_passes if {
	every until in [{}, {"until": "2026-12-01"}, {"until": "2031-12-31"}] {
		site := {"authority": object.union({"document": "DOC-1"}, until)}
		count(pur_03.deny) == 0 with input as _input(site, "art25_open")
	}
}

test_missing_authority_is_found if {
	every site in [{}, {"authority": {}}, {"authority": {"until": "2031-12-31"}}] {
		pur_03.deny == {{
			"subject": "site/s",
			"source": "declared",
			"path": "/site/authority/document",
			"expected": "the document that entitles the operator to the place",
			"actual": null,
		}} with input as _input(site, "art25_open")
	}
}

test_authority_that_ended_is_found if {
	site := {"authority": {"document": "DOC-1", "until": "2026-11-30"}}
	pur_03.deny == {{
		"subject": "site/s",
		"source": "declared",
		"path": "/site/authority/until",
		"expected": "today or later",
		"actual": "2026-11-30",
	}} with input as _input(site, "art25_open")
}

test_authority_that_did_not_hold_is_found if {
	attestation := {"control": "CCTV-PUR-03", "subject": "site/s", "date": "2026-11-01", "result": "bad"}
	gate := _input({"authority": {"document": "DOC-1"}}, "art25_open")
	pur_03.deny == {{
		"subject": "site/s",
		"source": "declared",
		"path": "/attestations/a/result",
		"expected": "good",
		"actual": "bad",
	}} with input as object.union(gate, {"declared": {"attestations": {"a": attestation}}})
}

test_site_without_open_place_is_not_bound if {
	site := {"authority": {"until": "2020-01-01"}}
	count(pur_03.deny) == 0 with input as _input(site, "art15_nonopen")
	{answer.subject | some answer in pur_03.not_applicable} == {"site/s"} with input as _input(site, "art15_nonopen")
}

test_site_with_open_place_is_bound if {
	count(pur_03.not_applicable) == 0 with input as _input({}, "art25_open")
}

test_site_is_looked_at if {
	pur_03.subjects == {"site/s"} with input as _input({}, "art25_open")
}

test_site_without_open_places_is_left_alone if {
	bad := {"control": "CCTV-PUR-03", "subject": "site/s", "date": "2026-11-01", "result": "bad"}
	document := object.union(_input({}, "art15_nonopen"), {"declared": {"attestations": {"a": bad}}})
	count(pur_03.deny) == 0 with input as document
}
