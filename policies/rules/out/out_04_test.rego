package rules.out.out_04_test

import data.lib
import data.rules.out.out_04

_declared(processors) := {"sites": {}, "organization": {"processors": processors}}

test_work_that_is_passed_on_with_consent_passes if {
	every subs in [{}, {"q": {"consent": "DOC-1"}}] {
		declared := _declared({"p": {"subprocessors": subs}})
		count(out_04.deny | out_04.not_applicable) == 0 with input.declared as declared
	}
}

test_work_that_is_passed_on_without_consent_is_found if {
	path := "/organization/processors/p/subprocessors/q/consent"
	finding := lib.finding("organization", path, "the paper by which the organization agreed", null)
	declared := _declared({"p": {"subprocessors": {"q": {}, "r": {"consent": "DOC-1"}}}})
	out_04.deny == {finding} with input.declared as declared
}

test_a_processor_that_does_not_say_is_found if {
	path := "/organization/processors/p/subprocessors"
	finding := lib.finding("organization", path, "a mapping, empty where there is none", null)
	out_04.deny == {finding} with input.declared as _declared({"p": {}})
}

test_where_nothing_is_outsourced_nothing_is_asked if {
	left := out_04.not_applicable with input.declared as _declared({})
	{answer.subject | some answer in left} == {"organization"}
}

test_the_organization_is_looked_at_across_sites if {
	out_04.control == "CCTV-OUT-04"
	out_04.subjects == {"organization"} with input.declared as _declared({})
	site := {"site": {"id": "s"}, "organization": {"processors": {"p": {}}}}
	count(out_04.subjects | (out_04.deny | out_04.not_applicable)) == 0 with input.declared as site
}
