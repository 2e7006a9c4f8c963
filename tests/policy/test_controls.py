"""Controls, rules and numbers belong together: none without its partner, no number outside the data."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from closedcircuit import controls, yamlfile
from closedcircuit.errors import InputError
from tests.conftest import REPOSITORY, TODAY, Run

DAY = datetime.date.fromisoformat(TODAY)
FAMILIES = {
    "GOV": 8,
    "POL": 15,
    "REV": 11,
    "DES": 7,
    "LED": 6,
    "PRV": 5,
    "OUT": 5,
    "PUR": 7,
    "PLC": 5,
    "AUD": 1,
    "PTZ": 3,
    "SIGN": 13,
    "MGR": 6,
    "ACC": 11,
    "LOG": 8,
    "NET": 6,
    "ENC": 6,
    "PHY": 6,
    "OPS": 5,
    "RET": 10,
    "DSR": 13,
    "TRN": 3,
    "LAB": 2,
    "BIO": 3,
    "MOB": 5,
    "XFER": 1,
    "INC": 3,
    "INS": 2,
    "IMG": 1,
    "VEND": 1,
}
"""The families that are built, with the number of controls of each; all of them, not a sample."""
RULES = sorted(path for path in REPOSITORY.glob("policies/rules/*/*.rego") if not path.name.endswith("_test.rego"))
NOWHERE = yamlfile.parse(b"parameters: {}", "inventory/policy.yaml")
FOLDERS = (REPOSITORY / "policies",)


@pytest.fixture(scope="module")
def catalogue() -> controls.Catalogue:
    return controls.load(FOLDERS, "kr", DAY, {}, NOWHERE)


def _strip(source: str) -> str:
    return re.sub(r"#.*", "", source)


def _reads(path: Path) -> set[str]:
    return set(re.findall(r"\bparameters\.(\w+)", _strip(path.read_text("utf-8"))))


def test_every_control_of_every_family_is_there(catalogue: controls.Catalogue) -> None:
    expected = {f"CCTV-{family}-{number:02}" for family, count in FAMILIES.items() for number in range(1, count + 1)}
    assert catalogue.controls.keys() | catalogue.dormant == expected


def test_every_automated_control_has_its_rule_and_every_rule_its_control(catalogue: controls.Catalogue) -> None:
    ruled = {key for key, control in catalogue.controls.items() if control.decided_by in ("automated", "part")}
    found = {}
    for path in RULES:
        match = re.search(r'^control := "([A-Z0-9-]+)"$', path.read_text("utf-8"), re.M)
        assert match, path
        found[match[1]] = path
        # The file is named for its control, so that one finds the other.
        assert f"CCTV-{path.stem.upper().replace('_', '-')}" == match[1]
        assert path.parent.name == path.stem.split("_")[0]
    assert found.keys() == ruled
    assert len(found) == len(RULES)


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_control_lists_what_its_rule_reads(catalogue: controls.Catalogue, path: Path) -> None:
    control = catalogue.controls[f"CCTV-{path.stem.upper().replace('_', '-')}"]
    # What a rule reads by way of the library is listed as well, so the list holds at least the rule's own.
    assert _reads(path) <= set(control.parameters)


def test_every_number_is_read_by_a_rule_or_by_an_attestation(catalogue: controls.Catalogue) -> None:
    read = set().union(*(_reads(path) for path in [*RULES, *REPOSITORY.glob("policies/lib/*.rego")]))
    read |= {control.attestation.period for control in catalogue.controls.values() if control.attestation}
    assert set(catalogue.parameters) - {"law_warning_days"} == read  # that one is read when the catalogue is


@pytest.mark.parametrize("path", [*RULES, *sorted(REPOSITORY.glob("policies/lib/*.rego"))], ids=lambda path: path.stem)
def test_no_threshold_stands_in_a_rule(path: Path) -> None:
    if path.name.endswith("_test.rego"):
        return
    source = re.sub(r'"[^"]*"|`[^`]*`', "", _strip(path.read_text("utf-8")))
    source = re.sub(r"layout_millimetres := \{[^}]*\}", "", source)  # what the names of paper sizes mean
    if path.stem == "date":
        source = source.replace("((24 * 60) * 60) * 1000000000", "")  # a day
    if path.stem == "quantity":
        return  # what prefixes, bytes and days mean
    source = re.sub(r"package [\w.]+|\b\w*_\d+\b", "", source)
    numbers = {int(number) for number in re.findall(r"(?<![\w.])\d+(?![\w.])", source)}
    assert numbers <= {0, 1, 2, 100}, numbers


def test_manual_controls_say_what_is_witnessed_and_for_how_long(catalogue: controls.Catalogue) -> None:
    for control in catalogue.controls.values():
        if control.attestation:
            assert isinstance(catalogue.parameters[control.attestation.period], int), control.id
            assert control.attestation.facts


def test_what_is_no_law_is_never_called_illegal(catalogue: controls.Catalogue) -> None:
    for control in catalogue.controls.values():
        if control.force not in controls.BINDING:
            words = " ".join(
                part
                for label in (control.statement, control.finding, control.rationale)
                for part in (label.en.lower(), label.ko)
            )
            assert not re.search(r"illegal|unlawful|is against the law|불법|위법", words), control.id


def test_wrong_statements_about_the_law_are_not_made(catalogue: controls.Catalogue) -> None:
    everything = " ".join(
        part
        for control in catalogue.controls.values()
        for label in (control.statement, control.finding, control.rationale, control.remediation)
        for part in (label.ko, label.en)
    )
    for wrong in ("statutory maximum of 30", "법정 최대 30일", "10 million won fine"):
        assert wrong not in everything
    assert catalogue.controls["CCTV-RET-02"].force == "GL"
    assert catalogue.controls["CCTV-NET-01"].force == "SELF"
    assert "관리책임자의 성명" not in catalogue.controls["CCTV-SIGN-02"].statement.ko


def test_terms_are_current(catalogue: controls.Catalogue) -> None:
    for control in catalogue.controls.values():
        for label in (control.statement, control.rationale, control.finding, control.remediation):
            text = label.ko.replace("이동형 영상정보처리기기", "")
            if control.id != "CCTV-GOV-08":
                assert not re.search(r"(?<!고정형 )영상정보처리기기", text), f"{control.id}: {text}"


def test_the_day_decides_the_version_of_the_law() -> None:
    later = controls.load(FOLDERS, "kr", datetime.date(2027, 3, 10), {}, NOWHERE)
    before = controls.load(FOLDERS, "kr", datetime.date(2027, 3, 8), {}, NOWHERE)
    assert before.law["act"] == "Act No. 21445 (in force 2026-09-11)"
    assert later.law["act"] == "Act No. 21910 (in force 2027-03-09)"
    assert "Act No. 21910" in later.controls["CCTV-AUD-01"].citation
    assert "Act No. 21445" in before.controls["CCTV-AUD-01"].citation


def test_the_matrix_adds_up_in_every_format(run: Run) -> None:
    data = json.loads(run("controls", "--root", REPOSITORY, "--format", "json").out)
    assert data["total"] == sum(data[kind] for kind in ("automated", "part", "manual", "not_applicable"))
    assert data["total"] == len(data["controls"]) == sum(FAMILIES.values())
    for entry in data["controls"]:
        assert set(entry) == {"id", "decided_by", "force", "evidence", "rule"}
        assert entry["rule"] is None or (REPOSITORY / entry["rule"]).exists()
    assert run("controls", "--root", REPOSITORY).out.splitlines()[-1].split()[-1] == str(data["total"])


def test_the_documentation_is_what_the_controls_say(run: Run, tmp_path: Path) -> None:
    """Written anew by `make docs`."""
    assert run("controls", "--root", REPOSITORY, "--format", "markdown", "--out", tmp_path / "controls.md").code == 0
    made = (tmp_path / "controls.md").read_text("utf-8")
    assert made == (REPOSITORY / "docs/controls.md").read_text("utf-8")
    assert made.count("\n### CCTV-") == sum(FAMILIES.values())


def test_a_coming_version_is_announced_with_what_it_changes() -> None:
    def coming(day: str) -> tuple[controls.Coming, ...]:
        return controls.load(FOLDERS, "kr", datetime.date.fromisoformat(day), {}, NOWHERE).coming

    assert coming("2026-12-08") == ()
    assert coming("2027-03-09") == ()
    (change,) = coming("2026-12-09")
    assert (change.number.en, change.start) == ("Act No. 21910", datetime.date(2027, 3, 9))
    assert change.controls == ()


def test_an_amended_statement_and_a_changed_number_are_named(tmp_path: Path) -> None:
    own = tmp_path / "policies/controls/kr"
    own.mkdir(parents=True)
    entry = json.loads(
        json.dumps(yamlfile.load(REPOSITORY / "policies/controls/kr/aud.yaml", "aud").data["CCTV-AUD-01"])
    )
    amended = entry | {"amendments": [{"from": "2027-03-09", "statement": {"ko": "바뀐 문언", "en": "Changed words"}}]}
    numbered = entry | {
        "parameters": ["own_days"],
        "decided_by": "not_applicable",
        "not_applicable": {"ko": "가", "en": "a"},
    }
    values = [{"value": 1, "until": "2027-03-09"}, {"value": 2, "from": "2027-03-09"}]
    number = {
        "statement": {"ko": "가", "en": "a"},
        "unit": "days",
        "values": values,
        "force": "DESIGN",
        "stricter": "none",
    }
    (own / "own.yaml").write_text(json.dumps({"OWN-A-01": amended, "OWN-A-02": numbered, "OWN-A-03": entry}))
    (own / "parameters.yaml").write_text(json.dumps({"own_days": number}))
    folders = (*FOLDERS, tmp_path / "policies")
    before, after = (
        controls.load(folders, "kr", datetime.date.fromisoformat(day), {}, NOWHERE)
        for day in ("2027-03-01", "2027-03-09")
    )
    assert before.coming[0].controls == ("OWN-A-01", "OWN-A-02")
    assert before.controls["OWN-A-01"].statement.en != "Changed words"
    assert after.controls["OWN-A-01"].statement.en == "Changed words"
    assert (before.parameters["own_days"], after.parameters["own_days"]) == (1, 2)


def test_a_day_before_every_known_version_says_so_and_fails(run: Run) -> None:
    result = run("check", "--today", "2020-01-01", "--root", REPOSITORY)
    assert result.code != 0
    assert "CCTV-GOV-01" in result.out


OVERRIDES: dict[str, tuple[str, Any, str]] = {
    "unknown": ("retention_defalt_days", 20, "no parameter retention_defalt_days"),
    "a list for a number": ("retention_default_days", [1], "found a list"),
    "looser than the law": ("internet_blocking_daily_users", 2000000, "is looser than 1000000, which the law sets"),
    "shorter list than the law's": ("ways_out", ["upnp"], "which the law sets"),
}


@pytest.mark.parametrize(("name", "value", "message"), OVERRIDES.values(), ids=OVERRIDES)
def test_a_company_value_that_cannot_be_is_told_at_its_line(name: str, value: Any, message: str) -> None:
    where = yamlfile.parse(f"parameters:\n  {name}: {value}\n".encode(), "inventory/policy.yaml")
    with pytest.raises(InputError) as caught:
        controls.load(FOLDERS, "kr", DAY, where.data["parameters"], where)
    problem = caught.value.problems[0]
    assert (problem.position.file, problem.position.line) == ("inventory/policy.yaml", 2)
    assert message in problem.message


def test_a_company_may_be_stricter_and_loosen_what_is_no_law() -> None:
    stricter = controls.load(
        FOLDERS, "kr", DAY, {"internet_blocking_daily_users": 500000, "retention_default_days": 40}, NOWHERE
    )
    assert stricter.parameters["internet_blocking_daily_users"] == 500000
    assert stricter.parameters["retention_default_days"] == 40


def test_an_unknown_jurisdiction_is_told() -> None:
    with pytest.raises(InputError, match="no controls of the jurisdiction xx"):
        controls.load(FOLDERS, "xx", DAY, {}, NOWHERE)
