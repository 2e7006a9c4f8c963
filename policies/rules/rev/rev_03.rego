# METADATA
# title: A revision shows what it changed
# description: |
#   The notice of every revision has one row, with the old and the new words, for each paragraph that differs from the
#   version before, and none for any other.
package rules.rev.rev_03

import data.lib

control := "CCTV-REV-03"

subjects contains "policy" if input.declared.sites

deny contains lib.version_finding(index, key, "the old and the new words", row) if {
	some index, version in lib.revisions
	some paragraph in version.changed
	row := object.get(version, ["notice", paragraph], null)
	not _compares(row)
	key := sprintf("notice/%s", [paragraph])
}

deny contains lib.version_finding(index, key, "no row, since the words are the same", row) if {
	some index, version in lib.revisions
	some paragraph, row in version.notice
	changed := version.changed
	not paragraph in changed
	key := sprintf("notice/%s", [paragraph])
}

unknown contains answer if some answer in (lib.versions_unread | lib.changes_unknown)

not_applicable contains answer if some answer in lib.never_revised

# A paragraph that is new has no old words, and one that was taken out no new ones.
_compares(row) if row.old != row.new
