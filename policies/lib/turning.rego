# Turning: cameras of open places that can be turned or zoomed.
package lib

# METADATA
# description: Cameras of open places that turn or zoom. One that does not say whether it does counts as such.
turning_cameras[id] := camera if {
	some id, camera in open_cameras
	not camera.ptz == false
}

# METADATA
# scope: document
# description: Cameras on which the controls on turning ask nothing, with the reason.
fixed_cameras[id] := staff_only if some id, _ in staff_cameras

fixed_cameras[id] := reason if {
	some id, _ in open_cameras
	not turning_cameras[id]
	reason := {"ko": "회전·확대 기능이 없는 기기이다", "en": "A camera that neither turns nor zooms"}
}
