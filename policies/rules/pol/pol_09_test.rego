package rules.pol.pol_09_test

import data.lib
import data.rules.pol.pol_09

_parameters := {"observed_max_age_days": 2, "policy_fallbacks": ["workplace"], "policy_page_status": 200}

_page := {"status": 200, "login": false, "linked": true, "same": true}

_input(policy, page) := {
	"today": "2026-12-01",
	"declared": {"sites": {}, "policy": policy},
	"published": {"fetched": "2026-11-29", "page": page},
}

_home := {"publication": "homepage"}

test_a_page_that_is_there_for_everybody_passes if {
	every policy in [_home, {}] {
		document := _input(policy, _page)
		answers := (pol_09.deny | pol_09.unknown) | pol_09.not_applicable with input as document
			with data.parameters as _parameters
		count(answers) == 0
	}
}

test_each_fault_of_the_page_is_found if {
	every key, actual in {"status": 404, "login": true, "linked": false, "same": false} {
		document := _input(_home, object.union(_page, {key: actual}))
		finding := lib.finding_published("policy", sprintf("/page/%s", [key]), _page[key], actual)
		pol_09.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_each_file_that_is_not_what_was_built_is_found if {
	files := {
		"ko/index.html": {"expected": "a", "hash": "b", "same": false},
		"index.html": {"expected": "c", "hash": null, "same": false},
		"style.css": {"expected": "d", "hash": "d", "same": true},
		"en/index.html": {"expected": "e", "hash": null},
	}
	document := object.union(_input(_home, _page), {"published": {"files": files}})
	pol_09.deny == {
		lib.finding_published("policy", "/files/ko~1index.html", "a", "b"),
		lib.finding_published("policy", "/files/index.html", "c", null),
	} with input as document with data.parameters as _parameters
	late := object.union(document, {"today": "2026-12-02"})
	count(pol_09.deny) == 0 with input as late with data.parameters as _parameters
	elsewhere := object.union(document, {"declared": {"policy": {"publication": "workplace"}}})
	count(pol_09.deny) == 0 with input as elsewhere with data.parameters as _parameters
}

test_what_nobody_saw_is_unknown if {
	every key in ["status", "login", "linked", "same"] {
		document := _input(_home, object.remove(_page, [key]))
		unknown := lib.unknown("policy", "published", sprintf("/page/%s", [key]))
		pol_09.unknown == {unknown} with input as document with data.parameters as _parameters
		count(pol_09.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_page_that_nobody_read_lately_is_unknown if {
	unknown := lib.unknown("policy", "published", "/page")
	read := _input(_home, object.union(_page, {"login": true}))
	every document in [
		object.remove(read, ["published"]),
		object.union(read, {"today": "2026-12-02"}),
		_input(_home, {}),
	] {
		pol_09.unknown == {unknown} with input as document with data.parameters as _parameters
		count(pol_09.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_another_way_of_publishing_is_left_out if {
	document := _input({"publication": "workplace"}, {"login": true})
	left := pol_09.not_applicable with input as document with data.parameters as _parameters
	{answer.subject | some answer in left} == {"policy"}
	count(pol_09.deny | pol_09.unknown) == 0 with input as document with data.parameters as _parameters
}

test_a_query_of_one_site_says_nothing if {
	document := object.union(
		object.remove(_input(_home, {"login": true}), ["declared"]),
		{"declared": {"site": {"id": "s"}, "policy": {"publication": "workplace"}}},
	)
	count(pol_09.subjects | (pol_09.deny | pol_09.unknown)) == 0 with input as document
		with data.parameters as _parameters
	count(pol_09.not_applicable) == 0 with input as document with data.parameters as _parameters
	on_homepage := object.union(document, {"declared": {"policy": _home}})
	count(pol_09.deny | pol_09.unknown) == 0 with input as on_homepage with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	pol_09.control == "CCTV-POL-09"
	pol_09.subjects == {"policy"} with input as _input({}, {})
}
