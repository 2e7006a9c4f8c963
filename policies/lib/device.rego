# Devices: what a recorder finds when it asks the cameras that it records.
package lib

# METADATA
# description: What the recorder of a camera reports of the device, by camera. One that reports nothing is left out.
device_reports[id] := report if {
	some id, camera in input.declared.cameras
	report := fresh_hosts[camera.recorder].cameras[id]
}

# METADATA
# scope: document
# description: Where the recorder of a camera would report it; the hosts as a whole for a camera that names no recorder.
device_pointers[id] := pointer if {
	some id, camera in input.declared.cameras
	pointer := sprintf("/hosts/%s/cameras/%s", [camera.recorder, id])
}

device_pointers[id] := "/hosts" if {
	some id, camera in input.declared.cameras
	not camera.recorder
}

# METADATA
# description: Cameras that are planned, of which no recorder reports anything, with the reason why nothing is asked.
absent_devices[id] := reason if {
	some id, camera in input.declared.cameras
	"planned" in {camera.service, input.declared.site.service}
	not device_reports[id]
	reason := {"ko": "설치 예정인 기기로서 아직 점검할 수 없다", "en": "A planned camera: there is no device to ask yet"}
}

# METADATA
# description: |
#   Recorders that do not report a key of every camera that they record and that is there, with the pointer to the
#   cameras as a whole, by recorder.
devices_missing(key) := {recorder: pointer |
	some recorder, ids in _due_devices
	some id in ids
	object.get(device_reports, [id, key], null) == null
	pointer := sprintf("/hosts/%s/cameras", [recorder])
}

# METADATA
# description: |
#   Cameras of which their recorder does not report a key, with the pointer to where it would, by camera.
devices_silent(key) := {id: pointer |
	some id, pointer in device_pointers
	not absent_devices[id]
	object.get(device_reports, [id, key], null) == null
}

_due_devices[recorder] contains id if {
	some id, camera in input.declared.cameras
	not absent_devices[id]
	recorder := camera.recorder
}
