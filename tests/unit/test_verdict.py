"""From answers to verdicts: what no rule looked at is an ERROR, and only a rule or an attestation makes a PASS.

Rules are played by a fake engine, so that each way of lying can be tried.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from closedcircuit import attestations, inventory
from closedcircuit.check import catalogue
from closedcircuit.controls import Catalogue, Control
from closedcircuit.engine import Answer
from closedcircuit.errors import InputError, ToolError
from closedcircuit.verdict import Report, declared_of, judge
from tests.conftest import TODAY

DAY = datetime.date.fromisoformat(TODAY)
SITE = "gangneung-terminal"
AUDIO = "CCTV-AUD-01"
PHOTO = "CCTV-SIGN-11"
Edit = Callable[[str, str, str], int]


class FakeEngine:
    """Answers what it is told to, the same to every query of a site."""

    name = "fake"

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self._answers = answers

    def evaluate(self, documents: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Answer]]:
        return (self._answers if "site" in document["declared"] else {} for document in documents)


def _only(catalogue: Catalogue, *names: str, **changes: Any) -> Catalogue:
    chosen: dict[str, Control] = {name: replace(catalogue.controls[name], **changes) for name in names}
    return replace(catalogue, controls=chosen, dormant=frozenset(catalogue.controls) - chosen.keys())


def _answer(**parts: Any) -> Answer:
    cameras = frozenset(f"camera/{SITE}/cam-00{number}" for number in range(1, 6))
    return Answer(**({"subjects": cameras, "deny": (), "unknown": (), "not_applicable": ()} | parts))


CAMERA = f"camera/{SITE}/cam-001"
FINDING = {"subject": CAMERA, "source": "declared", "path": "/cameras/cam-001/audio", "expected": False, "actual": True}


def _judge(root: Path, names: tuple[str, ...], answers: Mapping[str, Answer], **changes: Any) -> Report:
    loaded = inventory.load(root)
    law = _only(catalogue(loaded, DAY), *names, **changes)
    return judge(loaded, law, FakeEngine(answers), loaded.select([SITE]), DAY)


@pytest.fixture
def bare(root: Path) -> Path:
    """The example without attestations and waivers, which would speak of controls that a test leaves out."""
    for path in [*root.rglob("attestations.yaml"), *root.rglob("waivers.yaml")]:
        path.unlink()
    return root


def _statuses(report: Report) -> dict[str, str]:
    return {verdict.subject: verdict.status for verdict in report.verdicts}


def test_a_subject_that_a_rule_looked_at_and_did_not_deny_passes(bare: Path) -> None:
    report = _judge(bare, (AUDIO,), {AUDIO: _answer()})
    assert set(_statuses(report).values()) == {"PASS"}
    assert len(report.verdicts) == 5
    assert report.exit_code == 0


def test_a_finding_fails_at_its_place(bare: Path) -> None:
    report = _judge(bare, (AUDIO,), {AUDIO: _answer(deny=(FINDING,))})
    failed = next(verdict for verdict in report.verdicts if verdict.status == "FAIL")
    assert failed.subject == CAMERA
    assert failed.position is not None
    line = (bare / failed.position.file).read_text("utf-8").splitlines()[failed.position.line - 1]
    assert line[: failed.position.column - 1] == "  audio: "
    assert report.summary["PASS"] == 4
    assert report.exit_code == 1


@pytest.mark.parametrize("gate", ["warn", "info"])
def test_a_finding_of_a_lower_gate_does_not_stop_a_build(bare: Path, gate: str) -> None:
    assert _judge(bare, (AUDIO,), {AUDIO: _answer(deny=(FINDING,))}, gate=gate).exit_code == 0


def test_a_rule_that_did_not_look_at_a_subject_is_an_error(bare: Path) -> None:
    seen = _answer().subjects - {CAMERA}
    report = _judge(bare, (AUDIO,), {AUDIO: _answer(subjects=seen)})
    assert _statuses(report)[CAMERA] == "ERROR"
    assert report.exit_code == 2


def test_a_rule_that_looked_at_nothing_is_an_error(bare: Path) -> None:
    report = _judge(bare, (AUDIO,), {AUDIO: _answer(subjects=frozenset())})
    assert set(_statuses(report).values()) == {"ERROR"}


def test_a_control_without_a_rule_is_an_error(bare: Path) -> None:
    report = _judge(bare, (AUDIO,), {})
    assert set(_statuses(report).values()) == {"ERROR"}


def test_a_rule_without_a_control_breaks_the_run(bare: Path) -> None:
    with pytest.raises(ToolError, match="CCTV-XXX-99, which is no control"):
        _judge(bare, (AUDIO,), {AUDIO: _answer(), "CCTV-XXX-99": _answer()})


def test_a_subject_that_is_not_there_is_an_error(bare: Path) -> None:
    stranger = {**FINDING, "subject": "camera/elsewhere/cam-001"}
    for said in (_answer(deny=(stranger,)), _answer(subjects=_answer().subjects | {"camera/elsewhere/cam-001"})):
        report = _judge(bare, (AUDIO,), {AUDIO: said})
        assert _statuses(report)["camera/elsewhere/cam-001"] == "ERROR"


def test_missing_evidence_is_unknown_and_never_a_pass(bare: Path) -> None:
    missing = {"subject": CAMERA, "source": "observed", "path": "/hosts/recorder"}
    report = _judge(bare, (AUDIO,), {AUDIO: _answer(unknown=(missing,))})
    verdict = next(verdict for verdict in report.verdicts if verdict.subject == CAMERA)
    assert (verdict.status, verdict.source, verdict.path) == ("UNKNOWN", "observed", "/hosts/recorder")
    assert verdict.position is not None
    assert verdict.position.file == f"inventory/sites/{SITE}/cameras.yaml"
    assert report.exit_code == 0


def test_a_finding_outweighs_missing_evidence_and_exclusion(bare: Path) -> None:
    missing = {"subject": CAMERA, "source": "observed", "path": "/hosts"}
    excluded = {"subject": CAMERA, "reason": {"ko": "가", "en": "a"}}
    report = _judge(bare, (AUDIO,), {AUDIO: _answer(deny=(FINDING,), unknown=(missing,), not_applicable=(excluded,))})
    assert [verdict.status for verdict in report.verdicts if verdict.subject == CAMERA] == ["FAIL"]


def test_what_a_control_does_not_bind_is_no_pass(bare: Path) -> None:
    excluded = {"subject": CAMERA, "reason": {"ko": "가", "en": "not here"}}
    report = _judge(bare, (AUDIO,), {AUDIO: _answer(not_applicable=(excluded,))})
    verdict = next(verdict for verdict in report.verdicts if verdict.subject == CAMERA)
    assert verdict.status == "NOT_APPLICABLE"
    assert verdict.message is not None
    assert verdict.message.en == "not here"


def test_a_control_on_a_kind_that_a_site_lacks_is_not_applicable(bare: Path) -> None:
    report = _judge(bare, ("CCTV-RET-09",), {})
    assert _statuses(report) == {f"site/{SITE}": "NOT_APPLICABLE"}


def test_identities_do_not_move_with_lines(bare: Path) -> None:
    before = _judge(bare, (AUDIO,), {AUDIO: _answer(deny=(FINDING,))})
    path = bare / f"inventory/sites/{SITE}/cameras.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("\ncam-001:", "\n# one more line\n\ncam-001:"), "utf-8")
    after = _judge(bare, (AUDIO,), {AUDIO: _answer(deny=(FINDING,))})
    assert [verdict.id for verdict in before.verdicts] == [verdict.id for verdict in after.verdicts]
    assert before.verdicts[0].position != after.verdicts[0].position


# --- waivers ---------------------------------------------------------------------------------------------------------

WAIVER = """# yaml-language-server: $schema=../../../schemas/waivers.json
one:
  control: CCTV-AUD-01
  subject: {subject}
  reason: the microphone is being taken out
  owner: site-manager
  approver: privacy-officer
  expiry: {expiry}
