# What hosts reported: evidence with an age.
package lib

# METADATA
# description: |
#   The reports that count as evidence, by host. One that is older than the parameter, or that claims to come from a
#   later day than today, is as good as none.
fresh_hosts[id] := host if {
	some id, host in input.observed.hosts
	days_ago := age(host.seen)
	days_ago >= 0
	days_ago <= parameters.observed_max_age_days
}

# METADATA
# description: |
#   What fresh hosts report of the cameras they record, by the pointer to the report: the camera, the day it was seen,
#   the report. A camera has more than one where footage of it lies on another host than its recorder as well.
recordings[pointer] := {"camera": camera, "seen": host.seen, "report": report} if {
	some id, host in fresh_hosts
	some camera, report in host.recording
	pointer := sprintf("/hosts/%s/recording/%s", [id, camera])
}

# METADATA
# scope: document
# description: Where the recorder of a camera would report it; the hosts as a whole for a camera that names no recorder.
recording_pointers[id] := pointer if {
	some id, camera in input.declared.cameras
	pointer := sprintf("/hosts/%s/recording/%s", [camera.recorder, id])
}

recording_pointers[id] := "/hosts" if {
	some id, camera in input.declared.cameras
	not camera.recorder
}
