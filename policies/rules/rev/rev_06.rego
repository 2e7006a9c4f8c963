# METADATA
# title: A material revision is compared apart
# description: |
#   A revision that changes purposes or rights has a comparison of old and new apart from its notice, on the day of its
#   effect at the latest.
package rules.rev.rev_06

import data.lib

control := "CCTV-REV-06"

subjects contains "policy" if input.declared.sites

deny contains lib.version_finding(index, "comparison", expected, comparison) if {
	some index, version in lib.revisions
	_material(version)
	not _compared(version)
	comparison := lib.actual(version, "comparison")
	expected := sprintf("on %s or before", [version.effective])
}

unknown contains answer if some answer in (lib.versions_unread | lib.changes_unknown)

not_applicable contains answer if some answer in lib.never_revised

_material(version) if {
	some paragraph in version.changed
	some pattern in lib.parameters.policy_material_changes
	regex.match(pattern, paragraph)
}

_compared(version) if {
	lib.present(version, "comparison")
	version.comparison <= version.effective
}
