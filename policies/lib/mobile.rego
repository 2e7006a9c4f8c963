# Mobile devices: cameras that people carry or that move, which Article 25-2 of the Act governs.
package lib

# METADATA
# description: Cameras that are declared as mobile devices.
mobile_cameras[id] := camera if {
	some id, camera in input.declared.cameras
	camera.regime == "art25_2_mobile"
}

# METADATA
# description: An answer for every camera that is no mobile device.
not_mobile contains answer if {
	some id, camera in camera_subjects
	not mobile_cameras[id]
	reason := {
		"ko": "이동형 영상정보처리기기가 아니므로 법 제25조의2가 적용되지 아니한다",
		"en": "No mobile device: Article 25-2 of the Act does not apply",
	}
	answer := not_applicable(camera, reason)
}
