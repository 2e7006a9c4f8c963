# METADATA
# title: Blocking of the internet for handlers' computers
# description: |
#   Asked only of a holder with as many daily users as the parameter says; then the paper that shows the blocking, or
#   the risk analysis that replaces it, is named.
package rules.net.net_05

import data.lib

control := "CCTV-NET-05"

subjects contains "organization" if input.declared.sites

not_applicable contains lib.not_applicable("organization", _small) if {
	input.declared.sites
	input.declared.organization.size.daily_users < lib.parameters.internet_blocking_daily_users
}

deny contains lib.finding("organization", "/organization/size/daily_users", "the number of daily users", null) if {
	input.declared.sites
	not input.declared.organization.size.daily_users
}

deny contains lib.finding("organization", "/organization/internet_blocking", expected, null) if {
	input.declared.sites
	input.declared.organization.size.daily_users >= lib.parameters.internet_blocking_daily_users
	not input.declared.organization.internet_blocking
	expected := "the paper that shows the blocking, or the risk analysis in its place"
}

_small := {
	"ko": "이용자 수가 인터넷망 차단 의무의 기준에 미치지 아니한다",
	"en": "Fewer daily users than the duty of internet blocking asks for",
}
