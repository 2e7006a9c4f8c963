# METADATA
# title: The sign is large enough
# description: |
#   The layout of a sign is at least as large as the company wants it, and not one that only supplements another sign.
package rules.sign.sign_10

import data.lib

control := "CCTV-SIGN-10"

subjects contains subject if some subject in lib.sign_subjects

deny contains lib.finding(subject, path, expected, lib.actual(sign, "size")) if {
	some id, sign in lib.hung_signs
	not lib.one_of(sign, "size", _large_layouts)
	subject := lib.sign_subjects[id]
	path := sprintf("/site/signs/%s/size", [id])
	expected := sprintf(
		"at least %d x %d mm",
		[lib.parameters.sign_min_long_mm, lib.parameters.sign_min_short_mm],
	)
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in lib.not_hung_signs
	subject := lib.sign_subjects[id]
}

_large_layouts contains layout if {
	some layout, sides in lib.layout_millimetres
	not layout in lib.supplement_layouts
	sides[0] >= lib.parameters.sign_min_long_mm
	sides[1] >= lib.parameters.sign_min_short_mm
}
