package rules.prv.prv_02_test

import data.lib
import data.rules.prv.prv_02

_parameters := {
	"observed_max_age_days": 2,
	"private_recipients": ["company", "person"],
	"grounds_without_article": ["18-2-1", "18-2-3"],
}

_input(entries) := {
	"today": "2026-12-01",
	"declared": {"site": {"id": "s"}},
	"observed": {"ledger_seen": "2026-11-30", "ledger": entries},
}

_police := {
	"kind": "provide",
	"recipient": "authority",
	"basis": "18-2-2",
	"document": "DOC-1",
	"provision": "Act Art 1",
}

_document := lib.finding_observed("site/s", "/ledger/e/document", "the number of the letter, warrant or order", null)

_provision := lib.finding_observed("site/s", "/ledger/e/provision", "the law and the article relied on", null)

test_a_letter_with_its_article_passes if {
	urgent := object.union(object.remove(_police, ["provision"]), {"basis": "18-2-3"})
	every entry in [_police, urgent] {
		document := _input({"e": entry})
		count(prv_02.deny | prv_02.unknown) == 0 with input as document with data.parameters as _parameters
		count(prv_02.not_applicable) == 0 with input as document with data.parameters as _parameters
	}
}

test_an_authority_without_a_letter_is_found if {
	document := _input({"e": object.remove(_police, ["document"])})
	prv_02.deny == {_document} with input as document with data.parameters as _parameters
}

test_a_letter_without_an_article_is_found if {
	every gone in [["provision"], ["provision", "basis"]] {
		document := _input({"e": object.remove(_police, gone)})
		prv_02.deny == {_provision} with input as document with data.parameters as _parameters
	}
}

test_a_recipient_of_whom_nothing_is_said_counts if {
	every entry in [{"kind": "provide"}, {}] {
		document := _input({"e": entry})
		prv_02.deny == {_document, _provision} with input as document with data.parameters as _parameters
	}
}

test_where_nothing_went_to_an_authority_nothing_is_asked if {
	every entries in [
		{},
		{"e": {"kind": "provide", "recipient": "company"}},
		{"e": {"kind": "provide", "recipient": "person"}},
		{"e": {"kind": "use"}},
	] {
		left := prv_02.not_applicable with input as _input(entries) with data.parameters as _parameters
		{answer.subject | some answer in left} == {"site/s"}
		count(prv_02.deny | prv_02.unknown) == 0 with input as _input(entries) with data.parameters as _parameters
	}
}

test_what_nobody_knows_is_not_left_out if {
	document := object.union(_input({}), {"today": "2026-12-03"})
	count(prv_02.not_applicable) == 0 with input as document with data.parameters as _parameters
}

test_a_ledger_that_was_not_read_lately_is_unknown if {
	unknown := {lib.unknown("site/s", "observed", "/ledger")}
	read := _input({})
	every document in [
		{"today": "2026-12-01", "declared": read.declared},
		object.union(read, {"today": "2026-12-03"}),
		object.union(read, {"today": "2026-11-29"}),
		{"today": "2026-12-01", "declared": read.declared, "observed": {"ledger_seen": "2026-12-01"}},
		{"today": "2026-12-01", "declared": read.declared, "observed": {"ledger": {}}},
	] {
		prv_02.unknown == unknown with input as document with data.parameters as _parameters
		count(prv_02.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_a_query_across_sites_says_nothing if {
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "observed": {"sites": {}}}
	count(prv_02.subjects | (prv_02.deny | prv_02.unknown)) == 0 with input as document
		with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	prv_02.control == "CCTV-PRV-02"
	prv_02.subjects == {"site/s"} with input as _input({}) with data.parameters as _parameters
}
