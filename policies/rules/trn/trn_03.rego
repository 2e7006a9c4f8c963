# METADATA
# title: Everybody with access has signed
# description: Each account names the signed pledge of confidentiality of its holder.
package rules.trn.trn_03

import data.lib

control := "CCTV-TRN-03"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, path, "the number of the signed pledge", null) if {
	some id, account in input.declared.site.accounts
	lib.absent(account, "pledge")
	path := sprintf("/site/accounts/%s/pledge", [id])
}
