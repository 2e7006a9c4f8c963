# METADATA
# title: The sign can name the processor
# description: |
#   Every company that works at the site for the operator is known by a name and a telephone number to print on signs.
package rules.sign.sign_08

import data.lib

control := "CCTV-SIGN-08"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, expected, null) if {
	count(lib.bound_signs) > 0
	some processor in input.declared.site.processors
	some key, expected in {"name": "the name to print", "phone": "the telephone number to print"}
	lib.absent(object.get(input.declared.organization, ["processors", processor], {}), key)
	path := sprintf("/organization/processors/%s/%s", [processor, key])
}

not_applicable contains lib.not_applicable(lib.site_subject, lib.no_bound_sign) if count(lib.bound_signs) == 0

not_applicable contains lib.not_applicable(lib.site_subject, reason) if {
	lib.absent(input.declared.site, "processors")
	reason := {
		"ko": "설치·운영 사무를 위탁하지 아니한다",
		"en": "Nothing is outsourced at this place",
	}
}
