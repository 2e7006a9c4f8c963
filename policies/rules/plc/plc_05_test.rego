package rules.plc.plc_05_test

import data.rules.plc.plc_05

_declared(area, camera) := {
	"policy": {"ranges": {"entrance": {}, "lobby": {}}},
	"site": {"id": "s", "areas": {"a": area}},
	"cameras": {"c": camera},
}

test_published_range_passes if {
	count(plc_05.deny) == 0 with input.declared as _declared({"range": "lobby"}, {"area": "a"})
}

test_range_that_is_not_published_is_found if {
	every camera in [{"area": "a"}, {"area": "b", "sees": ["a"], "regime": "art25_open"}] {
		plc_05.deny == {{
			"subject": "area/s/a",
			"source": "declared",
			"path": "/site/areas/a/range",
			"expected": ["entrance", "lobby"],
			"actual": "warehouse",
		}} with input.declared as _declared({"range": "warehouse"}, camera)
	}
}

test_missing_range_is_found if {
	some finding in plc_05.deny with input.declared as _declared({}, {"area": "a"})
	finding.actual == null
}

test_policy_without_ranges_allows_none if {
	some finding in plc_05.deny with input.declared as object.remove(
		_declared({"range": "lobby"}, {"area": "a"}),
		["policy"],
	)
	finding.expected == []
}

test_area_that_no_open_camera_films_is_not_bound if {
	every camera in [{"area": "b"}, {"area": "a", "regime": "art15_nonopen"}] {
		count(plc_05.deny) == 0 with input.declared as _declared({}, camera)
		{answer.subject | some answer in plc_05.not_applicable} == {"area/s/a"} with input.declared as _declared(
			{},
			camera,
		)
	}
}

test_filmed_area_is_bound if {
	count(plc_05.not_applicable) == 0 with input.declared as _declared({}, {"area": "a"})
}

test_every_area_is_looked_at if {
	plc_05.subjects == {"area/s/a"} with input.declared as _declared({}, {"area": "a"})
}
