# Requests of the people filmed: of which kind they are, and whether they were answered in time.
package lib

# METADATA
# description: The requests of people, by number. Undefined where their register was not read, or not lately.
requests := input.observed.requests if read_lately(input.observed.requests_seen)

# METADATA
# scope: document
# description: The answer that nobody knows what was asked, where the register of requests was not read lately.
requests_unread contains answer if {
	not requests
	answer := unknown(site_subject, "observed", "/requests")
}

# METADATA
# description: Whether what was read on a day counts as evidence today. A day later than today does not.
read_lately(day) if {
	days_ago := age(day)
	days_ago >= 0
	days_ago <= parameters.observed_max_age_days
}

# METADATA
# description: |
#   Requests of the person filmed or of an agent, whatever they ask. One that does not say who asks counts as such.
own_requests[id] := request if {
	some id, request in requests
	not request.relation == "other"
}

# METADATA
# description: |
#   Of these, requests to see footage or to learn whether there is any. One without a kind counts as such.
access_requests[id] := request if {
	some id, request in own_requests
	not one_of(request, "kind", {"delete", "suspend"})
}

# METADATA
# description: Own requests of one kind.
requests_of_kind(kind) := {id: request |
	some id, request in own_requests
	request.kind == kind
}

# METADATA
# description: |
#   A finding for every request that was not answered within some days: what is granted is to be done by then, and
#   anything else to be told. One that still waits is late once the days are over.
late_requests(asked, limit) := {answer |
	some id, request in asked
	not _answered_within(request, limit)
	key := _answer_key(request)
	path := sprintf("/requests/%s/%s", [id, key])
	expected := sprintf("at most %d days after %s", [limit, actual(request, "received")])
	answer := finding_observed(site_subject, path, expected, actual(request, key))
}

# METADATA
# description: A finding about something that a request lacks, or that is not as it should be, under a key.
request_finding(id, request, key, expected) := finding_observed(
	site_subject,
	sprintf("/requests/%s/%s", [id, key]),
	expected,
	actual(request, key),
)

_answered_within(request, limit) if days_between(request.received, request[_answer_key(request)]) <= limit

_answered_within(request, limit) if {
	absent(request, _answer_key(request))
	age(request.received) <= limit
}

_answer_key(request) := "closed" if {
	request.outcome == "granted"
} else := "notified"
