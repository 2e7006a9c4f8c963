# METADATA
# title: Signs follow a revision
# description: |
#   The version that was found printed on a sign is the one in force. Whether the sign was changed on the day of effect,
#   a person witnesses.
package rules.rev.rev_10

import data.lib

control := "CCTV-REV-10"

subjects contains subject if some subject in lib.sign_subjects

deny contains lib.finding(subject, printed.path, version, printed.value) if {
	version := lib.version_in_force.version
	some id, _ in lib.hung_signs
	subject := lib.sign_subjects[id]
	printed := lib.printed(subject, "version")
	printed.value != version
}

unknown contains lib.unknown(subject, "published", "/versions") if {
	not lib.version_in_force
	some id, _ in lib.hung_signs
	subject := lib.sign_subjects[id]
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in lib.not_hung_signs
	subject := lib.sign_subjects[id]
}
