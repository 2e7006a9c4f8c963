package rules.acc.acc_07_test

import data.lib
import data.rules.acc.acc_07

_parameters := {"observed_max_age_days": 2, "remote_authentication": ["certificate", "vpn"]}

_path := "/hosts/g/login/remote"

_input(seen, login) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s", "hosts": {"g": {"role": "gateway"}}}},
	"observed": {"hosts": {"g": {"seen": seen, "login": login}}},
}

test_strong_ways_in_and_none_pass if {
	every ways in [[], ["vpn"], ["password", "certificate"]] {
		document := _input("2026-11-29", {"remote": ways})
		count(acc_07.deny | acc_07.unknown) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_password_alone_is_found if {
	every ways in [["password"], ["otp"]] {
		finding := lib.finding_observed("host/s/g", _path, "nobody, or one of certificate, vpn", ways)
		acc_07.deny == {finding} with input as _input("2026-12-01", {"remote": ways})
			with data.parameters as _parameters
	}
}

test_missing_or_stale_evidence_is_unknown if {
	every document in [_input("2026-12-01", {}), _input("2026-11-28", {"remote": ["password"]})] {
		acc_07.unknown == {lib.unknown("host/s/g", "observed", _path)} with input as document
			with data.parameters as _parameters
		count(acc_07.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_every_host_is_looked_at if {
	acc_07.control == "CCTV-ACC-07"
	acc_07.subjects == {"host/s/g"} with input as _input("2026-12-01", {})
}
