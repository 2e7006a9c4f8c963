# METADATA
# title: Another law's minimum is kept
# description: |
#   Where another law sets a shortest period for cameras of the place, every period that such cameras follow is at least
#   that long. Where the other law's period is not known here, a person says what was found.
package rules.ret.ret_07

import data.lib

control := "CCTV-RET-07"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, expected, lib.actual(holder, "retention")) if {
	some pointer, minimums in _minimums
	minimum := max(minimums)
	not _kept(pointer, minimum)
	holder := lib.retention_periods[pointer].holder
	path := sprintf("%s/retention", [pointer])
	expected := sprintf("at least %dd", [minimum])
}

not_applicable contains lib.not_applicable(lib.site_subject, reason) if {
	lib.absent(input.declared.site, "overlays")
	reason := {
		"ko": "보관기간을 따로 정한 다른 법령의 적용 대상으로 등록되어 있지 아니하다",
		"en": "No other law's duty is declared for this place",
	}
}

_kept(pointer, minimum) if lib.period_days[pointer] >= minimum

_minimums[pointer] contains lib.parameters.overlay_parking_min_days if {
	"parking-over-30" in input.declared.site.overlays
	some pointer in _parking_periods
}

_minimums[pointer] contains lib.parameters.overlay_infant_care_min_days if {
	"infant-care" in input.declared.site.overlays
	some pointer in _used_periods
}

# Where no camera stands in an area of the kind, the minimum binds every period, so that leaving an area out loosens
# nothing.
_parking_periods := _used_periods if {
	count(_periods_of_parking_cameras) == 0
} else := _periods_of_parking_cameras

_periods_of_parking_cameras contains pointer if {
	some id, pointer in lib.retention_pointers
	camera := input.declared.cameras[id]
	input.declared.site.areas[camera.area].kind in lib.parameters.overlay_parking_area_kinds
}

# The site's own period counts as used where no camera follows any.
_used_periods := {"/site"} if {
	count(lib.retention_pointers) == 0
} else := {pointer | some pointer in lib.retention_pointers}
