package rules.gov.gov_08_test

import data.rules.gov.gov_08

_parameters := {
	"policy_languages": ["ko", "en"],
	"observed_max_age_days": 2,
	"stale_terms": [`(^|[^형\s])\s*영상정보처리기기`, `(?i)image\s+information(\s+processing)?\s+devices?`],
	"current_terms": ["고정형 영상정보처리기기"],
}

_declared(text) := {
	"organization": {"id": "example"},
	"policy": {"ground": ["25-1-2"], "purposes": {"p": {"ko": text}}},
	"sites": {},
}

_input(declared, published) := {
	"today": "2026-12-01",
	"declared": _declared(declared),
	"published": {"fetched": "2026-12-01", "text": {"ko": {"sections": {"devices": published, "people": "-"}}}},
}

test_current_terms_pass if {
	every text in ["범죄 예방", "고정형 영상정보처리기기", "고정형영상정보처리기기", "또는 이동형  영상정보처리기기의 운영", "CCTV"] {
		count(gov_08.deny) == 0 with input as _input(text, text) with data.parameters as _parameters
	}
}

test_stale_term_in_a_declared_text_is_found if {
	gov_08.deny == {{
		"subject": "policy",
		"source": "declared",
		"path": "/policy/purposes/p/ko",
		"expected": ["고정형 영상정보처리기기"],
		"actual": "영상정보처리기기 운영",
	}} with input.declared as _declared("영상정보처리기기 운영") with data.parameters as _parameters
}

test_stale_term_in_the_organization_is_found if {
	some finding in gov_08.deny with data.parameters as _parameters
		with input.declared as {"organization": {"tasks": ["-", "Image information device care"]}, "sites": {}}
	finding.path == "/organization/tasks/1"
}

test_stale_term_in_the_published_text_is_found if {
	gov_08.deny == {{
		"subject": "policy",
		"source": "published",
		"path": "/text/ko/sections/devices",
		"expected": ["고정형 영상정보처리기기"],
		"actual": "a term of the old law",
	}} with input as _input("범죄 예방", "방침\n영상정보처리기기의 수") with data.parameters as _parameters
}

test_stale_term_in_the_text_to_be_published_is_found if {
	declared := object.union(
		_declared("-"),
		{"text": {"ko": {"sections": {"devices": "영상정보처리기기의 수"}, "facts": {}}}},
	)
	gov_08.deny == {{
		"subject": "policy",
		"source": "declared",
		"path": "/text/ko/sections/devices",
		"expected": ["고정형 영상정보처리기기"],
		"actual": "a term of the old law",
	}} with input as {"today": "2026-12-01", "declared": declared} with data.parameters as _parameters
}

test_every_way_to_write_a_stale_term_is_found if {
	every text in ["당사 영상정보처리기기", "Policy for Image Information Processing Devices", "an image\ninformation device"] {
		count(gov_08.deny) == 1 with input.declared as _declared(text) with data.parameters as _parameters
	}
}

test_missing_or_stale_published_text_is_unknown if {
	every published in [
		{},
		{"fetched": "2026-12-01"},
		{"fetched": "2026-12-01", "text": {}},
		{"fetched": "2026-11-28", "text": {"ko": {"sections": {"devices": "영상정보처리기기"}}}},
	] {
		document := {"today": "2026-12-01", "declared": _declared("-"), "published": published}
		unknown := gov_08.unknown with input as document with data.parameters as _parameters
		unknown == {{"subject": "policy", "source": "published", "path": "/text"}}
		count(gov_08.deny) == 0 with input as document with data.parameters as _parameters
	}
}

test_missing_published_evidence_is_unknown if {
	count(gov_08.unknown) == 1 with input.declared as _declared("-")
}

test_published_text_is_known if {
	count(gov_08.unknown) == 0 with input as _input("-", "방침") with data.parameters as _parameters
}

test_policy_is_looked_at if {
	gov_08.subjects == {"policy"} with input.declared as _declared("-")
}

test_query_of_a_site_is_left_alone if {
	declared := {"site": {"id": "s"}, "policy": {"purposes": {"p": {"ko": "영상정보처리기기"}}}}
	site := object.union(object.remove(_input("-", "영상정보처리기기"), ["declared"]), {"declared": declared})
	count(gov_08.subjects) == 0 with input as site
	count(gov_08.deny) == 0 with input as site with data.parameters as _parameters
	count(gov_08.unknown) == 0 with input as site with data.parameters as _parameters
}
