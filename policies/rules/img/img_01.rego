# METADATA
# title: The picture shows as much of a person as the task needs
# description: |
#   Where a camera says what its picture is for and how wide the scene is, the pixels per metre are at least those of
#   the task, and fewer than those of the next one. Of the others a person witnesses it.
package rules.img.img_01

import data.lib

control := "CCTV-IMG-01"

subjects contains subject if some subject in lib.camera_subjects

deny contains lib.finding(subject, path, expected, picture.pixels) if {
	some id, picture in _pictures
	not _incomplete(picture)
	some step, task in lib.parameters.picture_tasks
	task == picture.task
	not _fits(picture, step)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/picture/pixels", [id])
	expected := sprintf("%d pixels per metre or more, and fewer than the next task needs", [_densities[step]])
}

deny contains lib.finding(subject, path, "part of the picture", null) if {
	some id, picture in _pictures
	some key in lib.parameters.picture_keys
	lib.absent(picture, key)
	subject := lib.camera_subjects[id]
	path := sprintf("/cameras/%s/picture/%s", [id, key])
}

_pictures[id] := picture if {
	some id, camera in input.declared.cameras
	picture := camera.picture
}

_incomplete(picture) if {
	some key in lib.parameters.picture_keys
	lib.absent(picture, key)
}

_densities := lib.parameters.picture_densities

# Pixels across a hundred times the scene, against the pixels per metre over its width in centimetres.
_fits(picture, step) if {
	width := to_number(trim_suffix(picture.width, "cm"))
	picture.pixels * 100 >= _densities[step] * width
	not _more_than(picture.pixels, width, step + 1)
}

_more_than(pixels, width, step) if pixels * 100 >= _densities[step] * width
