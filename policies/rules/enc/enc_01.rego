# METADATA
# title: Streams are encrypted, or never leave a closed network
# description: |
#   Every camera sends its stream encrypted. A stream in the clear is accepted only inside zones of the kinds that are
#   named, from which no chain of flows leads to the internet and into which none comes from there.
package rules.enc.enc_01

import data.lib

control := "CCTV-ENC-01"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding_observed(subject, path, lib.parameters.stream_protections, stream) if {
	some id, report in lib.device_reports
	stream := report.stream
	not stream in lib.parameters.stream_protections
	not _in_closed_zone(input.declared.cameras[id])
	subject := lib.camera_subjects[id]
	path := sprintf("%s/stream", [lib.device_pointers[id]])
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, reason in lib.absent_devices
	subject := lib.camera_subjects[id]
}

unknown contains lib.unknown(subject, "observed", path) if {
	some id, pointer in lib.devices_silent("stream")
	subject := lib.camera_subjects[id]
	path := sprintf("%s/stream", [pointer])
}

_in_closed_zone(camera) if camera.zone in _closed

_closed contains id if {
	some id, zone in input.declared.site.zones
	zone.kind in lib.parameters.clear_stream_zone_kinds
	every internet in lib.internet_zones {
		count(lib.chains(id, internet)) == 0
		count(lib.chains(internet, id)) == 0
	}
}
