# METADATA
# title: Few people may see footage
# description: |
#   The site says how many people hold each role, and together they are no more than the company allows.
package rules.mgr.mgr_05

import data.lib

control := "CCTV-MGR-05"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, "/site/people", _expected, null) if {
	lib.absent(input.declared.site, "people")
}

deny contains lib.finding(lib.site_subject, path, "how many people hold the role", null) if {
	some id, role in input.declared.site.people
	lib.absent(role, "count")
	path := sprintf("/site/people/%s/count", [id])
}

deny contains lib.finding(lib.site_subject, "/site/people", _expected, number) if {
	number := sum([role.count | some role in input.declared.site.people])
	number > lib.parameters.access_people_max
}

_expected := sprintf("at most %d people", [lib.parameters.access_people_max])
