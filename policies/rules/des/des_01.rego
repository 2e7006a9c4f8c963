# METADATA
# title: Footage goes by itself
# description: |
#   Every recorder reports that it destroys footage whose time is over without anybody's doing, that it last did so
#   within the days of the parameter, and that nothing keeps it from that. How old the oldest footage is, CCTV-RET-05
#   judges.
package rules.des.des_01

import data.lib

control := "CCTV-DES-01"

subjects contains subject if some subject in lib.host_subjects

deny contains finding if {
	some id, automatic in lib.settings(lib.recorders, ["erasure", "automatic"])
	automatic != true
	finding := lib.setting_finding(id, ["erasure", "automatic"], true, automatic)
}

deny contains finding if {
	some id, ran in lib.settings(lib.recorders, ["erasure", "ran"])
	not _in_time(id, ran)
	expected := sprintf("at most %d days before it was seen", [lib.parameters.retention_grace_days])
	finding := lib.setting_finding(id, ["erasure", "ran"], expected, ran)
}

deny contains lib.setting_finding(id, ["erasure", "problems"], [], problems) if {
	some id, problems in lib.settings(lib.recorders, ["erasure", "problems"])
	count(problems) > 0
}

not_applicable contains lib.not_applicable(subject, reason) if {
	some id, subject in lib.host_subjects
	not id in lib.recorders
	reason := {"ko": "영상을 보관하는 장치가 아니다", "en": "No recorder: no footage is kept there"}
}

unknown contains answer if {
	some key in ["automatic", "ran", "problems"]
	some answer in lib.settings_unknown(lib.recorders, ["erasure", key])
}

_in_time(id, ran) if {
	days := lib.days_between(ran, lib.fresh_hosts[id].seen)
	days >= 0
	days <= lib.parameters.retention_grace_days
}
