# METADATA
# title: The sign states the number of devices
# description: |
#   The number found printed on a sign is the number of the site's open cameras in service; and whoever attests it says
#   which number is printed. A planned site has nothing to compare yet.
package rules.sign.sign_12

import data.lib

control := "CCTV-SIGN-12"

subjects contains subject if some subject in lib.sign_subjects

deny contains lib.finding(subject, printed.path, number, printed.value) if {
	not input.declared.site.service == "planned"
	number := count(lib.counted_cameras)
	some id, _ in lib.bound_signs
	subject := lib.sign_subjects[id]
	printed := lib.printed(subject, "count")
	printed.value != number
}

deny contains lib.finding(subject, path, "the number that is printed", null) if {
	some id, _ in lib.bound_signs
	subject := lib.sign_subjects[id]
	not lib.printed(subject, "count")
	attestation := lib.newest_attestation(control, subject)
	path := sprintf("/attestations/%s/printed/count", [attestation.id])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in lib.unbound_signs
	subject := lib.sign_subjects[id]
}
