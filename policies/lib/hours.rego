# Hours of recording.
package lib

# METADATA
# description: |
#   The hours of every camera: its own, else the site's, else the policy's. A camera without any is left out.
camera_hours[id] := hours if {
	some id, camera in input.declared.cameras
	hours := _hours(camera)
}

_hours(camera) := camera.hours if {
	present(camera, "hours")
} else := input.declared.site.hours if {
	present(input.declared.site, "hours")
} else := input.declared.policy.hours
