# METADATA
# title: What may be asked for is footage of oneself
# description: |
#   Neither the policy's text nor the homepage offers footage that life, body or property urgently needs, as older
#   templates did, unless a paper decides to keep the wider promise.
package rules.dsr.dsr_10

import data.lib

control := "CCTV-DSR-10"

subjects contains "policy" if input.declared.sites

deny contains finding if {
	not _decided
	some source, texts in lib.policy_texts
	some language, text in texts
	some section in lib.parameters.dsr_procedure_sections
	some pattern in lib.parameters.dsr_wider_scope
	regex.match(pattern, lib.section(text, section))
	finding := lib.text_finding(source, [language, "sections", section], _own, _wider)
}

unknown contains lib.unknown("policy", "published", "/text/ko") if {
	input.declared.sites
	not lib.published_text.ko
}

_decided if lib.present(input.declared.policy.viewing, "wider_scope")

_own := "footage of the person who asks, or a paper as `wider_scope`"

_wider := "footage that life, body or property urgently needs"
