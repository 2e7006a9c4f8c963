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
	every id in ids {
		input.declared.site.areas[id].access == "staff"
	}
}

# METADATA
# description: |
#   A finding for every camera that stands in, and one for every camera that sees, an area of one of these kinds. An
#   area whose kind is not known might be any of them.
filming_findings(kinds) := standing | seeing if {
	expected := sprintf("no area of the kinds %s", [concat(", ", kinds)])
	standing := {answer |
		some id, camera in input.declared.cameras
		areas := _areas_of_kinds({camera.area}, kinds)
		count(areas) > 0
		answer := finding(camera_subjects[id], sprintf("/cameras/%s/area", [id]), expected, areas)
	}
	seeing := {answer |
		some id, camera in input.declared.cameras
		areas := _areas_of_kinds(camera.sees, kinds)
		count(areas) > 0
		answer := finding(camera_subjects[id], sprintf("/cameras/%s/sees", [id]), expected, areas)
	}
}

_areas_of_kinds(ids, kinds) := {id: kind |
	some id in ids
	kind := object.get(input.declared.site, ["areas", id, "kind"], null)
	kind in ({null} | {listed | some listed in kinds})
}
