package rules.gov.gov_07_test

import data.rules.gov.gov_07

_parameters := {"waiver_keys": ["owner", "opinion"], "waiver_max_days": 180}

_waiver := {"owner": "site-manager", "opinion": "DOC-1", "expiry": "2027-01-31"}

_input(waiver) := {"today": "2026-12-01", "declared": {"site": {"id": "s"}, "waivers": {"w": waiver}}}

test_waiver_that_somebody_answers_for_passes if {
	every expiry in ["2026-12-02", "2027-01-31", "2027-05-30"] {
		waiver := object.union(_waiver, {"expiry": expiry})
		count(gov_07.deny) == 0 with input as _input(waiver) with data.parameters as _parameters
	}
}

test_missing_opinion_is_found if {
	gov_07.deny == {{
		"subject": "waiver/s/w",
		"source": "declared",
		"path": "/waivers/w/opinion",
		"expected": "the opinion of the waiver",
		"actual": null,
	}} with input as _input(object.remove(_waiver, ["opinion"])) with data.parameters as _parameters
}

test_expiry_out_of_bounds_is_found if {
	every expiry in ["2026-11-30", "2026-12-01", "2027-05-31"] {
		gov_07.deny == {{
			"subject": "waiver/s/w",
			"source": "declared",
			"path": "/waivers/w/expiry",
			"expected": "after today, by at most 180 days",
			"actual": expiry,
		}} with input as _input(object.union(_waiver, {"expiry": expiry})) with data.parameters as _parameters
	}
}

test_missing_expiry_is_found if {
	some finding in gov_07.deny with input as _input(object.remove(_waiver, ["expiry"]))
		with data.parameters as _parameters
	finding.path == "/waivers/w/expiry"
	finding.actual == null
}

test_waiver_of_the_organization_is_judged_across_sites if {
	company := {"today": "2026-12-01", "declared": {
		"sites": {"s": {"waivers": {"of-the-site": {}}}},
		"waivers": {"w": object.remove(_waiver, ["owner"])},
	}}
	gov_07.subjects == {"waiver/organization/w"} with input as company
	gov_07.deny == {{
		"subject": "waiver/organization/w",
		"source": "declared",
		"path": "/waivers/w/owner",
		"expected": "the owner of the waiver",
		"actual": null,
	}} with input as company with data.parameters as _parameters
}

test_every_waiver_is_looked_at if {
	gov_07.subjects == {"waiver/s/w"} with input as _input({})
}
