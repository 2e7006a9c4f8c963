# METADATA
# title: An exemption from the sign is documented
# description: A site that puts up no sign, or has a camera exempt from it, names ground, document and approver.
package rules.gov.gov_04

import data.lib

control := "CCTV-GOV-04"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, "/site/sign_exemption", lib.parameters.sign_exemption_keys, null) if {
	_exempt_camera
	lib.absent(input.declared.site, "sign_exemption")
}

deny contains lib.finding(lib.site_subject, path, expected, null) if {
	some key in lib.parameters.sign_exemption_keys
	lib.absent(input.declared.site.sign_exemption, key)
	path := sprintf("/site/sign_exemption/%s", [key])
	expected := sprintf("the %s of the exemption", [key])
}

deny contains finding if {
	_bound
	finding := lib.attestation_not_good(control, lib.site_subject)
}

not_applicable contains lib.not_applicable(lib.site_subject, reason) if {
	not _bound
	reason := {
		"ko": "안내판 설치 의무의 예외를 적용하는 사업장이 아니다",
		"en": "The site relies on no exemption from the sign",
	}
}

_bound if _exempt_camera

_bound if lib.present(input.declared.site, "sign_exemption")

_exempt_camera if {
	some camera in input.declared.cameras
	camera.regime == "exempt"
}
