package rules.log.log_08_test

import data.lib
import data.rules.log.log_08

_parameters := {"personal_data_patterns": ["(^|[^0-9])010-[0-9]{4}-[0-9]{4}($|[^0-9])", "[a-z]+@[a-z.]+"]}

_phone := "a text that matches (^|[^0-9])010-[0-9]{4}-[0-9]{4}($|[^0-9])"

_mail := "a text that matches [a-z]+@[a-z.]+"

_declared(document, content) := object.union({"site": {"id": "s"}}, {document: content})

test_ids_roles_and_landlines_pass if {
	declared := {
		"site": {"id": "s", "responsible": {"phone": "02-3782-0114"}, "accounts": {"g20117": {"role": "guard"}}},
		"cameras": {"c": {"masks": {"m": {"polygon": [[0, 0], [100, 0], [100, 20]]}}, "audio": false}},
	}
	count(log_08.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_mobile_phone_is_found_and_not_repeated if {
	declared := _declared("site", {"id": "s", "responsible": {"phone": "010-1234-5678"}})
	finding := lib.finding("site/s", "/site/responsible/phone", "no personal data", _phone)
	log_08.deny == {finding} with input.declared as declared with data.parameters as _parameters
}

test_text_inside_a_list_is_found if {
	declared := _declared("cameras", {"c": {"purposes": ["safety", "전화 010-1234-5678로"]}})
	finding := lib.finding("site/s", "/cameras/c/purposes/1", "no personal data", _phone)
	log_08.deny == {finding} with input.declared as declared with data.parameters as _parameters
}

test_every_document_is_read if {
	every document in ["organization", "policy", "cameras", "attestations", "waivers"] {
		declared := _declared(document, {"a": {"note": "ask kim@cj.example"}})
		finding := lib.finding("site/s", sprintf("/%s/a/note", [document]), "no personal data", _mail)
		log_08.deny == {finding} with input.declared as declared with data.parameters as _parameters
	}
}

test_key_is_found if {
	declared := _declared("site", {"id": "s", "accounts": {"010-1234-5678": {"role": "guard"}}})
	finding := lib.finding("site/s", "/site/accounts/010-1234-5678", "no personal data", _phone)
	log_08.deny == {finding} with input.declared as declared with data.parameters as _parameters
}

test_key_of_a_text_is_found if {
	declared := _declared("site", {"id": "s", "buildings": {"010-1234-5678": "hall"}})
	finding := lib.finding("site/s", "/site/buildings/010-1234-5678", "no personal data", _phone)
	log_08.deny == {finding} with input.declared as declared with data.parameters as _parameters
}

test_missing_documents_are_nothing_to_find if {
	count(log_08.deny) == 0 with input.declared as {"site": {"id": "s"}} with data.parameters as _parameters
}

test_the_site_is_looked_at if {
	log_08.control == "CCTV-LOG-08"
	log_08.subjects == {"site/s"} with input.declared as {"site": {"id": "s"}}
}

test_a_query_across_sites_is_left_alone if {
	declared := {"sites": {}, "organization": {"a": "010-1234-5678"}}
	count(log_08.subjects | log_08.deny) == 0 with input.declared as declared with data.parameters as _parameters
}

test_pattern_is_found_at_the_edge_of_a_line_and_next_to_any_mark if {
	every text in ["안내\n010-1234-5678", "<010-1234-5678>", "\"010-1234-5678\"", "010-1234-5678\\", "a\t010-1234-5678"] {
		declared := _declared("site", {"id": "s", "note": text})
		finding := lib.finding("site/s", "/site/note", "no personal data", _phone)
		log_08.deny == {finding} with input.declared as declared with data.parameters as _parameters
	}
}

test_anchored_pattern_is_found if {
	declared := _declared("site", {"id": "s", "note": "N-12"})
	finding := lib.finding("site/s", "/site/note", "no personal data", "a text that matches ^N-[0-9]+$")
	log_08.deny == {finding} with input.declared as declared
		with data.parameters as {"personal_data_patterns": ["^N-[0-9]+$"]}
}

test_pattern_with_a_mark_that_json_writes_otherwise_is_found if {
	every text, pattern in {"a<b": "a<b", "say \"b\"": "\"b\"", "c\\d": `c\\d`} {
		declared := _declared("site", {"id": "s", "note": text})
		finding := lib.finding("site/s", "/site/note", "no personal data", sprintf("a text that matches %s", [pattern]))
		log_08.deny == {finding} with input.declared as declared
			with data.parameters as {"personal_data_patterns": [pattern]}
	}
}
