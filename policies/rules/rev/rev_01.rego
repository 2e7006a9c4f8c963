# METADATA
# title: A revision is announced in time
# description: |
#   Between the posting of a revision's notice and its effect lie the promised days. They are clear days unless the
#   policy declares that it counts the plain difference.
package rules.rev.rev_01

import data.lib

control := "CCTV-REV-01"

subjects contains "policy" if input.declared.sites

deny contains lib.version_finding(index, "posted", expected, posted) if {
	some index, version in lib.revisions
	not _in_time(version)
	posted := lib.actual(version, "posted")
	expected := sprintf("at least %d %s days before %s", [lib.parameters.policy_notice_days, _count, version.effective])
}

unknown contains answer if some answer in lib.versions_unread

not_applicable contains answer if some answer in lib.never_revised

_in_time(version) if {
	days := lib.days_between(version.posted, version.effective)
	days - _uncounted[_count] >= lib.parameters.policy_notice_days
}

# Of clear days, neither the day of posting nor the day of effect is one.
_uncounted := {"clear": 1, "calendar": 0}

default _count := "clear"

_count := "calendar" if input.declared.policy.notice_count == "calendar"
