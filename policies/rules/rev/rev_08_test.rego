package rules.rev.rev_08_test

import data.lib
import data.rules.rev.rev_08

_parameters := {
	"observed_max_age_days": 2,
	"policy_languages": ["ko"],
	"policy_version_facts": ["policy.version"],
}

_facts := {"policy.version": "1.0", "policy.hours": "24h", "sites.hub.retention": 30}

_input(published) := {
	"today": "2026-12-01",
	"declared": {"sites": {}, "text": {"ko": {"facts": _facts}}},
	"published": {"fetched": "2026-11-29", "text": published},
}

_ko(facts) := {"ko": {"facts": facts}}

test_what_was_published_passes if {
	count(rev_08.deny | rev_08.unknown) == 0 with input as _input(_ko(_facts)) with data.parameters as _parameters
}

test_the_number_of_the_version_may_differ if {
	document := _input(_ko(object.union(_facts, {"policy.version": "1.1"})))
	count(rev_08.deny) == 0 with input as document with data.parameters as _parameters
}

test_every_difference_is_found if {
	document := _input(_ko({"policy.hours": "09-18", "sites.old.retention": 7}))
	rev_08.deny == {
		lib.finding_published("policy", "/text/ko/facts/policy.hours", "24h", "09-18"),
		lib.finding_published("policy", "/text/ko/facts/sites.hub.retention", 30, null),
		lib.finding_published("policy", "/text/ko/facts/sites.old.retention", null, 7),
	} with input as document with data.parameters as _parameters
}

test_what_nobody_read_lately_is_unknown if {
	unknown := {lib.unknown("policy", "published", "/text/ko")}
	read := _input(_ko({"policy.hours": "09-18"}))
	every document in [
		object.remove(read, ["published"]),
		object.union(read, {"today": "2026-12-02"}),
		_input({"en": {"facts": {}}}),
	] {
		rev_08.unknown == unknown with input as document with data.parameters as _parameters
		count(rev_08.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_of_one_site_says_nothing if {
	document := object.union(
		object.remove(_input(_ko({})), ["declared"]),
		{"declared": {"site": {"id": "s"}, "text": _ko(_facts)}},
	)
	count(rev_08.subjects | (rev_08.deny | rev_08.unknown)) == 0 with input as document
		with data.parameters as _parameters
	count(rev_08.unknown) == 0 with input as object.remove(document, ["published"])
		with data.parameters as _parameters
}

test_the_policy_is_looked_at if {
	rev_08.control == "CCTV-REV-08"
	rev_08.subjects == {"policy"} with input as _input({})
}

_changed := object.union(_facts, {"sites.hub.retention": 21})

_version(facts) := {"version": "1.0", "effective": "2026-11-01", "text": _ko(facts)}

_history(facts, coming) := {
	"today": "2026-12-01",
	"declared": {
		"sites": {},
		"text": {"ko": {"facts": _changed}},
		"history": {"in_force": _version(facts), "coming": coming},
	},
}

_found := {lib.finding("policy", "/history/in_force/text/ko/facts/sites.hub.retention", 21, 30)}

test_a_change_that_no_version_announces_is_found if {
	every coming in [[], [_version(_facts)], [_version({"policy.hours": "24h"})]] {
		rev_08.deny == _found with input as _history(_facts, coming) with data.parameters as _parameters
	}
}

test_a_fact_that_is_stated_no_more_is_found if {
	document := _history(object.union(_changed, {"sites.old.retention": 7}), [])
	found := {lib.finding("policy", "/history/in_force/text/ko/facts/sites.old.retention", null, 7)}
	rev_08.deny == found with input as document with data.parameters as _parameters
}

test_what_is_in_force_or_announced_passes_without_a_look_at_the_homepage if {
	every document in [
		_history(_changed, []),
		_history(object.union(_changed, {"policy.version": "0.9"}), []),
		_history(_facts, [_version(_facts), _version(_changed)]),
	] {
		count(rev_08.deny | rev_08.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_change_in_preparation_passes_until_its_posting_is_past if {
	cases := {"2026-12-01": set(), "2026-12-09": set(), "2026-11-30": _found, "2026-12-10": _found, null: _found}
	every posted, denied in cases {
		revision := {"declared": {"revision": {"posted": posted, "effective": "2026-12-10"}}}
		document := object.union(_history(_facts, []), revision)
		rev_08.deny == denied with input as document with data.parameters as _parameters
	}
}

test_the_homepage_is_compared_with_what_is_in_force if {
	cases := {
		_facts: set(),
		_changed: {lib.finding_published("policy", "/text/ko/facts/sites.hub.retention", 30, 21)},
	}
	every read, denied in cases {
		published := {"published": {"fetched": "2026-12-01", "text": _ko(read)}}
		document := object.union(_history(_facts, [_version(_changed)]), published)
		rev_08.deny == denied with input as document with data.parameters as _parameters
	}
}
