package rules.enc.enc_05_test

import data.lib
import data.rules.enc.enc_05

_parameters := {"disk_encryptions": ["luks"], "observed_max_age_days": 2}

_disk := {"use": "footage", "encryption": "luks"}

_input(disks, seen, reported) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": {"r": {"role": "recorder", "disks": disks}, "v": {"role": "viewing"}}}},
	"observed": {"hosts": {"r": {"seen": seen, "disks": reported, "memory": {"swap": false, "core_dumps": false}}}},
}

test_encrypted_disks_pass if {
	disks := {"a": _disk, "system": {"use": "system", "encryption": "none"}}
	document := _input(disks, "2026-11-29", {"a": {"encrypted": true}, "system": {"encrypted": false}})
	count(enc_05.deny | enc_05.unknown) == 0 with input as document with data.parameters as _parameters
}

test_disk_that_is_not_declared_as_encrypted_is_found if {
	every disk in [{"use": "footage"}, {"use": "footage", "encryption": "none"}] {
		document := _input({"a": disk}, "2026-12-01", {"a": {"encrypted": true}})
		path := "/site/hosts/r/disks/a/encryption"
		finding := lib.finding("host/s/r", path, ["luks"], lib.actual(disk, "encryption"))
		enc_05.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_disk_that_is_not_encrypted_is_found if {
	document := _input({"a": _disk}, "2026-12-01", {"a": {"encrypted": false}})
	finding := lib.finding_observed("host/s/r", "/hosts/r/disks/a/encrypted", true, false)
	enc_05.deny == {finding} with input as document with data.parameters as _parameters
}

test_recorder_without_a_disk_for_footage_is_found if {
	every disks in [{}, {"a": {"use": "system", "encryption": "luks"}}, {"a": {"encryption": "luks"}}] {
		finding := lib.finding("host/s/r", "/site/hosts/r/disks", "the disks that hold footage", null)
		enc_05.deny == {finding} with input as _input(disks, "2026-12-01", {}) with data.parameters as _parameters
	}
}

test_memory_that_is_written_to_a_disk_is_found if {
	every key in ["swap", "core_dumps"] {
		good := _input({"a": _disk}, "2026-12-01", {"a": {"encrypted": true}})
		document := object.union(good, {"observed": {"hosts": {"r": {"memory": {key: true}}}}})
		path := sprintf("/hosts/r/memory/%s", [key])
		finding := lib.finding_observed("host/s/r", path, false, true)
		enc_05.deny == {finding} with input as document with data.parameters as _parameters
	}
}

test_missing_evidence_is_unknown if {
	document := _input({"a": _disk}, "2026-12-01", {})
	unknown := lib.unknown("host/s/r", "observed", "/hosts/r/disks/a/encrypted")
	enc_05.unknown == {unknown} with input as document with data.parameters as _parameters
	count(enc_05.deny) == 0 with input as document with data.parameters as _parameters
}

test_stale_evidence_is_unknown if {
	document := _input({"a": _disk}, "2026-11-28", {"a": {"encrypted": false}})
	paths := {"/hosts/r/disks/a/encrypted", "/hosts/r/memory/swap", "/hosts/r/memory/core_dumps"}
	unknown := {lib.unknown("host/s/r", "observed", path) | some path in paths}
	enc_05.unknown == unknown with input as document with data.parameters as _parameters
	count(enc_05.deny) == 0 with input as document with data.parameters as _parameters
}

test_other_hosts_are_not_bound if {
	left := enc_05.not_applicable with input as _input({}, "2026-12-01", {}) with data.parameters as _parameters
	{answer.subject | some answer in left} == {"host/s/v"}
}

test_every_host_is_looked_at if {
	enc_05.control == "CCTV-ENC-05"
	enc_05.subjects == {"host/s/r", "host/s/v"} with input as _input({}, "2026-12-01", {})
}
