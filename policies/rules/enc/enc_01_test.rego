package rules.enc.enc_01_test

import data.lib
import data.rules.enc.enc_01

_parameters := {
	"clear_stream_zone_kinds": ["camera"],
	"observed_max_age_days": 2,
	"stream_protections": ["rtsps", "vpn"],
}

_zones := {"cameras": {"kind": "camera"}, "office": {"kind": "office"}}

_cameras := {
	"c": {"service": "in-service", "recorder": "r", "zone": "cameras"},
	"p": {"service": "planned", "recorder": "r", "zone": "cameras"},
}

_input(seen, stream, edges) := {
	"today": "2026-12-01",
	"declared": {
		"site": {"id": "s", "service": "in-service", "hosts": {"r": {"role": "recorder"}}, "zones": _zones},
		"cameras": _cameras,
		"network": {
			"zones": {"cameras": {"kind": "camera"}, "office": {"kind": "office"}, "world": {"kind": "internet"}},
			"edges": edges,
		},
	},
	"observed": {"hosts": {"r": {"seen": seen, "cameras": {"c": stream}}}},
}

_edge(from, to) := {"id": "f", "from": from, "to": to}

_finding := lib.finding_observed("camera/s/c", "/hosts/r/cameras/c/stream", ["rtsps", "vpn"], "clear")

test_encrypted_stream_passes_anywhere if {
	every stream in ["rtsps", "vpn"] {
		document := _input("2026-11-29", {"stream": stream}, [_edge("cameras", "world")])
		count(enc_01.deny | enc_01.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_clear_stream_in_a_closed_zone_passes if {
	document := _input("2026-12-01", {"stream": "clear"}, [_edge("cameras", "office"), _edge("office", "cameras")])
	count(enc_01.deny | enc_01.unknown) == 0 with input as document with data.parameters as _parameters
}

test_clear_stream_in_an_open_zone_is_found if {
	every edges in [
		[_edge("cameras", "world")],
		[_edge("world", "cameras")],
		[_edge("cameras", "office"), _edge("office", "world")],
	] {
		enc_01.deny == {_finding} with input as _input("2026-12-01", {"stream": "clear"}, edges)
			with data.parameters as _parameters
	}
}

test_clear_stream_in_another_kind_of_zone_is_found if {
	every camera in [object.union(_cameras.c, {"zone": "office"}), object.remove(_cameras.c, ["zone"])] {
		document := _input("2026-12-01", {"stream": "clear"}, [])
		enc_01.deny == {_finding} with input as document with input.declared.cameras as {"c": camera}
			with data.parameters as _parameters
	}
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [_input("2026-12-01", {}, []), _input("2026-11-28", {"stream": "clear"}, [])] {
		unknown := lib.unknown("camera/s/c", "observed", "/hosts/r/cameras/c/stream")
		enc_01.unknown == {unknown} with input as document with data.parameters as _parameters
		count(enc_01.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_missing_stream_in_an_open_zone_is_unknown if {
	document := _input("2026-12-01", {}, [_edge("cameras", "world")])
	count(enc_01.unknown) == 1 with input as document with data.parameters as _parameters
	count(enc_01.deny) == 0 with input as document with data.parameters as _parameters
}

test_planned_camera_is_not_asked if {
	left := enc_01.not_applicable with input as _input("2026-12-01", {"stream": "vpn"}, [])
		with data.parameters as _parameters
	{answer.subject | some answer in left} == {"camera/s/p"}
}

test_planned_camera_that_is_there_is_asked if {
	document := object.union(
		_input("2026-12-01", {"stream": "vpn"}, []),
		{"observed": {"hosts": {"r": {"cameras": {"p": {}}}}}},
	)
	count(enc_01.not_applicable) == 0 with input as document with data.parameters as _parameters
	unknown := lib.unknown("camera/s/p", "observed", "/hosts/r/cameras/p/stream")
	enc_01.unknown == {unknown} with input as document with data.parameters as _parameters
}

test_every_camera_is_looked_at if {
	enc_01.control == "CCTV-ENC-01"
	enc_01.subjects == {"camera/s/c", "camera/s/p"} with input as _input("2026-12-01", {}, [])
}
