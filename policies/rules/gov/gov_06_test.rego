package rules.gov.gov_06_test

import data.rules.gov.gov_06

_parameters := {
	"privacy_officer_keys": ["title", "record"],
	"privacy_officer_revenue_won": 1000,
	"privacy_officer_data_subjects": 100,
	"privacy_officer_sensitive_subjects": 10,
	"privacy_officer_report_max_days": 184,
	"privacy_officer_report_due": true,
}

_officer := {"title": {"ko": "최고개인정보책임자", "en": "Privacy officer"}, "designated": "2026-05-01", "record": "DOC-1"}

_small := {"annual_revenue_krw": 1000, "data_subjects": 100, "sensitive_subjects": 10}

_large := object.union(_small, {"annual_revenue_krw": 1001})

_input(organization) := {"today": "2026-12-01", "declared": {"organization": organization, "sites": {}}}

_paths(findings) := {finding.path | some finding in findings}

test_designated_officer_passes if {
	every size in [_small, {"annual_revenue_krw": 1000}, {"data_subjects": 99, "sensitive_subjects": 9}] {
		count(gov_06.deny) == 0 with input as _input({"privacy_officer": _officer, "size": size})
			with data.parameters as _parameters
	}
}

test_missing_officer_is_found if {
	gov_06.deny == {{
		"subject": "organization",
		"source": "declared",
		"path": "/organization/privacy_officer",
		"expected": "the post of the privacy officer",
		"actual": null,
	}} with input as _input({"size": _small}) with data.parameters as _parameters
}

test_missing_organization_is_found if {
	some finding in gov_06.deny with input.declared as {"sites": {}} with data.parameters as _parameters
	finding.path == "/organization/privacy_officer"
}

test_missing_record_is_found if {
	gov_06.deny == {{
		"subject": "organization",
		"source": "declared",
		"path": "/organization/privacy_officer/record",
		"expected": "the record of the privacy officer",
		"actual": null,
	}} with data.parameters as _parameters
		with input as _input({"privacy_officer": object.remove(_officer, ["record"]), "size": _small})
}

test_designation_must_have_happened if {
	every designated in [{}, {"designated": "2026-12-02"}] {
		officer := object.union(object.remove(_officer, ["designated"]), designated)
		findings := gov_06.deny with input as _input({"privacy_officer": officer, "size": _small})
			with data.parameters as _parameters
		_paths(findings) == {"/organization/privacy_officer/designated"}
	}
}

test_designation_of_today_passes if {
	officer := object.union(_officer, {"designated": "2026-12-01"})
	count(gov_06.deny) == 0 with input as _input({"privacy_officer": officer, "size": _small})
		with data.parameters as _parameters
}

test_large_holder_without_board_or_report_is_found if {
	gov_06.deny == {
		{
			"subject": "organization",
			"source": "declared",
			"path": "/organization/privacy_officer/board_resolution",
			"expected": "the board's resolution, or a size for which none is asked",
			"actual": null,
		},
		{
			"subject": "organization",
			"source": "declared",
			"path": "/organization/privacy_officer/reported",
			"expected": "the day of the report, or a size for which none is asked",
			"actual": null,
		},
	} with input as _input({"privacy_officer": _officer, "size": _large}) with data.parameters as _parameters
}

test_either_number_of_people_makes_large if {
	every few in [{"data_subjects": 99}, {"sensitive_subjects": 9}] {
		size := object.union(_large, few)
		count(gov_06.deny) == 2 with input as _input({"privacy_officer": _officer, "size": size})
			with data.parameters as _parameters
	}
}

test_size_that_is_not_known_counts_as_large if {
	every organization in [
		{},
		{"size": {}},
		{"size": {"annual_revenue_krw": 1001}},
		{"size": {"data_subjects": 99}},
		{"size": {"sensitive_subjects": 9}},
	] {
		count(gov_06.deny) == 2 with input as _input(object.union(organization, {"privacy_officer": _officer}))
			with data.parameters as _parameters
	}
}

