# METADATA
# title: The internal management plan is checked
# description: |
#   There is a plan, and whether it is carried out was checked not longer ago than the period. What the plan says, a
#   person witnesses. A small merchant that may do without a plan is not asked.
package rules.ops.ops_04

import data.lib

control := "CCTV-OPS-04"

subjects contains "organization" if input.declared.sites

deny contains lib.finding("organization", "/organization/internal_plan/document", "the number of the plan", null) if {
	input.declared.sites
	not lib.needs_no_plan
	lib.absent(_plan, "document")
}

deny contains lib.finding("organization", "/organization/internal_plan/reviewed", expected, actual) if {
	input.declared.sites
	not lib.needs_no_plan
	not _checked
	expected := sprintf("within the last %d days", [lib.parameters.internal_plan_review_days])
	actual := lib.actual(_plan, "reviewed")
}

not_applicable contains lib.not_applicable("organization", reason) if {
	input.declared.sites
	lib.needs_no_plan
	reason := {
		"ko": "내부 관리계획을 생략할 수 있는 소상공인으로 등록되어 있다",
		"en": "Declared as a small merchant that may do without a plan",
	}
}

_plan := object.get(input.declared.organization, "internal_plan", {})

_checked if {
	days := lib.age(_plan.reviewed)
	days >= 0
	days <= lib.parameters.internal_plan_review_days
}
