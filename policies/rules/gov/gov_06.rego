# METADATA
# title: A privacy officer is designated
# description: |
#   The post, the date and the paper of the designation are recorded. A large holder of personal data records the
#   board's resolution, and reports the designation in time. One whose size is not known counts as large.
package rules.gov.gov_06

import data.lib

control := "CCTV-GOV-06"

subjects contains "organization" if input.declared.sites

deny contains _finding("", "the post of the privacy officer", null) if {
	_bound
	lib.absent(_organization, "privacy_officer")
}

deny contains _finding(sprintf("/%s", [key]), expected, null) if {
	some key in lib.parameters.privacy_officer_keys
	lib.absent(_officer, key)
	expected := sprintf("the %s of the privacy officer", [key])
}

deny contains _finding("/designated", "today or earlier", actual) if {
	not _happened(_officer, "designated")
	actual := lib.actual(_officer, "designated")
}

deny contains _finding("/board_resolution", expected, null) if {
	_large
	lib.absent(_officer, "board_resolution")
	expected := "the board's resolution, or a size for which none is asked"
}

deny contains _finding("/reported", expected, lib.actual(_officer, "reported")) if {
	_large
	not _happened(_officer, "reported")
	_report_due
	expected := "the day of the report, or a size for which none is asked"
}

deny contains finding if {
	_bound
	finding := lib.attestation_not_good(control, "organization")
}

not_applicable contains lib.not_applicable("organization", reason) if {
	not _bound
	reason := {
		"ko": "소상공인으로서 보호책임자를 지정하지 아니하면 사업주 또는 대표자가 보호책임자가 된다",
		"en": "A small merchant that designates nobody: the owner is the privacy officer",
	}
}

_organization := object.get(input.declared, "organization", {}) if input.declared.sites

_officer := _organization.privacy_officer if lib.present(_organization, "privacy_officer")

_bound if _officer

_bound if not _organization.size.small_merchant == true

_large if not _small

_small if _organization.size.annual_revenue_krw <= lib.parameters.privacy_officer_revenue_won

_small if {
	_organization.size.data_subjects < lib.parameters.privacy_officer_data_subjects
	_organization.size.sensitive_subjects < lib.parameters.privacy_officer_sensitive_subjects
}

# Nothing is due before those who were designated under the earlier decree are.
_report_due if {
	lib.parameters.privacy_officer_report_due
	not _newly_designated
}

_newly_designated if lib.age(_officer.designated) <= lib.parameters.privacy_officer_report_max_days

_happened(object_, key) if lib.age(object_[key]) >= 0

_finding(tail, expected, actual) := lib.finding(
	"organization",
	sprintf("/organization/privacy_officer%s", [tail]),
	expected,
	actual,
)
