# METADATA
# title: No notice on the web instead of a sign
# description: A sign of mode web rests on one of the grounds that allow it.
package rules.sign.sign_06

import data.lib

control := "CCTV-SIGN-06"

subjects contains subject if some subject in lib.sign_subjects

deny contains lib.finding(subject, path, expected, lib.actual(sign, "web_ground")) if {
	some id, sign in lib.bound_signs
	lib.on_web(sign)
	not lib.one_of(sign, "web_ground", lib.parameters.sign_web_grounds)
	subject := lib.sign_subjects[id]
	path := sprintf("/site/signs/%s/web_ground", [id])
	expected := sprintf("a sign that hangs, or one of the grounds %s", [concat(", ", lib.parameters.sign_web_grounds)])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in lib.unbound_signs
	subject := lib.sign_subjects[id]
}
