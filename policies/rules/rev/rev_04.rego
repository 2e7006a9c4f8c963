# METADATA
# title: Notices stay on the homepage
# description: The notice of every revision can be read on the homepage, and stays there.
package rules.rev.rev_04

import data.lib

control := "CCTV-REV-04"

subjects contains "policy" if input.declared.sites

deny contains lib.version_finding(index, "notice_reachable", true, false) if {
	some index, version in lib.revisions
	version.notice_reachable == false
}

unknown contains answer if some answer in (lib.versions_unread | lib.notices_unseen)

unknown contains lib.unknown("policy", "published", path) if {
	some index, version in lib.revisions
	lib.absent(version, "notice_reachable")
	path := sprintf("/versions/%d/notice_reachable", [index])
}

not_applicable contains answer if some answer in lib.never_revised
