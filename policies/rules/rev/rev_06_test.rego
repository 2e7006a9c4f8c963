package rules.rev.rev_06_test

import data.lib
import data.rules.rev.rev_06

_parameters := {"observed_max_age_days": 2, "policy_material_changes": ["^purpose-", "^requests-"]}

_first := {"version": "1.0", "effective": "2026-12-01"}

_revision(changed, more) := object.union({"effective": "2027-06-01", "changed": changed}, more)

_input(versions) := {
	"today": "2027-05-01",
	"declared": {"sites": {}},
	"published": {"fetched": "2027-05-01", "versions": versions},
}

test_a_material_change_that_is_compared_passes if {
	every day in ["2027-05-20", "2027-06-01"] {
		document := _input([_first, _revision(["purpose-fire"], {"comparison": day})])
		count(rev_06.deny | rev_06.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_material_change_without_a_comparison_or_with_a_late_one_is_found if {
	every comparison in [null, "2027-06-02"] {
		more := {"comparison": comparison}
		document := _input([_first, _revision(["devices-total", "requests-own"], more)])
		finding := lib.finding_published("policy", "/versions/1/comparison", "on 2027-06-01 or before", comparison)
		rev_06.deny == {finding} with input as document with data.parameters as _parameters
	}
	missing := _input([_first, _revision(["purpose-fire"], {})])
	count(rev_06.deny) == 1 with input as missing with data.parameters as _parameters
}

test_another_change_needs_none if {
	document := _input([_first, _revision(["devices-total"], {})])
	count(rev_06.deny | rev_06.unknown) == 0 with input as document with data.parameters as _parameters
}

test_changes_that_nobody_compared_are_unknown if {
	unknown := lib.unknown("policy", "published", "/versions/1/changed")
	document := _input([_first, {"effective": "2027-06-01"}])
	rev_06.unknown == {unknown} with input as document with data.parameters as _parameters
}

test_a_policy_that_was_never_revised_is_left_out if {
	left := rev_06.not_applicable with input as _input([_first]) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"policy"}
	count(rev_06.deny | rev_06.unknown) == 0 with input as _input([_first]) with data.parameters as _parameters
}

test_versions_that_nobody_read_are_unknown if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}}
	rev_06.unknown == {lib.unknown("policy", "published", "/versions")} with input as document
}

test_the_policy_is_looked_at_in_a_query_across_sites if {
	rev_06.control == "CCTV-REV-06"
	rev_06.subjects == {"policy"} with input.declared as {"sites": {}}
	rev_06.subjects == set() with input.declared as {"site": {"id": "s"}}
}
