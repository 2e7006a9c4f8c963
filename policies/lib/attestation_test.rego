package lib_test

import data.lib

_photo(date) := {"control": "C-01", "subject": "sign/s/gate", "date": date, "printed": {"count": 3}}

_input(date) := {"today": "2026-12-01", "declared": {"attestations": {"a": _photo(date)}}}

test_what_was_attested_today_counts if {
	attestation := lib.newest_attestation("C-01", "sign/s/gate") with input as _input("2026-12-01")
	attestation.id == "a"
	printed := lib.printed("sign/s/gate", "count") with input as _input("2026-12-01")
	printed == {"path": "/attestations/a/printed/count", "value": 3}
}

test_what_is_dated_tomorrow_does_not if {
	not lib.newest_attestation("C-01", "sign/s/gate") with input as _input("2026-12-02")
	not lib.printed("sign/s/gate", "count") with input as _input("2026-12-02")
}
