package rules.ret.ret_07_test

import data.lib
import data.rules.ret.ret_07

_parameters := {
	"overlay_parking_min_days": 31,
	"overlay_parking_area_kinds": ["parking"],
	"overlay_infant_care_min_days": 60,
}

_site(site) := object.union(
	{
		"id": "s",
		"areas": {"lot": {"kind": "parking"}, "gate": {"kind": "gate"}},
		"retention_groups": {"cars": {"retention": "31d"}, "none": {}},
	},
	site,
)

_cameras := {"c": {"area": "lot", "retention_group": "cars"}, "d": {"area": "gate"}}

test_only_cameras_of_the_car_park_are_bound_by_its_minimum if {
	site := _site({"overlays": ["parking-over-30"], "retention": "30d"})
	count(ret_07.deny) == 0 with input.declared as {"site": site, "cameras": _cameras} with data.parameters as _parameters
}

test_shorter_period_of_the_car_park_is_found if {
	site := _site({"overlays": ["parking-over-30"], "retention": "30d"})
	finding := lib.finding("site/s", "/site/retention", "at least 31d", "30d")
	ret_07.deny == {finding} with input.declared as {"site": site, "cameras": {"c": {"area": "lot"}}}
		with data.parameters as _parameters
}

test_minimum_binds_every_period_where_no_camera_stands_in_a_car_park if {
	site := _site({"overlays": ["parking-over-30"], "retention": "30d"})
	finding := lib.finding("site/s", "/site/retention", "at least 31d", "30d")
	every cameras in [{}, {"c": {"area": "gate"}}, {"c": {"area": "lost"}}] {
		ret_07.deny == {finding} with input.declared as {"site": site, "cameras": cameras}
			with data.parameters as _parameters
	}
}

test_childcare_binds_every_period if {
	site := _site({"overlays": ["infant-care"], "retention": "60d"})
	finding := lib.finding("site/s", "/site/retention_groups/cars/retention", "at least 60d", "31d")
	ret_07.deny == {finding} with input.declared as {"site": site, "cameras": _cameras} with data.parameters as _parameters
}

test_the_longer_of_two_minimums_counts if {
	site := _site({"overlays": ["infant-care", "parking-over-30"], "retention": "30d"})
	finding := lib.finding("site/s", "/site/retention", "at least 60d", "30d")
	ret_07.deny == {finding} with input.declared as {"site": site, "cameras": {"c": {"area": "lot"}}}
		with data.parameters as _parameters
}

test_missing_period_is_found if {
	site := _site({"overlays": ["parking-over-30"]})
	cameras := {"c": {"area": "lot"}, "d": {"area": "lot", "retention_group": "none"}}
	ret_07.deny == {
		lib.finding("site/s", "/site/retention", "at least 31d", null),
		lib.finding("site/s", "/site/retention_groups/none/retention", "at least 31d", null),
	} with input.declared as {"site": site, "cameras": cameras} with data.parameters as _parameters
}

test_law_whose_period_is_not_known_is_left_to_people if {
	site := _site({"overlays": ["bonded"], "retention": "1d"})
	count(ret_07.deny | ret_07.not_applicable) == 0 with input.declared as {"site": site, "cameras": _cameras}
		with data.parameters as _parameters
}

test_place_without_other_laws_is_not_bound if {
	{answer.subject | some answer in ret_07.not_applicable} == {"site/s"} with input.declared.site as _site({})
}

test_the_site_is_looked_at if {
	ret_07.control == "CCTV-RET-07"
	ret_07.subjects == {"site/s"} with input.declared.site as _site({})
}
