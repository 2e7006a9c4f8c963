# METADATA
# title: Retention is a number
# description: The site, and every group of cameras that differs from it, says after how many days footage goes.
package rules.ret.ret_01

import data.lib

control := "CCTV-RET-01"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, "a whole number of days above zero", actual) if {
	some pointer, period in lib.retention_periods
	not pointer in _positive_periods
	path := sprintf("%s/retention", [pointer])
	actual := lib.actual(period.holder, "retention")
}

_positive_periods contains pointer if {
	some pointer, days in lib.period_days
	days > 0
}
