# METADATA
# title: No revision takes effect on the day of its notice or before
# description: Every revision is in force from a later day than the one on which its notice was posted.
package rules.rev.rev_09

import data.lib

control := "CCTV-REV-09"

subjects contains "policy" if input.declared.sites

deny contains lib.version_finding(index, "effective", "later than the day of its notice", version.effective) if {
	some index, version in lib.revisions
	not _later(version)
}

unknown contains answer if some answer in lib.versions_unread

not_applicable contains answer if some answer in lib.never_revised

_later(version) if {
	lib.present(version, "posted")
	version.effective > version.posted
}
