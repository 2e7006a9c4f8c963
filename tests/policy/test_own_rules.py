"""A company's own rules stand in its repository beside ours, under the same contract, and shadow none of ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

CONTROL = {
    "statement": {"ko": "사업장 이름을 정한다.", "en": "A site is called as the company calls sites."},
    "rationale": {"ko": "사내 기준이다.", "en": "The company's own standard."},
    "finding": {"ko": "이름이 다르다.", "en": "It is called otherwise."},
    "remediation": {"ko": "이름을 고친다.", "en": "Change the name."},
    "basis": [{"law": "house_rules", "article": "3", "force": "DESIGN"}],
    "subject": "site",
    "scope": "all",
    "gate": "deny",
    "evidence": ["declared"],
    "decided_by": "automated",
    "parameters": ["acme_suffixes"],
    "confidence": "design",
}
LAW = {"name": {"ko": "사내 규정", "en": "House rules"}, "versions": [{"number": {"ko": "제1호", "en": "No. 1"}}]}
NUMBER = {
    "statement": {"ko": "이름의 끝", "en": "Endings of names"},
    "unit": "kinds",
    "values": [{"value": ["terminal"]}],
    "force": "DESIGN",
    "stricter": "none",
}
RULE = """package rules.acme.acme_01

import data.lib

control := "ACME-01"

subjects contains lib.site_subject

deny contains lib.finding(lib.site_subject, "/site/name/en", lib.parameters.acme_suffixes, name) if {
	name := input.declared.site.name.en
	not _ends_well(name)
}

_ends_well(name) if {
	some suffix in lib.parameters.acme_suffixes
	endswith(name, suffix)
}
"""


def _write(root: Path, files: dict[str, object]) -> None:
    for name, content in files.items():
        path = root / "policies" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")


OWN: dict[str, object] = {
    "rules/acme/acme_01.rego": RULE,
    "rules/acme/acme_01_test.rego": "package rules.acme.acme_01_test\n\ntest_nothing if true\n",
    "controls/kr/acme.yaml": {"ACME-01": CONTROL},
    "controls/kr/law.yaml": {"house_rules": LAW},
    "controls/kr/parameters.yaml": {"acme_suffixes": NUMBER},
}


@pytest.mark.parametrize("engine", ["embedded", "opa"])
def test_an_own_rule_is_judged_beside_ours(run: Run, root: Path, engine: str, request: pytest.FixtureRequest) -> None:
    if engine == "opa":
        request.getfixturevalue("opa")
    _write(root, OWN)
    result = run("check", "--root", root, "--format", "json", "--engine", engine)
    own = [entry for entry in json.loads(result.out)["verdicts"] if entry["control"] == "ACME-01"]
    assert {entry["subject"]: entry["status"] for entry in own} == {
        "site/daejeon-hub": "PASS",
        "site/gangneung-terminal": "PASS",
        "site/seoul-hq": "FAIL",
    }
    failed = next(entry for entry in own if entry["status"] == "FAIL")
    assert failed["citation"] == "House rules (No. 1) Art. 3"
    assert failed["file"] == "inventory/sites/seoul-hq/site.yaml"
    assert len(json.loads(result.out)["verdicts"]) > 1000
    assert "House rules" in run("explain", "ACME-01", "--root", root).out


def _shadow(name: str, content: object) -> dict[str, object]:
    return {**OWN, name: content}


SHADOWS = {
    "a control of ours": (
        _shadow("controls/kr/acme.yaml", {"ACME-01": CONTROL, "CCTV-AUD-01": CONTROL}),
        "policies/controls/kr/acme.yaml:1:",
        "CCTV-AUD-01 a second time",
    ),
    "a number of ours": (
        _shadow("controls/kr/parameters.yaml", {"acme_suffixes": NUMBER, "retention_default_days": NUMBER}),
        "policies/controls/kr/parameters.yaml:1:",
        "retention_default_days a second time",
    ),
    "a law of ours": (
        _shadow("controls/kr/law.yaml", {"house_rules": LAW, "act": LAW}),
        "policies/controls/kr/law.yaml:1:",
        "act a second time",
    ),
    "a rule of ours": (
        _shadow("rules/aud/aud_01.rego", RULE.replace("rules.acme.acme_01", "rules.aud.aud_01")),
        "policies/rules/aud/aud_01.rego",
        "the package rules.aud.aud_01 a second time",
    ),
    "the library": (
        _shadow("lib/more.rego", "package lib\n\nis_open(_) := false\n"),
        "policies/lib/more.rego",
        "the package lib a second time",
    ),
    "a package that is no rule": (
        _shadow("rules/acme/other.rego", "package system.authz\n\nallow := true\n"),
        "policies/rules/acme/other.rego",
        "the package system.authz is no rule",
    ),
}


@pytest.mark.parametrize(("files", "place", "message"), SHADOWS.values(), ids=SHADOWS)
def test_what_would_shadow_ours_is_refused(
    run: Run, root: Path, files: dict[str, object], place: str, message: str
) -> None:
    _write(root, files)
    result = run("check", "--root", root)
    assert (result.code, result.out) == (2, "")
    assert place in result.err
    assert message in result.err


def test_an_own_rule_that_claims_a_control_of_ours_breaks_the_run(run: Run, root: Path) -> None:
    _write(
        root, _shadow("rules/acme/acme_02.rego", RULE.replace("acme_01", "acme_02").replace("ACME-01", "CCTV-AUD-01"))
    )
    result = run("check", "--root", root)
    assert (result.code, result.out) == (2, "")
    assert "a policy failed" in result.err


def test_an_own_rule_without_a_control_breaks_the_run(run: Run, root: Path) -> None:
    _write(root, _shadow("controls/kr/acme.yaml", {}))
    result = run("check", "--root", root)
    assert result.code == 2
    assert "a rule decides ACME-01, which is no control" in result.err
