# METADATA
# title: All versions can be read, with the time of each
# description: |
#   Every version can be read on the homepage with the days on which it was in force. Each begins after the one before
#   it and on the day on which that one ends, so that on every day one version holds. The last has no end.
package rules.rev.rev_05

import data.lib

control := "CCTV-REV-05"

subjects contains "policy" if input.declared.sites

deny contains lib.version_finding(index, "reachable", true, false) if {
	some index, version in lib.policy_versions
	version.reachable == false
}

deny contains lib.version_finding(index, "until", next, until) if {
	some index, version in lib.policy_versions
	until := lib.actual(version, "until")
	next := lib.actual(object.get(lib.revisions, index + 1, {}), "effective")
	until != next
}

deny contains lib.version_finding(index, "effective", expected, version.effective) if {
	some index, version in lib.revisions
	before := lib.policy_versions[index - 1].effective
	version.effective <= before
	expected := sprintf("later than %s", [before])
}

unknown contains answer if some answer in lib.versions_unread

unknown contains lib.unknown("policy", "published", path) if {
	some index, version in lib.policy_versions
	lib.absent(version, "reachable")
	path := sprintf("/versions/%d/reachable", [index])
}
