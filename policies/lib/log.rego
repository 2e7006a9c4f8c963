# Logs: for how long a log is kept, and whether it still reaches back that far.
package lib

# METADATA
# description: |
#   A finding for every host that footage is seen on whose log of a kind is set to fewer days than asked for, and one
#   for every such host whose log has lost entries: it was begun earlier, and its oldest entry is younger than the days.
log_findings(kind, limit) := short | lost if {
	short := {finding |
		some id, kept in settings(footage_hosts, [kind, "kept_days"])
		kept < limit
		finding := setting_finding(id, [kind, "kept_days"], sprintf("at least %d days", [limit]), kept)
	}
	lost := {finding |
		some id, log in settings(footage_hosts, [kind])
		log.oldest > log.since
		days_between(log.oldest, fresh_hosts[id].seen) < limit
		expected := sprintf("entries from %s on, or of the last %d days", [log.since, limit])
		finding := setting_finding(id, [kind, "oldest"], expected, log.oldest)
	}
}

# METADATA
# description: An answer for every host that footage is seen on that does not report one of these keys of a log.
log_unknown(kind) := {answer |
	some key in ["kept_days", "since", "oldest"]
	some answer in settings_unknown(footage_hosts, [kind, key])
}
