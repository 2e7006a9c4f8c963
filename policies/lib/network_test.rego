package lib_test

import data.lib

_network := {
	"zones": {
		"a": {"kind": "camera", "cidr": "10.0.1.0/24"},
		"b": {"kind": "office", "cidr": "10.0.2.0/24"},
		"c": {"kind": "internet", "cidr": "198.51.100.0/24"},
		"d": {"kind": "office", "cidr": "0.0.0.0/0"},
	},
	"edges": [
		{"id": "ab", "from": "a", "to": "b"},
		{"id": "bc", "from": "b", "to": "c"},
		{"id": "ba", "from": "b", "to": "a"},
		{"id": "ac", "from": "a", "to": "c"},
	],
}

test_chains_are_sorted_and_survive_loops if {
	lib.chains("a", "c") == [[2, ["a", "c"]], [3, ["a", "b", "c"]]] with input.declared.network as _network
}

test_no_chain_against_the_arrows if {
	lib.chains("c", "a") == [] with input.declared.network as _network
}

test_every_address_is_the_internet if {
	lib.internet_zones == {"c", "d"} with input.declared.network as _network
}

test_a_chain_ends_where_it_arrives if {
	network := {"zones": {}, "edges": [
		{"id": "ab", "from": "a", "to": "b"},
		{"id": "bc", "from": "b", "to": "c"},
		{"id": "cb", "from": "c", "to": "b"},
	]}
	lib.chains("a", "c") == [[3, ["a", "b", "c"]]] with input.declared.network as network
}

test_a_chain_does_not_go_on_from_where_it_arrived if {
	network := {"zones": {}, "edges": [
		{"id": "ac", "from": "a", "to": "c"},
		{"id": "cb", "from": "c", "to": "b"},
		{"id": "bc", "from": "b", "to": "c"},
	]}
	lib.chains("a", "c") == [[2, ["a", "c"]]] with input.declared.network as network
}
