package lib_test

import data.lib

test_a_site_of_which_nothing_is_said_leaves_it_to_the_policy if {
	declared := {"site": {"responsible": {}}, "policy": {"responsible": {"phone": "02-1"}}}
	lib.responsible == {"phone": "02-1"} with input.declared as declared
	lib.responsible_path == "/policy/responsible" with input.declared as declared
}