test_large_holder_with_board_and_report_passes if {
	officer := object.union(_officer, {"board_resolution": "DOC-2", "reported": "2026-10-01"})
	count(gov_06.deny) == 0 with input as _input({"privacy_officer": officer, "size": _large})
		with data.parameters as _parameters
}

_resolved := object.union(_officer, {"board_resolution": "DOC-2"})

test_report_within_its_time_is_not_due if {
	officer := object.union(_resolved, {"designated": "2026-05-31"})
	count(gov_06.deny) == 0 with input as _input({"privacy_officer": officer, "size": _large})
		with data.parameters as _parameters
}

test_late_report_is_found if {
	every late in [{}, {"reported": "2026-12-02"}] {
		officer := object.union_n([_resolved, {"designated": "2026-05-30"}, late])
		findings := gov_06.deny with input as _input({"privacy_officer": officer, "size": _large})
			with data.parameters as _parameters
		_paths(findings) == {"/organization/privacy_officer/reported"}
	}
}

test_report_is_not_due_before_the_transition_ends if {
	count(gov_06.deny) == 0 with input as _input({"privacy_officer": _resolved, "size": _large})
		with data.parameters as object.union(_parameters, {"privacy_officer_report_due": false})
}

test_designation_that_did_not_hold_is_found if {
	attestation := {"control": "CCTV-GOV-06", "subject": "organization", "date": "2026-11-01", "result": "bad"}
	gov_06.deny == {{
		"subject": "organization",
		"source": "declared",
		"path": "/attestations/a/result",
		"expected": "good",
		"actual": "bad",
	}} with input as {"today": "2026-12-01", "declared": {
		"organization": {"privacy_officer": _officer, "size": _small},
		"sites": {},
		"attestations": {"a": attestation},
	}}
		with data.parameters as _parameters
}

test_small_merchant_without_officer_is_not_bound if {
	merchant := _input({"size": {"small_merchant": true}})
	count(gov_06.deny) == 0 with input as merchant with data.parameters as _parameters
	{answer.subject | some answer in gov_06.not_applicable} == {"organization"} with input as merchant
}

test_small_merchant_with_officer_is_bound if {
	size := {"small_merchant": true, "annual_revenue_krw": 1}
	merchant := _input({"privacy_officer": object.remove(_officer, ["title"]), "size": size})
	count(gov_06.not_applicable) == 0 with input as merchant
	findings := gov_06.deny with input as merchant with data.parameters as _parameters
	_paths(findings) == {"/organization/privacy_officer/title"}
}

test_organization_is_looked_at if {
	gov_06.subjects == {"organization"} with input as _input({})
}

test_query_of_a_site_is_left_alone if {
	declared := {"organization": {}, "site": {"id": "s"}}
	count(gov_06.subjects) == 0 with input.declared as declared
	count(gov_06.deny) == 0 with input.declared as declared with data.parameters as _parameters
	count(gov_06.not_applicable) == 0 with input.declared as declared
}

test_officer_of_whom_nothing_is_said_is_missing if {
	document := _input({"privacy_officer": {}, "size": _small})
	findings := gov_06.deny with input as document with data.parameters as _parameters
	_paths(findings) == {"/organization/privacy_officer"}
}

test_small_merchant_that_designates_nobody_is_left_alone if {
	bad := {"control": "CCTV-GOV-06", "subject": "organization", "date": "2026-11-01", "result": "bad"}
	organization := {"size": {"small_merchant": true}}
	document := object.union(_input(organization), {"declared": {"attestations": {"a": bad}}})
	count(gov_06.deny) == 0 with input as document with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"organization": {}, "site": {"id": "s"}}}
	count(gov_06.deny | gov_06.not_applicable) == 0 with input as document with data.parameters as _parameters
	merchant := object.union(document, {"declared": {"organization": {"size": {"small_merchant": true}}}})
	count(gov_06.deny | gov_06.not_applicable) == 0 with input as merchant with data.parameters as _parameters
	officer := object.union(document, {"declared": {"organization": {"privacy_officer": {"title": "x"}}}})
	count(gov_06.deny | gov_06.not_applicable) == 0 with input as officer with data.parameters as _parameters
}
