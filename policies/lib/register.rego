# Registers: what happened on hosts, and the entries of a site's registers that tell of it.
package lib

# METADATA
# description: |
#   A finding for every event of a kind, on a host that footage is seen on, that names no entry of a register or one
#   that is not there, and for every entry that is named and does not have all of the fields filled in. `key` is where
#   an event names its entry.
register_findings(kind, key, register, fields) := (nameless | lost) | incomplete if {
	expected := sprintf("an entry of %s", [register])
	nameless := {finding_observed(event.subject, path, expected, null) |
		some pointer, event in _events(kind)
		absent(event.report, key)
		path := sprintf("%s/%s", [pointer, key])
	}
	lost := {finding_observed(event.subject, path, expected, name) |
		some pointer, event in _events(kind)
		name := event.report[key]
		entries := input.observed[register]
		not entries[name]
		path := sprintf("%s/%s", [pointer, key])
	}
	incomplete := {finding_observed(event.subject, path, fields, filled) |
		some event in _events(kind)
		name := event.report[key]
		filled := object.get(input.observed[register][name], "fields", [])
		some field in fields
		not field in filled
		path := sprintf("/%s/%s/fields", [register, name])
	}
}

# METADATA
# description: |
#   An answer for every host that footage is seen on that does not report the events of a kind, and for every one that
#   reports some while nothing reports the register.
register_unknown(kind, register) := settings_unknown(footage_hosts, [kind]) | {answer |
	some event in _events(kind)
	not input.observed[register]
	answer := unknown(event.subject, "observed", sprintf("/%s", [register]))
}

_events(kind) := {pointer: event |
	some host, reports in settings(footage_hosts, [kind])
	some id, report in reports
	pointer := setting_pointer(host, [kind, id])
	event := {"subject": host_subjects[host], "report": report}
}
