# Regimes: cameras of staff-only places, and of open places whose pictures are never stored.
package lib

# METADATA
# description: Cameras of places whose entry is restricted, which Article 15 of the Act governs instead of 25.
nonopen_cameras[id] := camera if {
	some id, camera in input.declared.cameras
	camera.regime == "art15_nonopen"
}

# METADATA
# description: Cameras that count and store nothing.
statistics_cameras[id] := camera if {
	some id, camera in input.declared.cameras
	camera.regime == "art25_1_6_statistics"
}

# METADATA
# description: Why a control on staff-only places leaves a camera out.
not_nonopen := {
	"ko": "출입이 통제되는 장소의 기기로서 법 제15조에 따라 운영하는 것이 아니다",
	"en": "Not a camera of a staff-only place under Article 15 of the Act",
}
