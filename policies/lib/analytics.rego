# Analytics: what software recognises in the pictures of cameras.
package lib

# METADATA
# description: Cameras that say what software recognises in their picture, if only that it recognises nothing.
analysed_cameras[id] := kinds if {
	some id, camera in input.declared.cameras
	kinds := camera.analytics
}

# METADATA
# description: A finding for every camera that does not say what software recognises in its picture.
analytics_missing contains answer if {
	some id, camera in camera_subjects
	not analysed_cameras[id]
	answer := finding(camera, sprintf("/cameras/%s/analytics", [id]), "a list, empty for nothing", null)
}
