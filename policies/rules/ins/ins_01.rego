# METADATA
# title: The site inspects itself
# description: |
#   Within the last days of the parameter a site in service looked at every item of the guidelines, and there is a
#   report.
package rules.ins.ins_01

import data.lib

control := "CCTV-INS-01"

subjects contains lib.site_subject

deny contains lib.finding(subject, "/site/inspection/date", expected, lib.actual(_inspection, "date")) if {
	not _recent(_inspection)
	some subject in _due
	expected := sprintf("at most %d days ago", [lib.parameters.self_inspection_days])
}

deny contains lib.finding(subject, "/site/inspection/document", "the number of the report", null) if {
	lib.absent(_inspection, "document")
	some subject in _due
}

deny contains lib.finding(subject, "/site/inspection/items", expected, inspected) if {
	expected := lib.parameters.self_inspection_items
	some item in expected
	not _looked_at(item)
	inspected := lib.actual(_inspection, "items")
	some subject in _due
}

not_applicable contains lib.not_applicable(lib.site_subject, reason) if {
	input.declared.site.service == "planned"
	reason := {"ko": "설치 예정인 사업장으로서 점검할 실태가 없다", "en": "A planned site: there is nothing to inspect yet"}
}

# The site, unless it is planned.
_due contains subject if {
	not input.declared.site.service == "planned"
	subject := lib.site_subject
}

_inspection := object.get(input.declared.site, "inspection", {})

_looked_at(item) if item in input.declared.site.inspection.items

_recent(inspection) if {
	days_ago := lib.age(inspection.date)
	days_ago >= 0
	days_ago <= lib.parameters.self_inspection_days
}
