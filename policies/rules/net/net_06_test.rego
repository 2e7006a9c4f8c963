package rules.net.net_06_test

import data.rules.net.net_06

_parameters := {"wireless_protections": ["wpa3-enterprise"]}

_declared(zone) := {"site": {"id": "s", "zones": {"z": zone}}}

test_current_encryption_passes if {
	declared := _declared({"wireless": "wpa3-enterprise"})
	count(net_06.deny) == 0 with input.declared as declared with data.parameters as _parameters
	count(net_06.not_applicable) == 0 with input.declared as declared with data.parameters as _parameters
}

test_old_encryption_is_found if {
	net_06.deny == {{
		"subject": "zone/s/z",
		"source": "declared",
		"path": "/site/zones/z/wireless",
		"expected": "wpa3-enterprise",
		"actual": "wep",
	}} with input.declared as _declared({"wireless": "wep"}) with data.parameters as _parameters
}

test_cables_are_left_out if {
	some left in net_06.not_applicable with input.declared as _declared({}) with data.parameters as _parameters
	left.subject == "zone/s/z"
}

test_every_zone_is_looked_at if {
	net_06.subjects == {"zone/s/z"} with input.declared as _declared({})
}
