# Incidents: whether the authority and the people concerned heard of them in time.
package lib

# METADATA
# description: The incidents, by number. Undefined where their register was not read, or not lately.
incidents := input.observed.incidents if read_lately(input.observed.incidents_seen)

# METADATA
# scope: document
# description: The answer that nobody knows what happened, where the register of incidents was not read lately.
incidents_unread contains answer if {
	not incidents
	answer := unknown(site_subject, "observed", "/incidents")
}

# METADATA
# description: |
#   A finding for every incident of which the moment under a key is missing or too many hours after it was learned.
#   One that still waits is late once the hours were over when today began.
late_incidents(concerning, key, limit) := {answer |
	some id, incident in concerning
	not _told_within(incident, key, limit)
	path := sprintf("/incidents/%s/%s", [id, key])
	expected := sprintf("at most %d hours after %s", [limit, actual(incident, "learned")])
	answer := finding_observed(site_subject, path, expected, actual(incident, key))
}

_told_within(incident, key, limit) if within_hours(incident.learned, incident[key], limit)

_told_within(incident, key, limit) if {
	absent(incident, key)
	within_hours(incident.learned, start_of_today(incident.learned), limit)
}
