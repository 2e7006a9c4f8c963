# METADATA
# title: Library
# description: What rules share. This file builds answers, so that every answer has one shape.
package lib

# METADATA
# description: |
#   A finding about what is declared. `path` points into the declared document as the rule saw it; where something
#   is missing it names the missing key, and the mapping that lacks it is shown to people.
finding(subject, path, expected, actual) := {
	"subject": subject,
	"source": "declared",
	"path": path,
	"expected": expected,
	"actual": actual,
}

# METADATA
# description: A finding about what a host reported.
finding_observed(subject, path, expected, actual) := object.union(
	finding(subject, path, expected, actual),
	{"source": "observed"},
)

# METADATA
# description: A finding about what the public can read.
finding_published(subject, path, expected, actual) := object.union(
	finding(subject, path, expected, actual),
	{"source": "published"},
)

# METADATA
# description: Evidence that is missing or stale. Never a pass.
unknown(subject, source, path) := {"subject": subject, "source": source, "path": path}

# METADATA
# description: A subject that the control does not bind, with the reason in both languages.
not_applicable(subject, reason) := {"subject": subject, "reason": reason}

# METADATA
# description: The key of an object, or null. A key that is missing, null or empty is missing.
actual(object_, key) := object.get(object_, key, null)

# METADATA
# description: Whether an object has a key that holds something.
present(object_, key) if not absent(object_, key)

# METADATA
# description: Whether an object lacks a key, or holds nothing under it.
absent(object_, key) if object.get(object_, key, null) in {null, "", [], {}}
