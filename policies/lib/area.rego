# Areas: what a camera films, and what kind of place that is.
package lib

# METADATA
# description: The ids of the areas that a camera films, which are where it stands and what else falls into its view.
filmed_areas(camera) := {id | id := camera.area} | {id | some id in camera.sees}

# METADATA
# description: |
#   Whether everything that a camera films is a place whose entry is restricted. An area that is not described counts
#   as open, so that leaving it out never loosens anything.
films_staff_only(camera) if {
	ids := filmed_areas(camera)
	count(ids) > 0
	count(ids - _staff_areas) == 0
}

_staff_areas contains id if {
	some id, area in input.declared.site.areas
	area.access == "staff"
}

# METADATA
# description: |
#   A finding for every camera that stands in, and one for every camera that sees, an area of one of these kinds. An
#   area whose kind is not known might be any of them.
filming_findings(kinds) := standing | seeing if {
	expected := sprintf("no area of the kinds %s", [concat(", ", kinds)])
	harmless := _areas_of_no_kind(kinds)
	standing := {answer |
		some id, camera in input.declared.cameras
		not camera.area in harmless
		answer := _filming(id, "area", expected, {camera.area})
	}
	seeing := {answer |
		some id, camera in input.declared.cameras
		areas := {area | some area in camera.sees} - harmless
		count(areas) > 0
		answer := _filming(id, "sees", expected, areas)
	}
}

_areas_of_no_kind(kinds) := {id |
	some id, area in input.declared.site.areas
	present(area, "kind")
	not area.kind in kinds
}

_filming(id, key, expected, areas) := finding(camera_subjects[id], path, expected, kinds) if {
	path := sprintf("/cameras/%s/%s", [id, key])
	kinds := {area: object.get(input.declared.site, ["areas", area, "kind"], null) | some area in areas}
}
