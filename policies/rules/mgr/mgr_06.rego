# METADATA
# title: There is an internal management plan
# description: |
#   The organization has a plan, unless its figures say that it is a small merchant that holds few people's data.
package rules.mgr.mgr_06

import data.lib

control := "CCTV-MGR-06"

subjects contains "organization" if input.declared.sites

deny contains lib.finding("organization", "/organization/internal_plan/document", "the number of the plan", null) if {
	input.declared.sites
	not _exempt
	lib.absent(object.get(input.declared.organization, "internal_plan", {}), "document")
}

not_applicable contains lib.not_applicable("organization", reason) if {
	input.declared.sites
	_exempt
	reason := {
		"ko": "정보주체 수가 기준에 미달하는 소상공인으로 등록되어 있다",
		"en": "Declared as a small merchant that holds few people's data",
	}
}

_exempt if {
	size := input.declared.organization.size
	size.small_merchant == true
	size.data_subjects < lib.parameters.small_holder_subjects
	size.employees < lib.parameters.small_merchant_employees
}
