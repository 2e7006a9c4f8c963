# Moments: dates with a time and an offset, as in `2026-11-20T09:30:00+09:00`.
package lib

# The first hour of the count, in nanoseconds.
_hour_ns := time.parse_rfc3339_ns("1970-01-01T01:00:00Z")

# METADATA
# description: Whether one moment is at most some hours after another.
within_hours(from, to, hours) if time.parse_rfc3339_ns(to) - time.parse_rfc3339_ns(from) <= hours * _hour_ns

# METADATA
# description: The moment at which today began where another moment was written down, by its offset.
start_of_today(moment) := concat("", [input.today, "T00:00:00", substring(moment, count("2006-01-02T15:04:05"), -1)])
