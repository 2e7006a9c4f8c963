# Signs: which cameras they speak for, what binds them, and what is printed on them.
package lib

# METADATA
# description: The subject of every sign of the site, by its id.
sign_subjects[id] := subject("sign", id) if some id, _ in input.declared.site.signs

# METADATA
# description: The open cameras that name a sign, by the sign's id.
sign_cameras[sign] contains id if {
	some id, camera in open_cameras
	sign := camera.sign
}

# METADATA
# scope: document
# description: |
#   Signs on which the controls ask nothing, with the reason: those of staff-only places, and those that merely
#   supplement another sign and that no camera names.
unbound_signs[id] := staff_only if some id in _staff_signs

unbound_signs[id] := reason if {
	some id, sign in input.declared.site.signs
	not id in _named_signs
	not id in _staff_signs
	supplements(sign)
	reason := {"ko": "다른 안내판을 보완하는 표지이다", "en": "Only supplements another sign"}
}

# METADATA
# description: Signs that the controls bind.
bound_signs[id] := sign if {
	some id, sign in input.declared.site.signs
	not unbound_signs[id]
}

# METADATA
# description: Bound signs that hang on a wall, which a notice on the web does not.
hung_signs[id] := sign if {
	some id, sign in bound_signs
	not on_web(sign)
}

# METADATA
# scope: document
# description: Signs of which nothing hangs, or on which nothing is asked, with the reason.
not_hung_signs[id] := on_web_only if {
	some id, sign in bound_signs
	on_web(sign)
}

not_hung_signs[id] := reason if some id, reason in unbound_signs

# METADATA
# description: Whether a sign is a notice on the web.
on_web(sign) if sign.mode == "web"

# METADATA
# description: Why a control on what hangs leaves a notice on the web out.
on_web_only := {
	"ko": "안내판을 갈음하여 인터넷 홈페이지에 게재하는 것으로서 CCTV-SIGN-06에서 판단한다",
	"en": "A notice on the web instead of a sign: CCTV-SIGN-06 judges it",
}

# METADATA
# description: Whether a sign only supplements another one, by its layout.
supplements(sign) if sign.size in supplement_layouts

# METADATA
# description: Signs that count as one. They hang, or may stand on the web instead, and do not merely supplement.
sufficient_signs contains id if {
	some id, sign in input.declared.site.signs
	not supplements(sign)
	not _web_without_ground(sign)
}

# METADATA
# description: Whether the site claims in full to be one of the facilities that need no sign.
sign_exempt if {
	present(input.declared.site, "sign_exemption")
	every key in parameters.sign_exemption_keys {
		present(input.declared.site.sign_exemption, key)
	}
}

# METADATA
# description: Why a control on the duty to put up a sign leaves an exempted site out.
sign_exempt_reason := {
	"ko": "법 제25조제4항 단서에 따라 안내판을 설치하지 아니할 수 있는 시설로 등록되어 있다",
	"en": "Declared as a facility that the proviso of Article 25(4) of the Act frees from the sign",
}

# METADATA
# description: |
#   The open cameras in service, which the signs of the site count. What is planned is not counted, nor is anything at a
#   site that is planned.
counted_cameras contains id if {
	not input.declared.site.service == "planned"
	some id, camera in open_cameras
	not camera.service == "planned"
}

# METADATA
# description: |
#   What was found printed on a sign under a key of `printed`, by the newest attestation that says so: the pointer to
#   it, and the value.
printed(subject, key) := {"path": path, "value": input.declared.attestations[id].printed[key]} if {
	[_, id] := max(_printed[_printed_key(subject, key)])
	path := sprintf("/attestations/%s/printed/%s", [id, key])
}

_printed[printed_key] contains [attestation.date, id] if {
	some id, attestation in input.declared.attestations
	age(attestation.date) >= 0
	some key, _ in attestation.printed
	printed_key := _printed_key(attestation.subject, key)
}

_printed_key(subject, key) := sprintf("%s %s", [subject, key])

_named_signs contains sign if {
	some camera in input.declared.cameras
	sign := camera.sign
}

_staff_signs contains id if {
	some id, _ in input.declared.site.signs
	id in _named_signs
	not sign_cameras[id]
}

_staff_signs contains id if {
	some id, sign in input.declared.site.signs
	not id in _named_signs
	input.declared.site.areas[sign.area].access == "staff"
}

_web_without_ground(sign) if {
	on_web(sign)
	not one_of(sign, "web_ground", parameters.sign_web_grounds)
}

# METADATA
# description: Why a control on a site's signs leaves a site out.
no_bound_sign := {
	"ko": "이 통제가 적용되는 안내판이 없다",
	"en": "No sign here that the control binds",
}

# METADATA
# description: |
#   Long and short side of every layout, in millimetres. These are what the names of the layouts mean (A4 and A3 as in
#   ISO 216), not limits: another size is another layout.
layout_millimetres := {
	"a4-landscape": [297, 210],
	"a4-portrait": [297, 210],
	"a3-landscape": [420, 297],
	"board-400x300": [400, 300],
	"sticker-100x100": [100, 100],
}

# METADATA
# description: |
#   Layouts that only supplement another sign. The sticker has no room for all that a sign must say, whatever the
#   company chooses; it may add others.
supplement_layouts := {"sticker-100x100"} | {layout | some layout in parameters.sign_supplement_layouts}
