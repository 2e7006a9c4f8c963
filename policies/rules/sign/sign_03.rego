# METADATA
# title: What is printed is what is declared
# description: |
#   The hours, the telephone number and the policy version that were found printed on a sign are those of the
#   inventory and of the policy in force. What nobody has read off the sign, an attestation alone answers for.
package rules.sign.sign_03

import data.lib

control := "CCTV-SIGN-03"

subjects contains subject if some subject in lib.sign_subjects

deny contains lib.finding(subject, printed.path, concat(", ", hours), printed.value) if {
	some id, _ in lib.bound_signs
	subject := lib.sign_subjects[id]
	printed := lib.printed(subject, "hours")
	hours := {hours_ |
		some camera in lib.sign_cameras[id]
		camera in lib.counted_cameras
		hours_ := lib.camera_hours[camera]
	}
	count(hours) > 0
	hours != {printed.value}
}

deny contains lib.finding(subject, printed.path, phone, printed.value) if {
	phone := lib.responsible.phone
	some id, _ in lib.bound_signs
	subject := lib.sign_subjects[id]
	printed := lib.printed(subject, "phone")
	_digits(printed.value) != _digits(phone)
}

# Which version is in force is known from what is published alone, and from a homepage that was read lately.
deny contains lib.finding(subject, printed.path, version, printed.value) if {
	version := lib.version_in_force.version
	some id, _ in lib.bound_signs
	subject := lib.sign_subjects[id]
	printed := lib.printed(subject, "version")
	printed.value != version
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in lib.unbound_signs
	subject := lib.sign_subjects[id]
}

_digits(phone) := regex.replace(phone, `[^0-9+]`, "")
