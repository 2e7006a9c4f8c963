package rules.img.img_01_test

import data.lib
import data.rules.img.img_01

_parameters := {
	"picture_keys": ["task", "pixels", "width"],
	"picture_tasks": ["discern", "perceive", "scrutinise"],
	"picture_densities": [80, 125, 1500],
}

_declared(picture) := {"site": {"id": "s"}, "cameras": {"c": {"picture": picture}}}

test_a_picture_that_fits_passes if {
	every picture in [
		{"task": "discern", "pixels": 800, "width": "1000cm"},
		{"task": "discern", "pixels": 1249, "width": "1000cm"},
		{"task": "perceive", "pixels": 1250, "width": "1000cm"},
		{"task": "scrutinise", "pixels": 99999, "width": "100cm"},
	] {
		count(img_01.deny) == 0 with input.declared as _declared(picture) with data.parameters as _parameters
	}
}

test_too_few_and_too_many_are_found if {
	expected := "80 pixels per metre or more, and fewer than the next task needs"
	every pixels in [799, 1250] {
		declared := _declared({"task": "discern", "pixels": pixels, "width": "1000cm"})
		finding := lib.finding("camera/s/c", "/cameras/c/picture/pixels", expected, pixels)
		img_01.deny == {finding} with input.declared as declared with data.parameters as _parameters
	}
}

test_missing_figures_are_found if {
	picture := {"task": "discern", "pixels": 1, "width": "1000cm"}
	every key in ["task", "pixels", "width"] {
		declared := _declared(object.remove(picture, [key]))
		finding := lib.finding("camera/s/c", sprintf("/cameras/c/picture/%s", [key]), "part of the picture", null)
		img_01.deny == {finding} with input.declared as declared with data.parameters as _parameters
	}
}

test_a_camera_that_says_nothing_is_left_to_a_person if {
	declared := {"site": {"id": "s"}, "cameras": {"c": {}}}
	count(img_01.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_every_camera_is_looked_at if {
	img_01.control == "CCTV-IMG-01"
	img_01.subjects == {"camera/s/c"} with input.declared as {"site": {"id": "s"}, "cameras": {"c": {}}}
}
