# METADATA
# title: Report
# description: The entry point. For every rule, by the control it decides, what it looked at and what it found.
package main

# METADATA
# entrypoint: true
report[rule.control] := answer if {
	some rules in data.rules
	some rule in rules
	answer := {
		"subjects": object.get(rule, "subjects", set()),
		"deny": object.get(rule, "deny", set()),
		"unknown": object.get(rule, "unknown", set()),
		"not_applicable": object.get(rule, "not_applicable", set()),
	}
}
