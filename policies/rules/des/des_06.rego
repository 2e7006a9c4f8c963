# METADATA
# title: No disk leaves with footage on it
# description: |
#   Of every disk or recorder that was destroyed or that left, by serial number: the data was destroyed by a method that
#   its medium allows, on no later day than it left, and there is a certificate. One that still waits is not asked.
package rules.des.des_06

import data.lib

control := "CCTV-DES-06"

subjects contains lib.site_subject

deny contains _finding(serial, "certificate", "the number of the certificate", null) if {
	some serial, disposal in _done
	lib.absent(disposal, "certificate")
}

deny contains _finding(serial, "method", methods, lib.actual(disposal, "method")) if {
	some serial, disposal in _done
	methods := _methods(disposal)
	not lib.one_of(disposal, "method", methods)
}

deny contains _finding(serial, "destroyed", expected, lib.actual(disposal, "destroyed")) if {
	some serial, disposal in _done
	not _before_leaving(disposal)
	expected := sprintf("at the latest on %s", [lib.actual(disposal, "left")])
}

unknown contains lib.unknown(subject, "observed", "/disposals") if {
	subject := lib.site_subject
	not _disposals
}

_disposals := input.observed.disposals if lib.read_lately(input.observed.disposals_seen)

_done[serial] := disposal if {
	some serial, disposal in _disposals
	some key in ["destroyed", "left"]
	lib.present(disposal, key)
}

# What is not said to be magnetic might be flash, of which less is accepted.
_methods(disposal) := lib.parameters.destruction_methods_hdd if {
	disposal.medium == "hdd"
} else := lib.parameters.destruction_methods_ssd

_before_leaving(disposal) if lib.days_between(disposal.destroyed, disposal.left) >= 0

_before_leaving(disposal) if lib.absent(disposal, "left")

_finding(serial, key, expected, actual) := lib.finding_observed(
	lib.site_subject,
	sprintf("/disposals/%s/%s", [serial, key]),
	expected,
	actual,
)
