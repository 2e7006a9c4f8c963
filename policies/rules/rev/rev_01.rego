# METADATA
# title: A revision is announced in time
# description: |
#   Between the posting of a revision's notice and its effect lie the promised days, of a revision in preparation as of
#   those that were published. They are clear days unless the policy declares that it counts the plain difference.
package rules.rev.rev_01

import data.lib

control := "CCTV-REV-01"

subjects contains "policy" if input.declared.sites

deny contains lib.version_finding(index, "posted", expected, posted) if {
	some index, version in lib.revisions
	not _in_time(version)
	posted := lib.actual(version, "posted")
	expected := _enough(sprintf("before %s", [version.effective]))
}

deny contains lib.finding("policy", "/revision/effective", expected, effective) if {
	input.declared.sites
	lib.present(input.declared.revision, "posted")
	not _in_time(input.declared.revision)
	effective := input.declared.revision.effective
	expected := _enough(sprintf("after %s", [input.declared.revision.posted]))
}

unknown contains answer if some answer in (lib.versions_unread | lib.notices_unseen)

not_applicable contains answer if some answer in lib.never_revised

_in_time(version) if {
	days := lib.days_between(version.posted, version.effective)
	days - _uncounted[_count] >= lib.parameters.policy_notice_days
}

_enough(than) := sprintf("at least %d %s days %s", [lib.parameters.policy_notice_days, _count, than])

# Of clear days, neither the day of posting nor the day of effect is one.
_uncounted := {"clear": 1, "calendar": 0}

default _count := "clear"

_count := "calendar" if input.declared.policy.notice_count == "calendar"
