# Versions: every policy that was in force or is announced, as the homepage shows them, in order of time.
package lib

# METADATA
# description: The versions that the homepage shows. Undefined where they were not read, or not lately.
published_versions := versions if {
	read_lately(input.published.fetched)
	versions := input.published.versions
	count(versions) > 0
}

# METADATA
# description: The same in a query across sites, where the policy is judged.
policy_versions := published_versions if input.declared.sites

# METADATA
# description: The answer that nobody knows the versions, where they were not read lately.
versions_unread contains answer if {
	input.declared.sites
	not published_versions
	answer := unknown("policy", "published", "/versions")
}

# METADATA
# description: The versions that changed one before them, by their place in the order. The first needs no notice.
revisions[index] := version if {
	some index, version in policy_versions
	index > 0
}

# METADATA
# description: The answer that there is nothing to judge, where the policy was never revised.
never_revised contains answer if {
	policy_versions
	count(revisions) == 0
	reason := {"ko": "방침이 개정된 적이 없다", "en": "The policy was never revised"}
	answer := not_applicable("policy", reason)
}

# METADATA
# description: An answer for every revision of which nobody knows which paragraphs it changed.
changes_unknown contains answer if {
	some index, version in revisions
	not version.changed
	answer := unknown("policy", "published", sprintf("/versions/%d/changed", [index]))
}

# METADATA
# description: An answer for every revision whose notice nobody saw on its day, or that was gone for a while.
notices_unseen contains answer if {
	some index, version in revisions
	version.seen == false
	answer := unknown("policy", "published", sprintf("/versions/%d/seen", [index]))
}

# METADATA
# description: The version that is in force today. Undefined where none is known.
version_in_force := published_versions[max(begun)] if {
	begun := {index |
		some index, version in published_versions
		age(version.effective) >= 0
	}
}

# METADATA
# description: A finding about a version, under a key.
version_finding(index, key, expected, actual) := finding_published(
	"policy",
	sprintf("/versions/%d/%s", [index, key]),
	expected,
	actual,
)
