# METADATA
# title: The policy is on the homepage
# description: |
#   The page answers without a login, the front page links to it, and every file is what was built. A policy that is
#   declared to be published in another way is for CCTV-POL-10.
package rules.pol.pol_09

import data.lib

control := "CCTV-POL-09"

subjects contains "policy" if input.declared.sites

deny contains lib.finding_published("policy", path, expected, actual) if {
	_on_homepage
	some key, expected in _wanted
	actual := lib.published_page[key]
	actual != expected
	path := sprintf("/page/%s", [key])
}

deny contains lib.finding_published("policy", path, file.expected, file.hash) if {
	_on_homepage
	some name, file in lib.published_files
	file.same == false
	path := sprintf("/files/%s", [replace(name, "/", "~1")])
}

unknown contains answer if {
	_on_homepage
	some answer in lib.page_unknown({"status", "login", "linked", "same"})
}

not_applicable contains lib.not_applicable("policy", reason) if {
	input.declared.sites
	not _on_homepage
	reason := {
		"ko": "인터넷 홈페이지가 아닌 방법으로 공개하므로 CCTV-POL-10에서 판단한다",
		"en": "Published in another way than on a homepage: CCTV-POL-10 judges it",
	}
}

# Leaving out how it is published never loosens anything.
_on_homepage if {
	input.declared.sites
	not _elsewhere
}

_elsewhere if lib.one_of(input.declared.policy, "publication", lib.parameters.policy_fallbacks)

_wanted := {"status": lib.parameters.policy_page_status, "login": false, "linked": true, "same": true}
