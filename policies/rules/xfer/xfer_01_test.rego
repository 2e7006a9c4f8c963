package rules.xfer.xfer_01_test

import data.lib
import data.rules.xfer.xfer_01

_parameters := {
	"transfer_grounds": ["28-8-1-3"],
	"transfer_keys": ["kind", "country", "disclosure"],
	"outside_store_kinds": ["cloud-replica"],
}

_declared(site) := {"organization": {"jurisdiction": "kr"}, "site": object.union({"id": "s"}, site)}

_support := {"kind": "support", "country": "US", "basis": "28-8-1-3", "disclosure": "DOC-1"}

_cloud(country) := {"cloud": {"kind": "cloud-replica", "country": country}}

test_a_site_that_nobody_abroad_sees_passes if {
	every site in [
		{"abroad": {}},
		{"abroad": {}, "stores": _cloud("KR")},
		{"abroad": {}, "stores": {"exports": {"kind": "export"}}},
		{"abroad": {"maker": _support}, "stores": _cloud("US")},
	] {
		declared := _declared(site)
		count(xfer_01.deny) == 0 with input.declared as declared with data.parameters as _parameters
	}
}

test_missing_field_is_found if {
	finding := lib.finding("site/s", "/site/abroad", "a mapping, empty where there is none", null)
	xfer_01.deny == {finding} with input.declared as _declared({}) with data.parameters as _parameters
}

test_another_ground_is_found if {
	other := _declared({"abroad": {"maker": object.union(_support, {"basis": "15-1-6"})}})
	finding := lib.finding("site/s", "/site/abroad/maker/basis", ["28-8-1-3"], "15-1-6")
	xfer_01.deny == {finding} with input.declared as other with data.parameters as _parameters
	none := _declared({"abroad": {"maker": object.remove(_support, ["basis"])}})
	missing := lib.finding("site/s", "/site/abroad/maker/basis", ["28-8-1-3"], null)
	xfer_01.deny == {missing} with input.declared as none with data.parameters as _parameters
}

test_a_transfer_that_says_too_little_is_found if {
	every key in ["kind", "country", "disclosure"] {
		declared := _declared({"abroad": {"maker": object.remove(_support, [key])}})
		path := sprintf("/site/abroad/maker/%s", [key])
		finding := lib.finding("site/s", path, "what is told of every transfer", null)
		xfer_01.deny == {finding} with input.declared as declared with data.parameters as _parameters
	}
}

test_a_store_in_a_cloud_says_where_it_stands if {
	declared := _declared({"abroad": {}, "stores": {"cloud": {"kind": "cloud-replica"}}})
	finding := lib.finding("site/s", "/site/stores/cloud/country", "where the store stands", null)
	xfer_01.deny == {finding} with input.declared as declared with data.parameters as _parameters
}

test_a_store_abroad_is_a_transfer if {
	expected := "this country, or one named under `abroad`"
	finding := lib.finding("site/s", "/site/stores/cloud/country", expected, "JP")
	every abroad in [{}, {"maker": _support}] {
		declared := _declared({"abroad": abroad, "stores": _cloud("JP")})
		xfer_01.deny == {finding} with input.declared as declared with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	declared := {"organization": {"jurisdiction": "kr"}, "sites": {}}
	count(xfer_01.subjects | xfer_01.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	xfer_01.control == "CCTV-XFER-01"
	xfer_01.subjects == {"site/s"} with input.declared as _declared({})
}
