package rules.rev.rev_03_test

import data.lib
import data.rules.rev.rev_03

_parameters := {"observed_max_age_days": 2}

_first := {"version": "1.0", "effective": "2026-12-01"}

_revision(changed, notice) := {"effective": "2027-06-01", "changed": changed, "notice": notice}

_input(versions) := {
	"today": "2027-05-01",
	"declared": {"sites": {}},
	"published": {"fetched": "2027-05-01", "versions": versions},
}

test_a_row_for_every_change_passes if {
	notice := {
		"recording-hours": {"old": "24h", "new": "09-18"},
		"devices-at-new": {"old": null, "new": "New place"},
		"devices-at-old": {"old": "Old place", "new": null},
	}
	revision := _revision([paragraph | some paragraph, _ in notice], notice)
	document := _input([_first, revision])
	count(rev_03.deny | rev_03.unknown) == 0 with input as document with data.parameters as _parameters
}

test_a_revision_that_changes_no_words_needs_no_row if {
	count(rev_03.deny) == 0 with input as _input([_first, _revision([], {})]) with data.parameters as _parameters
}

test_a_change_without_a_row_is_found if {
	path := "/versions/1/notice/recording-hours"
	finding := lib.finding_published("policy", path, "the old and the new words", null)
	every revision in [
		_revision(["recording-hours"], {}),
		{"effective": "2027-06-01", "changed": ["recording-hours"]},
	] {
		rev_03.deny == {finding} with input as _input([_first, revision]) with data.parameters as _parameters
	}
}

test_a_row_that_does_not_compare_is_found if {
	path := "/versions/1/notice/recording-hours"
	every row in [{}, {"old": "24h"}, {"new": "24h"}, {"old": "24h", "new": "24h"}] {
		document := _input([_first, _revision(["recording-hours"], {"recording-hours": row})])
		finding := lib.finding_published("policy", path, "the old and the new words", row)
		rev_03.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_a_row_without_a_change_is_found if {
	row := {"old": "a", "new": "b"}
	path := "/versions/1/notice/ground-law"
	finding := lib.finding_published("policy", path, "no row, since the words are the same", row)
	document := _input([_first, _revision([], {"ground-law": row})])
	rev_03.deny == {finding} with input as document with data.parameters as _parameters
}

test_changes_that_nobody_compared_are_unknown if {
	revision := {"effective": "2027-06-01", "notice": {"ground-law": {"old": "a", "new": "b"}}}
	unknown := lib.unknown("policy", "published", "/versions/1/changed")
	rev_03.unknown == {unknown} with input as _input([_first, revision]) with data.parameters as _parameters
	count(rev_03.deny) == 0 with input as _input([_first, revision]) with data.parameters as _parameters
}

test_a_policy_that_was_never_revised_is_left_out if {
	left := rev_03.not_applicable with input as _input([_first]) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"policy"}
	count(rev_03.deny | rev_03.unknown) == 0 with input as _input([_first]) with data.parameters as _parameters
}

test_versions_that_nobody_read_are_unknown if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}}
	rev_03.unknown == {lib.unknown("policy", "published", "/versions")} with input as document
}

test_the_policy_is_looked_at_in_a_query_across_sites if {
	rev_03.control == "CCTV-REV-03"
	rev_03.subjects == {"policy"} with input.declared as {"sites": {}}
	rev_03.subjects == set() with input.declared as {"site": {"id": "s"}}
}
