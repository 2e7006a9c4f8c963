# METADATA
# title: The labour-management council is consulted
# description: |
#   An organization with as many regular employees as the parameter says names the record of consulting its labour-
#   management council about the cameras. What the record says, a person witnesses.
package rules.lab.lab_01

import data.lib

control := "CCTV-LAB-01"

subjects contains "organization" if input.declared.sites

deny contains lib.finding("organization", "/organization/size/employees", "the number of regular employees", null) if {
	input.declared.sites
	not input.declared.organization.size.employees
}

deny contains lib.finding("organization", "/organization/labour_council", "the record of the consultation", null) if {
	input.declared.sites
	input.declared.organization.size.employees >= lib.parameters.labour_council_employees
	lib.absent(input.declared.organization, "labour_council")
}

not_applicable contains lib.not_applicable("organization", _small) if {
	input.declared.sites
	input.declared.organization.size.employees < lib.parameters.labour_council_employees
}

_small := {
	"ko": "상시 근로자 수가 노사협의회 설치 기준에 미치지 아니한다",
	"en": "Fewer regular employees than a labour-management council asks for",
}
