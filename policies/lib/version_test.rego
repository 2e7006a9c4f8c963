package lib_test

import data.lib

_first := {"version": "1.0", "effective": "2026-12-01"}

_second := {"version": "1.1", "effective": "2027-06-01"}

_shown(today, versions) := {
	"today": today,
	"declared": {"sites": {}},
	"published": {"fetched": today, "versions": versions},
}

_numbers := {"observed_max_age_days": 2}

test_the_first_version_is_no_revision if {
	document := _shown("2027-05-01", [_first, _second])
	revised := lib.revisions with input as document with data.parameters as _numbers
	revised == {1: _second}
	count(lib.never_revised) == 0 with input as document with data.parameters as _numbers
}

test_a_policy_that_was_never_revised_says_so if {
	answers := lib.never_revised with input as _shown("2026-12-01", [_first]) with data.parameters as _numbers
	{answer.subject | some answer in answers} == {"policy"}
}

test_versions_that_nobody_read_lately_are_unknown if {
	unknown := {lib.unknown("policy", "published", "/versions")}
	read := _shown("2026-12-01", [_first])
	lib.versions_unread == set() with input as read with data.parameters as _numbers
	every document in [
		object.remove(read, ["published"]),
		object.union(read, {"today": "2026-12-04"}),
		_shown("2026-12-01", []),
	] {
		lib.versions_unread == unknown with input as document with data.parameters as _numbers
		count(lib.never_revised) == 0 with input as document with data.parameters as _numbers
	}
}

test_a_query_of_one_site_asks_nothing_of_the_policy if {
	document := object.union(
		object.remove(_shown("2027-05-01", [_first, _second]), ["declared"]),
		{"declared": {"site": {"id": "s"}}},
	)
	count(lib.revisions) == 0 with input as document with data.parameters as _numbers
	count(lib.never_revised | lib.versions_unread) == 0 with input as document with data.parameters as _numbers
	count(lib.versions_unread) == 0 with input as object.remove(document, ["published"])
}

test_the_version_in_force_is_the_last_that_has_begun if {
	every today, version in {"2026-12-01": "1.0", "2027-05-31": "1.0", "2027-06-01": "1.1", "2027-06-02": "1.1"} {
		found := lib.version_in_force.version with input as _shown(today, [_first, _second])
			with data.parameters as _numbers
		found == version
	}
}

test_before_the_first_version_none_is_in_force if {
	not lib.version_in_force with input as _shown("2026-11-30", [_first]) with data.parameters as _numbers
}

test_a_revision_that_does_not_say_what_changed_is_unknown if {
	unknown := {lib.unknown("policy", "published", "/versions/1/changed")}
	lib.changes_unknown == unknown with input as _shown("2027-05-01", [_first, _second])
		with data.parameters as _numbers
	said := object.union(_second, {"changed": []})
	lib.changes_unknown == set() with input as _shown("2027-05-01", [_first, said]) with data.parameters as _numbers
}

test_a_notice_that_nobody_saw_leaves_its_revision_unknown if {
	unknown := {lib.unknown("policy", "published", "/versions/1/seen")}
	unseen := _shown("2027-05-01", [object.union(_first, {"seen": false}), object.union(_second, {"seen": false})])
	lib.notices_unseen == unknown with input as unseen with data.parameters as _numbers
	every version in [_second, object.union(_second, {"seen": true})] {
		count(lib.notices_unseen) == 0 with input as _shown("2027-05-01", [_first, version])
			with data.parameters as _numbers
	}
}
