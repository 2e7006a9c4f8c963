# METADATA
# title: Places of rest are not filmed
# description: No camera stands in, or sees, a rest room, dormitory, lactation or first-aid room, or a locker area.
package rules.plc.plc_02

import data.lib

control := "CCTV-PLC-02"

subjects contains subject if some subject in lib.camera_subjects

deny contains finding if some finding in lib.filming_findings(lib.parameters.sensitive_area_kinds)
