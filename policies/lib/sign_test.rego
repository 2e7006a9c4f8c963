package lib_test

import data.lib

_layouts := {"sign_supplement_layouts": [], "sign_web_grounds": [], "sign_exemption_keys": []}

_site(sign, access) := {
	"site": {"id": "s", "areas": {"x": {"access": access}}, "signs": {"gate": object.union({"area": "x"}, sign)}},
	"cameras": {"c": {"sign": "gate"}},
}

test_a_sign_on_a_wall_hangs if {
	declared := _site({"mode": "flow"}, "public")
	object.keys(lib.hung_signs) == {"gate"} with input.declared as declared with data.parameters as _layouts
	count(lib.not_hung_signs) == 0 with input.declared as declared with data.parameters as _layouts
}

test_a_sign_in_a_staff_area_that_an_open_camera_names_is_bound if {
	declared := _site({}, "staff")
	object.keys(lib.bound_signs) == {"gate"} with input.declared as declared with data.parameters as _layouts
}

test_without_an_exemption_nobody_is_exempt if {
	not lib.sign_exempt with input.declared as _site({}, "public") with data.parameters as _layouts
}
