# METADATA
# title: The manager's duties are assigned
# description: |
#   The post that answers for the site has a paper that designates it and one that lists its duties. What they say, a
#   person witnesses.
package rules.mgr.mgr_02

import data.lib

control := "CCTV-MGR-02"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, expected, null) if {
	some key, expected in {
		"record": "the number of the paper that designates the post",
		"duties": "the number of the signed paper that lists its duties",
	}
	lib.absent(lib.responsible, key)
	path := sprintf("%s/%s", [lib.responsible_path, key])
}
