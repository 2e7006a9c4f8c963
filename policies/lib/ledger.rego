# Ledger: the site's entries about uses, provisions, viewings and destructions of footage.
package lib

# METADATA
# description: The entries, by number. Undefined where the ledger was not read, or not lately.
ledger := input.observed.ledger if read_lately(input.observed.ledger_seen)

# METADATA
# scope: document
# description: The answer that nobody knows what stands in the ledger, where it was not read lately.
ledger_unread contains answer if {
	not ledger
	answer := unknown(site_subject, "observed", "/ledger")
}

# METADATA
# description: |
#   Uses for another purpose, and provisions to somebody else than the person filmed. An entry without a kind counts as
#   one.
disclosures[id] := entry if {
	some id, entry in ledger
	not one_of(entry, "kind", {"view", "destroy"})
}

# METADATA
# description: Of these, the provisions. An entry without a kind counts as one.
provisions[id] := entry if {
	some id, entry in disclosures
	not entry.kind == "use"
}

# METADATA
# description: The destructions, of what is destroyed by hand and of what goes by itself.
destructions[id] := entry if {
	some id, entry in ledger
	entry.kind == "destroy"
}

# METADATA
# scope: document
# description: The answer that there is nothing to judge, where nothing was provided to anybody.
nothing_provided contains answer if {
	ledger
	count(provisions) == 0
	reason := {"ko": "제3자에게 제공한 영상정보가 없다", "en": "No footage was provided to anybody"}
	answer := not_applicable(site_subject, reason)
}

# METADATA
# description: A finding about something that an entry lacks, or that is not as it should be, under a key.
ledger_finding(id, entry, key, expected) := finding_observed(
	site_subject,
	sprintf("/ledger/%s/%s", [id, key]),
	expected,
	actual(entry, key),
)

# METADATA
# description: A finding for every entry in which not all of some columns are filled in.
ledger_columns_missing(entries, columns) := {answer |
	some id, entry in entries
	filled := object.get(entry, "fields", [])
	count({column | some column in columns} - {column | some column in filled}) > 0
	answer := finding_observed(site_subject, sprintf("/ledger/%s/fields", [id]), columns, filled)
}
