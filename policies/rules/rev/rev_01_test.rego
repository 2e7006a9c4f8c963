package rules.rev.rev_01_test

import data.lib
import data.rules.rev.rev_01

_parameters := {"observed_max_age_days": 2, "policy_notice_days": 7}

_input(policy, revision) := {
	"today": "2027-05-01",
	"declared": {"sites": {}, "policy": policy},
	"published": {
		"fetched": "2027-05-01",
		"versions": [
			{"version": "1.0", "effective": "2026-12-01"},
			object.union({"version": "1.1", "effective": "2027-06-30"}, revision),
		],
	},
}

# What counts depends on the way of counting: days between posting and effect, by the day of posting.
_six := {"clear": "2027-06-23", "calendar": "2027-06-24"}

_seven := {"clear": "2027-06-22", "calendar": "2027-06-23"}

_eight := {"clear": "2027-06-21", "calendar": "2027-06-22"}

test_seven_and_eight_days_pass_both_ways if {
	every count_ in ["clear", "calendar"] {
		every days in [_seven, _eight] {
			document := _input({"notice_count": count_}, {"posted": days[count_]})
			count(rev_01.deny | rev_01.unknown) == 0 with input as document with data.parameters as _parameters
		}
	}
}

test_six_days_are_found_both_ways if {
	every count_ in ["clear", "calendar"] {
		posted := _six[count_]
		document := _input({"notice_count": count_}, {"posted": posted})
		expected := sprintf("at least 7 %s days before 2027-06-30", [count_])
		finding := lib.finding_published("policy", "/versions/1/posted", expected, posted)
		rev_01.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_left_out_the_count_is_of_clear_days if {
	document := _input({}, {"posted": "2027-06-23"})
	expected := "at least 7 clear days before 2027-06-30"
	finding := lib.finding_published("policy", "/versions/1/posted", expected, "2027-06-23")
	rev_01.deny == {finding} with input as document with data.parameters as _parameters
	count(rev_01.deny) == 0 with input as _input({}, {"posted": "2027-06-22"}) with data.parameters as _parameters
}

test_a_revision_without_a_notice_is_found if {
	expected := "at least 7 clear days before 2027-06-30"
	finding := lib.finding_published("policy", "/versions/1/posted", expected, null)
	rev_01.deny == {finding} with input as _input({}, {}) with data.parameters as _parameters
}

test_a_longer_promise_is_kept_as_well if {
	document := _input({}, {"posted": "2027-06-22"})
	parameters := object.union(_parameters, {"policy_notice_days": 14})
	count(rev_01.deny) == 1 with input as document with data.parameters as parameters
}

test_the_first_version_needs_no_notice if {
	first := {"published": {"fetched": "2026-12-01", "versions": [{"version": "1.0", "effective": "2026-12-01"}]}}
	document := object.union({"today": "2026-12-01", "declared": {"sites": {}}}, first)
	left := rev_01.not_applicable with input as document with data.parameters as _parameters
	{answer.subject | some answer in left} == {"policy"}
	count(rev_01.deny | rev_01.unknown) == 0 with input as document with data.parameters as _parameters
}

test_versions_that_nobody_read_are_unknown if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}}
	rev_01.unknown == {lib.unknown("policy", "published", "/versions")} with input as document
}

test_the_policy_is_looked_at_in_a_query_across_sites if {
	rev_01.control == "CCTV-REV-01"
	rev_01.subjects == {"policy"} with input.declared as {"sites": {}}
	rev_01.subjects == set() with input.declared as {"site": {"id": "s"}}
}

_prepared(policy, revision) := {
	"today": "2027-05-01",
	"declared": {"sites": {}, "policy": policy, "revision": revision},
}

test_a_revision_in_preparation_is_counted_both_ways if {
	every count_ in ["clear", "calendar"] {
		every posted, denied in {_six[count_]: 1, _seven[count_]: 0, _eight[count_]: 0} {
			revision := {"posted": posted, "effective": "2027-06-30"}
			document := _prepared({"notice_count": count_}, revision)
			count(rev_01.deny) == denied with input as document with data.parameters as _parameters
		}
	}
}

test_the_finding_of_a_revision_in_preparation_says_when if {
	document := _prepared({}, {"posted": "2027-06-23", "effective": "2027-06-30"})
	expected := "at least 7 clear days after 2027-06-23"
	finding := lib.finding("policy", "/revision/effective", expected, "2027-06-30")
	rev_01.deny == {finding} with input as document with data.parameters as _parameters
}

test_a_first_version_in_preparation_needs_no_notice if {
	every revision in [{"posted": null, "effective": "2027-05-01"}, {}] {
		count(rev_01.deny) == 0 with input as _prepared({}, revision) with data.parameters as _parameters
	}
}

test_a_site_has_no_revision if {
	document := object.remove(_prepared({}, {"posted": "2027-06-23", "effective": "2027-06-30"}), ["declared"])
	whole := object.union(document, {"declared": {"revision": {"posted": "2027-06-23", "effective": "2027-06-30"}}})
	count(rev_01.deny) == 0 with input as whole with data.parameters as _parameters
}

test_a_notice_that_nobody_saw_on_its_day_is_unknown if {
	document := _input({}, {"posted": "2027-06-01", "seen": false})
	unknown := lib.unknown("policy", "published", "/versions/1/seen")
	rev_01.unknown == {unknown} with input as document with data.parameters as _parameters
	count(rev_01.deny) == 0 with input as document with data.parameters as _parameters
}
