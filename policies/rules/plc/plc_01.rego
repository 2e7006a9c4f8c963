# METADATA
# title: No camera sees where people undress or wash
# description: No camera stands in, or sees, a bathhouse, toilet, sauna, changing room or the like.
package rules.plc.plc_01

import data.lib

control := "CCTV-PLC-01"

subjects contains subject if some subject in lib.camera_subjects

deny contains finding if {
	some subject in lib.camera_subjects
	finding := lib.attestation_not_good(control, subject)
}

deny contains finding if some finding in lib.filming_findings(lib.parameters.prohibited_area_kinds)
