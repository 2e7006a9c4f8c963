# METADATA
# title: Complaints about footage reach somebody
# description: |
#   The post that answers for the site says how a complaint reaches it. That complaints are logged and answered, a
#   person witnesses.
package rules.mgr.mgr_03

import data.lib

control := "CCTV-MGR-03"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, "how a complaint about footage reaches the post", null) if {
	lib.absent(lib.responsible, "complaints")
	path := sprintf("%s/complaints", [lib.responsible_path])
}
