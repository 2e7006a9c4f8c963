# Subjects: what verdicts are about, by kind, and what kind of place a camera films.
package lib

# METADATA
# description: The id of the site under judgement; undefined in a query across sites.
site := input.declared.site.id

# METADATA
# description: The subject of the site itself.
site_subject := sprintf("site/%s", [site])

# METADATA
# description: The subject of an entry of the site, as in `camera/daejeon-hub/cam-001`.
subject(kind, id) := sprintf("%s/%s/%s", [kind, site, id])

# METADATA
# description: The subject of every camera, by its id.
camera_subjects[id] := subject("camera", id) if some id, _ in input.declared.cameras

# METADATA
# description: |
#   Cameras of open places. A camera that does not say which part of the Act governs it counts as one, so that
#   leaving the field out never loosens anything.
open_cameras[id] := camera if {
	some id, camera in input.declared.cameras
	is_open(camera)
}

# METADATA
# description: Cameras of places whose entry is restricted.
staff_cameras[id] := camera if {
	some id, camera in input.declared.cameras
	not is_open(camera)
}

# METADATA
# description: |
#   Whether a camera films an open place. One whose place is exempt from the sign does: only the sign is forgone.
is_open(camera) if not object.get(camera, "regime", "art25_open") in {"art15_nonopen", "art25_2_mobile"}

# METADATA
# description: Why a control on open places leaves a camera out.
staff_only := {
	"ko": "공개된 장소가 아니므로 법 제25조가 적용되지 아니한다",
	"en": "Not an open place: Article 25 of the Act does not apply",
}
