# Dates and units: days as numbers. Dates are `YYYY-MM-DD`; today comes with the input, never from a clock.
package lib

_day_ns := ((24 * 60) * 60) * 1000000000

# METADATA
# description: Whole days from one date to another; negative where the second is earlier. Undefined for what is no date.
days_between(from, to) := (time.parse_ns("2006-01-02", to) - time.parse_ns("2006-01-02", from)) / _day_ns

# METADATA
# description: Whole days from a date until today.
age(date) := days_between(date, input.today)

# METADATA
# description: The number in a duration such as `30d`. Undefined for anything else.
days(text) := to_number(trim_suffix(text, "d")) if regex.match(`^[0-9]+d$`, text)
