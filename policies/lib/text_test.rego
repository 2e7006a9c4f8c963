package lib_test

import data.lib

_parameters := {"observed_max_age_days": 2, "policy_languages": ["ko"]}

_read(text) := {"today": "2026-12-01", "declared": {"sites": {}}, "published": {"fetched": "2026-11-29", "text": text}}

test_a_language_that_is_due_is_judged_where_it_is_missing if {
	document := {"declared": {"sites": {}, "text": {"en": {"version": "1.0"}}}}
	texts := lib.policy_texts with input as document with data.parameters as _parameters
	texts == {"declared": {"ko": {}, "en": {"version": "1.0"}}}
}

test_no_text_at_all_is_an_empty_one if {
	texts := lib.policy_texts with input as {"declared": {"sites": {}}} with data.parameters as _parameters
	texts == {"declared": {"ko": {}}}
}

test_a_homepage_that_was_read_lately_is_judged_as_it_is if {
	texts := lib.policy_texts with input as _read({"en": {}}) with data.parameters as _parameters
	texts == {"declared": {"ko": {}}, "published": {"en": {}}}
}

test_a_homepage_that_was_read_long_ago_is_as_good_as_none if {
	document := object.union(_read({"en": {}}), {"today": "2026-12-02"})
	texts := lib.policy_texts with input as document with data.parameters as _parameters
	texts == {"declared": {"ko": {}}}
}

test_a_query_of_one_site_has_no_texts if {
	document := object.union(object.remove(_read({"en": {}}), ["declared"]), {"declared": {"site": {"id": "s"}}})
	texts := lib.policy_texts with input as document with data.parameters as _parameters
	texts == {}
}

test_whoever_states_a_fact_states_something_under_its_beginnings if {
	facts := {"sites.s.people.lead.title": {"ko": "장", "en": "Lead"}, "total.places": null, "policy.hours": "24h"}
	document := {"declared": {"sites": {}, "text": {"ko": {"facts": facts}}}}
	groups := lib.stated_groups with input as document with data.parameters as _parameters
	groups == {"declared": {"ko": {"sites", "sites.s", "sites.s.people", "sites.s.people.lead", "policy"}}}
}

test_words_are_found_in_any_case_and_not_within_a_longer_number if {
	every said in ["10일 이내", "Within 10 Days.", "(10일)"] {
		lib.says("10일|10 days", said)
	}
	every said in ["", "110일", "in 210 days", "ten days"] {
		not lib.says("10일|10 days", said)
	}
}

test_a_telephone_number_is_no_part_of_a_longer_one if {
	lib.says("118", "(118)")
	not lib.says("118", "1182")
}

test_what_the_page_does_not_tell_is_unknown if {
	published := {"fetched": "2026-12-01", "page": {"login": false}}
	document := {"today": "2026-12-01", "declared": {"sites": {}}, "published": published}
	partly := lib.page_unknown({"login", "status"}) with input as document with data.parameters as _parameters
	partly == {lib.unknown("policy", "published", "/page/status")}
	old := lib.page_unknown({"login", "status"}) with input as object.union(document, {"today": "2026-12-04"})
		with data.parameters as _parameters
	old == {lib.unknown("policy", "published", "/page")}
}

test_devices_are_counted_in_service_and_by_the_kind_of_place if {
	cameras := {
		"a": {"service": "in-service", "regime": "art25_open"},
		"b": {"service": "in-service"},
		"c": {"service": "in-service", "regime": "art15_nonopen"},
		"d": {"service": "planned", "regime": "art25_open"},
	}
	sites := {
		"hub": {"site": {"service": "in-service"}, "cameras": cameras},
		"new": {"site": {"service": "planned"}, "cameras": cameras},
	}
	counted := lib.device_numbers with input.declared.sites as sites
	counted == {"hub": {"open_devices": 2, "staff_devices": 1}}
}
