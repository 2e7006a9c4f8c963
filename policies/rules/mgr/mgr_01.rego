# METADATA
# title: Every site has a manager
# description: |
#   The post that answers for the site, its own or the policy's, has a title and a day since when it is designated.
package rules.mgr.mgr_01

import data.lib

control := "CCTV-MGR-01"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, "the title of the post", null) if {
	lib.absent(lib.responsible, "title")
	path := sprintf("%s/title", [lib.responsible_path])
}

deny contains lib.finding(lib.site_subject, path, "today or earlier", lib.actual(lib.responsible, "designated")) if {
	not _designated
	path := sprintf("%s/designated", [lib.responsible_path])
}

_designated if lib.age(lib.responsible.designated) >= 0
