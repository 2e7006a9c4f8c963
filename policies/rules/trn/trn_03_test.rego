package rules.trn.trn_03_test

import data.lib
import data.rules.trn.trn_03

_declared(account) := {"site": {"id": "s", "accounts": {"s10421": account}}}

test_signed_pledge_passes if {
	count(trn_03.deny) == 0 with input.declared as _declared({"pledge": "DOC-1"})
}

test_missing_pledge_is_found if {
	finding := lib.finding("site/s", "/site/accounts/s10421/pledge", "the number of the signed pledge", null)
	trn_03.deny == {finding} with input.declared as _declared({})
}

test_the_site_is_looked_at if {
	trn_03.control == "CCTV-TRN-03"
	trn_03.subjects == {"site/s"} with input.declared as {"site": {"id": "s"}}
}
