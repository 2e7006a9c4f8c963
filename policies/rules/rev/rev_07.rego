# METADATA
# title: Only minor changes are gathered, and not for long
# description: |
#   Changes that are gathered into one revision are minor ones, and span a few weeks whose first and last days are
#   shown. The promised notice stays owed for each revision.
package rules.rev.rev_07

import data.lib

control := "CCTV-REV-07"

subjects contains "policy" if input.declared.sites

deny contains lib.version_finding(index, "batch", expected, version.batch) if {
	some index, version in _batches
	not _short(version.batch)
	expected := sprintf("first and last day, at most %d days apart", [lib.parameters.policy_batch_days])
}

deny contains lib.version_finding(index, "changed", "minor changes alone", major) if {
	some index, version in _batches
	major := [paragraph | some paragraph in version.changed; not _minor(paragraph)]
	count(major) > 0
}

unknown contains answer if some answer in lib.versions_unread

unknown contains lib.unknown("policy", "published", path) if {
	some index, version in _batches
	not version.changed
	path := sprintf("/versions/%d/changed", [index])
}

not_applicable contains lib.not_applicable("policy", reason) if {
	lib.policy_versions
	count(_batches) == 0
	reason := {"ko": "경미한 변경을 모아서 한 개정이 없다", "en": "No revision gathers minor changes"}
}

_batches[index] := version if {
	some index, version in lib.revisions
	version.batch
}

_short(batch) if {
	days := lib.days_between(batch.from, batch.until)
	days >= 0
	days <= lib.parameters.policy_batch_days
}

_minor(paragraph) if {
	some pattern in lib.parameters.policy_minor_changes
	regex.match(pattern, paragraph)
}
