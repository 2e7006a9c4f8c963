package rules.ret.ret_09_test

import data.lib
import data.rules.ret.ret_09

_hold := {
	"cameras": ["c"],
	"reason": "Theft at the gate",
	"basis": "Order 12 of a court",
	"owner": "security-lead",
	"approver": "privacy-officer",
	"until": "2026-12-02",
	"ledger": "L-2026-0012",
}

_input(hold) := {"today": "2026-12-01", "declared": {"site": {"id": "s", "holds": {"h": hold}}}}

test_complete_hold_passes if {
	count(ret_09.deny) == 0 with input as _input(_hold)
}

test_missing_fields_are_found if {
	ret_09.deny == {
		lib.finding("hold/s/h", "/site/holds/h/reason", "why it is held", null),
		lib.finding("hold/s/h", "/site/holds/h/basis", "the law or duty it rests on", null),
		lib.finding("hold/s/h", "/site/holds/h/owner", "the role that asked for it", null),
		lib.finding("hold/s/h", "/site/holds/h/approver", "the role that approved it", null),
		lib.finding("hold/s/h", "/site/holds/h/ledger", "the number of the ledger's line", null),
		lib.finding("hold/s/h", "/site/holds/h/until", "a day after today", null),
	} with input as _input({"cameras": ["c"]})
}

test_hold_that_has_ended_is_found if {
	finding := lib.finding("hold/s/h", "/site/holds/h/until", "a day after today", "2026-12-01")
	ret_09.deny == {finding} with input as _input(object.union(_hold, {"until": "2026-12-01"}))
}

test_every_hold_is_looked_at if {
	ret_09.control == "CCTV-RET-09"
	ret_09.subjects == {"hold/s/h", "hold/s/i"} with input.declared.site as {"id": "s", "holds": {"h": {}, "i": {}}}
}
