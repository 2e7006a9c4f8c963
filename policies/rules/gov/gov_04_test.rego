package rules.gov.gov_04_test

import data.rules.gov.gov_04

_parameters := {"sign_exemption_keys": ["ground", "document"]}

_exempt := {"c": {"regime": "exempt"}}

_declared(site, cameras) := {"site": object.union({"id": "s"}, site), "cameras": cameras}

test_documented_exemption_passes if {
	site := {"sign_exemption": {"ground": "military", "document": "DOC-1"}}
	count(gov_04.deny) == 0 with input.declared as _declared(site, _exempt) with data.parameters as _parameters
}

test_exempt_camera_without_exemption_is_found if {
	gov_04.deny == {{
		"subject": "site/s",
		"source": "declared",
		"path": "/site/sign_exemption",
		"expected": ["ground", "document"],
		"actual": null,
	}} with input.declared as _declared({}, _exempt) with data.parameters as _parameters
}

test_exemption_without_document_is_found if {
	site := {"sign_exemption": {"ground": "military"}}
	gov_04.deny == {{
		"subject": "site/s",
		"source": "declared",
		"path": "/site/sign_exemption/document",
		"expected": "the document of the exemption",
		"actual": null,
	}} with input.declared as _declared(site, {}) with data.parameters as _parameters
}

test_exemption_that_did_not_hold_is_found if {
	attestation := {"control": "CCTV-GOV-04", "subject": "site/s", "date": "2026-11-01", "result": "bad"}
	gov_04.deny == {{
		"subject": "site/s",
		"source": "declared",
		"path": "/attestations/a/result",
		"expected": "good",
		"actual": "bad",
	}} with input as {"today": "2026-12-01", "declared": {
		"site": {"id": "s", "sign_exemption": {"ground": "military", "document": "DOC-1"}},
		"attestations": {"a": attestation},
	}}
		with data.parameters as _parameters
}

test_site_without_exemption_is_not_bound if {
	{answer.subject | some answer in gov_04.not_applicable} == {"site/s"} with input.declared as _declared(
		{},
		{"c": {"regime": "art25_open"}},
	)
}

test_site_with_exemption_is_bound if {
	count(gov_04.not_applicable) == 0 with input.declared as _declared({}, _exempt)
	count(gov_04.not_applicable) == 0 with input.declared as _declared({"sign_exemption": {"ground": "military"}}, {})
}

test_site_is_looked_at if {
	gov_04.subjects == {"site/s"} with input.declared as _declared({}, {})
}

test_site_that_relies_on_none_is_left_alone if {
	declared := _declared({}, {"c": {"regime": "art25_open"}})
	bad := {"control": "CCTV-GOV-04", "subject": "site/s", "date": "2026-11-01", "result": "bad"}
	document := {"today": "2026-12-01", "declared": object.union(declared, {"attestations": {"a": bad}})}
	count(gov_04.deny) == 0 with input as document with data.parameters as _parameters
}
