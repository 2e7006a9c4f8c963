package rules.vend.vend_01_test

import data.lib
import data.rules.vend.vend_01

_parameters := {"covered_makers": ["hikvision", "dahua"]}

_expected := "none of hikvision, dahua"

_declared(camera, host) := {
	"site": {"id": "s", "overlays": ["us-federal"], "hosts": {"r": host}},
	"cameras": {"c": camera},
}

_other := {"maker": "Example Optics", "model": "EX-5MP-DOME"}

test_other_makers_pass if {
	declared := _declared(_other, {"maker": "Example Computers"})
	count(vend_01.deny | vend_01.not_applicable) == 0 with input.declared as declared
		with data.parameters as _parameters
}

test_a_covered_maker_is_found if {
	camera := _declared({"maker": "Hangzhou Hikvision Digital"}, _other)
	of_camera := lib.finding("site/s", "/cameras/c/maker", _expected, "Hangzhou Hikvision Digital")
	vend_01.deny == {of_camera} with input.declared as camera with data.parameters as _parameters
	host := _declared(_other, {"maker": "DAHUA"})
	of_host := lib.finding("site/s", "/site/hosts/r/maker", _expected, "DAHUA")
	vend_01.deny == {of_host} with input.declared as host with data.parameters as _parameters
}

test_a_covered_model_is_found_under_another_brand if {
	declared := _declared(object.union(_other, {"model": "Dahua IPC-5"}), _other)
	finding := lib.finding("site/s", "/cameras/c/model", _expected, "Dahua IPC-5")
	vend_01.deny == {finding} with input.declared as declared with data.parameters as _parameters
}

test_missing_field_is_found if {
	{finding.path | some finding in vend_01.deny; finding.actual == null} == {
		"/cameras/c/maker",
		"/site/hosts/r/maker",
	} with input.declared as _declared({}, {}) with data.parameters as _parameters
}

test_a_site_without_the_overlay_is_left_out if {
	every site in [{"id": "s"}, {"id": "s", "overlays": ["bonded"]}] {
		declared := {"site": site, "cameras": {"c": {"maker": "Dahua"}, "d": {}}}
		{answer.subject | some answer in vend_01.not_applicable} == {"site/s"} with input.declared as declared
		count(vend_01.deny) == 0 with input.declared as declared with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	count(vend_01.subjects | (vend_01.deny | vend_01.not_applicable)) == 0 with input.declared as {"sites": {}}
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	vend_01.control == "CCTV-VEND-01"
	vend_01.subjects == {"site/s"} with input.declared as _declared({}, {})
}