"""


def _waive(root: Path, expiry: str, subject: str = CAMERA) -> Report:
    path = root / f"inventory/sites/{SITE}/waivers.yaml"
    path.write_text(WAIVER.format(subject=subject, expiry=expiry), "utf-8")
    waiver = f"waiver/{SITE}/one"
    expired = {
        "subject": waiver,
        "source": "declared",
        "path": "/waivers/one/expiry",
        "expected": "later",
        "actual": expiry,
    }
    governed = _answer(subjects=frozenset({waiver}), deny=(expired,) if expiry <= TODAY else ())
    return _judge(root, (AUDIO, "CCTV-GOV-07"), {AUDIO: _answer(deny=(FINDING,)), "CCTV-GOV-07": governed})


def test_a_waiver_holds_while_its_expiry_is_after_today(bare: Path) -> None:
    report = _waive(bare, "2026-12-02")
    verdict = next(verdict for verdict in report.verdicts if verdict.subject == CAMERA)
    assert verdict.status == "WAIVED"
    assert verdict.message is not None
    assert "2026-12-02 by privacy-officer" in verdict.message.en
    assert report.exit_code == 0


def test_a_waiver_that_expires_today_waives_nothing_and_is_loud(bare: Path) -> None:
    report = _waive(bare, TODAY)
    assert _statuses(report)[CAMERA] == "FAIL"
    assert _statuses(report)[f"waiver/{SITE}/one"] == "FAIL"
    assert report.exit_code == 3


def test_a_waiver_that_waives_nothing_is_loud(bare: Path) -> None:
    report = _waive(bare, "2027-01-31", subject=f"camera/{SITE}/cam-002")
    failed = [
        verdict for verdict in report.verdicts if verdict.subject == f"waiver/{SITE}/one" and verdict.status == "FAIL"
    ]
    assert [verdict.path for verdict in failed] == ["/waivers/one"]
    assert report.exit_code == 3


def test_a_waiver_of_a_control_that_does_not_exist_is_a_problem_of_the_input(bare: Path) -> None:
    path = bare / f"inventory/sites/{SITE}/waivers.yaml"
    path.write_text(WAIVER.format(subject=CAMERA, expiry="2027-01-31").replace("AUD-01", "AUD-10"), "utf-8")
    with pytest.raises(InputError, match=rf"{SITE}/waivers.yaml:3:12: no control CCTV-AUD-10"):
        _judge(bare, (AUDIO,), {AUDIO: _answer()})


# --- attestations ----------------------------------------------------------------------------------------------------

SIGN = f"sign/{SITE}/gate"
SIGNS = frozenset({SIGN, f"sign/{SITE}/terminal"})


def _attest(root: Path, **entry: str) -> Report:
    loaded = inventory.load(root)
    law = catalogue(loaded, DAY)
    declared = declared_of(loaded, loaded.sites[SITE])
    facts = attestations.facts_hash(law.controls[PHOTO], SIGN, declared)
    whole = {
        "control": PHOTO,
        "subject": SIGN,
        "date": "2026-11-20",
        "by": "site-manager",
        "result": "good",
        "facts": facts,
    }
    lines = "".join(f"  {key}: {value}\n" for key, value in (whole | entry).items() if value)
    (root / f"inventory/sites/{SITE}/attestations.yaml").write_text("photo:\n" + lines, "utf-8")
    return _judge(root, (PHOTO,), {PHOTO: _answer(subjects=SIGNS)})


def test_what_nobody_attested_is_manual(bare: Path) -> None:
    report = _judge(bare, (PHOTO,), {PHOTO: _answer(subjects=SIGNS)})
    assert set(_statuses(report).values()) == {"MANUAL"}
    assert report.exit_code == 0


def test_a_fresh_attestation_of_the_same_facts_passes_and_says_who_and_when(bare: Path) -> None:
    report = _attest(bare)
    assert _statuses(report) == {SIGN: "PASS", f"sign/{SITE}/terminal": "MANUAL"}
    verdict = report.verdicts[0]
    assert verdict.message is not None
    assert verdict.message.en == "Attested on 2026-11-20 by site-manager"
    assert verdict.path == "/attestations/photo"


def test_an_attestation_of_other_facts_no_longer_counts(bare: Path, edit: Edit) -> None:
    _attest(bare)
    edit(f"sites/{SITE}/site.yaml", "size: board-400x300", "size: a4-landscape")
    report = _judge(bare, (PHOTO,), {PHOTO: _answer(subjects=SIGNS)})
    assert _statuses(report)[SIGN] == "MANUAL"


def test_an_attestation_without_a_hash_does_not_count(bare: Path) -> None:
    report = _attest(bare, facts="")
    assert _statuses(report)[SIGN] == "MANUAL"
    message = report.verdicts[0].message
    assert message is not None
    assert "write facts: sha256:" in message.en


def test_an_attestation_past_its_period_is_manual_again(bare: Path) -> None:
    assert _statuses(_attest(bare, date="2025-11-30"))[SIGN] == "MANUAL"
    assert _statuses(_attest(bare, date="2025-12-01"))[SIGN] == "PASS"


def test_an_attestation_dated_tomorrow_fails_at_its_date(bare: Path) -> None:
    report = _attest(bare, date="2026-12-02")
    verdict = report.verdicts[0]
    assert (verdict.status, verdict.path) == ("FAIL", "/attestations/photo/date")
    assert verdict.position is not None
    assert verdict.position.line == 4


def test_what_was_found_bad_fails(bare: Path) -> None:
    assert _statuses(_attest(bare, result="bad"))[SIGN] == "FAIL"
