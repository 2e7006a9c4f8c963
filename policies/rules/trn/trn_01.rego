# METADATA
# title: Everybody with access is trained
# description: Each account names the day of its holder's last training, which is not older than the company allows.
package rules.trn.trn_01

import data.lib

control := "CCTV-TRN-01"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, expected, lib.actual(account, "trained")) if {
	some id, account in input.declared.site.accounts
	not _recently_trained(account)
	path := sprintf("/site/accounts/%s/trained", [id])
	expected := sprintf("at most %d days ago", [lib.parameters.training_max_days])
}

deny contains lib.finding(lib.site_subject, "/site/accounts", expected, null) if {
	_without_accounts
	not _planned
	expected := "the accounts of the people with access, each with the day of training"
}

not_applicable contains lib.not_applicable(lib.site_subject, reason) if {
	_without_accounts
	_planned
	reason := {
		"ko": "설치 예정인 사업장으로서 아직 접근 권한을 받은 사람이 없다",
		"en": "A planned site: nobody has access yet",
	}
}

_recently_trained(account) if {
	days_ago := lib.age(account.trained)
	days_ago >= 0
	days_ago <= lib.parameters.training_max_days
}

_without_accounts if lib.absent(input.declared.site, "accounts")

_planned if input.declared.site.service == "planned"
