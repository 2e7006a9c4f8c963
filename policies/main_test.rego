package main_test

import data.main

test_every_rule_answers_by_its_control if {
	count(main.report) > 0 with input as {"today": "2026-12-01", "declared": {"site": {"id": "s"}}}
	every control, answer in main.report {
		startswith(control, "CCTV-")
		object.keys(answer) == {"subjects", "deny", "unknown", "not_applicable"}
	}
}

test_what_a_rule_does_not_say_is_empty if {
	report := main.report with input.declared as {"site": {"id": "s"}, "cameras": {}}
	report["CCTV-AUD-01"] == {"subjects": set(), "deny": set(), "unknown": set(), "not_applicable": set()}
}

test_findings_stand_under_their_control if {
	report := main.report with input.declared as {"site": {"id": "s"}, "cameras": {"c": {"audio": true}}}
	some finding in report["CCTV-AUD-01"].deny
	finding.path == "/cameras/c/audio"
}
