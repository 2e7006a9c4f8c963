package rules.out.out_03_test

import data.lib
import data.rules.out.out_03

_parameters := {"processor_oversight_keys": ["supervised", "trained"], "processor_oversight_max_days": 365}

_input(processors) := {"today": "2026-12-01", "declared": {"sites": {}, "organization": {"processors": processors}}}

_finding(key, actual) := lib.finding(
	"organization",
	sprintf("/organization/processors/p/%s", [key]),
	"within the last 365 days",
	actual,
)

test_recent_oversight_passes if {
	document := _input({"p": {"supervised": "2025-12-01", "trained": "2026-12-01"}})
	count(out_03.deny | out_03.not_applicable) == 0 with input as document with data.parameters as _parameters
}

test_old_oversight_is_found if {
	every key in ["supervised", "trained"] {
		every day in ["2025-11-30", "2026-12-02"] {
			document := _input({"p": object.union({"supervised": "2026-12-01", "trained": "2026-12-01"}, {key: day})})
			out_03.deny == {_finding(key, day)} with input as document with data.parameters as _parameters
		}
	}
}

test_missing_oversight_is_found if {
	document := _input({"p": {}})
	out_03.deny == {_finding("supervised", null), _finding("trained", null)} with input as document
		with data.parameters as _parameters
}

test_where_nothing_is_outsourced_nothing_is_asked if {
	left := out_03.not_applicable with input as _input({})
	{answer.subject | some answer in left} == {"organization"}
}

test_the_organization_is_looked_at_across_sites if {
	out_03.control == "CCTV-OUT-03"
	out_03.subjects == {"organization"} with input as _input({})
	site := {"site": {"id": "s"}, "organization": {"processors": {"p": {}}}}
	count(out_03.subjects | (out_03.deny | out_03.not_applicable)) == 0 with input.declared as site
		with data.parameters as _parameters
}
