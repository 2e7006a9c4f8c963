"""Attesting: written with its date and the hash of the facts, and ended by changed facts or a passed period."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from closedcircuit import inventory
from tests.conftest import Run

Edit = Callable[[str, str, str], int]
SITE = "site/gangneung-terminal"
FILE = "inventory/sites/gangneung-terminal/attestations.yaml"


def _status(run: Run, root: Path, control: str, subject: str, *options: str) -> str:
    report = json.loads(run("check", "gangneung-terminal", "--root", root, "--format", "json", *options).out)
    found = {
        entry["status"] for entry in report["verdicts"] if (entry["control"], entry["subject"]) == (control, subject)
    }
    assert len(found) == 1
    return str(found.pop())


def test_an_attestation_makes_a_manual_control_pass_until_its_period_ends(run: Run, root: Path) -> None:
    assert _status(run, root, "CCTV-MGR-02", SITE) == "MANUAL"
    before = (root / FILE).read_text("utf-8")
    result = run("attest", SITE, "CCTV-MGR-02", "--by", "privacy-team", "--document", "DOC-2026-0800", "--root", root)
    assert result.code == 0
    after = (root / FILE).read_text("utf-8")
    assert after.startswith(before.rstrip("\n")), "what stood there stays as it was"
    line = after[: after.index("mgr-02-gangneung-terminal-2026-12-01:")].count("\n") + 1
    assert f"{FILE}:{line}:1" in result.out
    assert _status(run, root, "CCTV-MGR-02", SITE) == "PASS"
    assert _status(run, root, "CCTV-MGR-02", SITE, "--today", "2027-12-01") == "PASS"
    assert _status(run, root, "CCTV-MGR-02", SITE, "--today", "2027-12-02") == "MANUAL"


def test_changed_facts_end_it(run: Run, root: Path, edit: Edit) -> None:
    run("attest", SITE, "CCTV-MGR-02", "--by", "privacy-team", "--root", root)
    edit("sites/gangneung-terminal/site.yaml", "duties: DOC-2026-0402", "duties: DOC-2026-0999")
    assert _status(run, root, "CCTV-MGR-02", SITE) == "MANUAL"


def test_what_was_found_bad_fails(run: Run, root: Path) -> None:
    run("attest", SITE, "CCTV-MGR-02", "--by", "privacy-team", "--result", "bad", "--root", root)
    assert _status(run, root, "CCTV-MGR-02", SITE) == "FAIL"


def test_a_second_one_on_the_same_day_has_an_id_of_its_own(run: Run, root: Path) -> None:
    for _ in range(2):
        assert run("attest", SITE, "CCTV-MGR-02", "--by", "privacy-team", "--root", root).code == 0
    keys = inventory.load(root).data("gangneung-terminal", "attestations")
    assert {"mgr-02-gangneung-terminal-2026-12-01", "mgr-02-gangneung-terminal-2026-12-01-2"} <= set(keys)


def test_the_first_of_a_place_makes_its_file(run: Run, root: Path) -> None:
    (root / FILE).unlink()
    assert run("attest", SITE, "CCTV-MGR-02", "--by", "privacy-team", "--root", root).code == 0
    assert (root / FILE).read_text("utf-8").startswith("# yaml-language-server: $schema=../../../schemas/")
    (root / FILE).write_text("{}\n", "utf-8")
    assert run("attest", SITE, "CCTV-MGR-02", "--by", "privacy-team", "--root", root).code == 0
    assert len(inventory.load(root).data("gangneung-terminal", "attestations")) == 1


def test_a_sign_is_attested_with_what_it_says_and_its_photograph(run: Run, root: Path, tmp_path: Path) -> None:
    (tmp_path / "sign.jpg").write_bytes(b"a picture")
    sign = "sign/gangneung-terminal/gate"
    options = ("--by", "site-manager", "--photo", tmp_path / "sign.jpg", "--root", root, "--today", "2026-12-02")
    assert run("attest", sign, "CCTV-SIGN-12", "--printed", "count=9", "version=1.0", *options).code == 0
    assert _status(run, root, "CCTV-SIGN-12", sign, "--today", "2026-12-02") == "FAIL"
    assert run("attest", sign, "CCTV-SIGN-12", "--printed", "count=3", "version=1.0", *options).code == 0
    written = (root / FILE).read_text("utf-8")
    assert "sha256:" + hashlib.sha256(b"a picture").hexdigest() in written
    assert "a picture" not in written


@pytest.mark.parametrize("note", ['"; rm -rf /', "a: b # c", "{{7*7}}", "line\nbreak", "'quoted'", "\\x41"])
def test_a_hostile_note_is_only_text(run: Run, root: Path, note: str) -> None:
    assert run("attest", SITE, "CCTV-MGR-02", "--by", "privacy-team", "--note", note, "--root", root).code == 0
    entries = inventory.load(root).data("gangneung-terminal", "attestations")
    assert entries["mgr-02-gangneung-terminal-2026-12-01"]["note"] == note


REFUSED = {
    "unknown control": ((SITE, "CCTV-MGR-20", "--by", "x"), "no such control"),
    "unknown subject": (("site/gangneung", "CCTV-MGR-02", "--by", "x"), "allowed: daejeon-hub"),
    "unknown sign": (("sign/gangneung-terminal/gates", "CCTV-SIGN-11", "--by", "x"), "sign/gangneung-terminal/gate?"),
    "a rule decides it": ((SITE, "CCTV-RET-02", "--by", "x"), "needs no attestation"),
    "another kind": (("sign/gangneung-terminal/gate", "CCTV-MGR-02", "--by", "x"), "is about each site"),
    "a person's name": ((SITE, "CCTV-MGR-02", "--by", "Hong Gildong"), "no role"),
    "a line separator": ((SITE, "CCTV-MGR-02", "--by", "x", "--note", "a\u2028b: c"), "U+2028"),
    "no pair": (("sign/gangneung-terminal/gate", "CCTV-SIGN-12", "--by", "x", "--printed", "count"), "KEY=VALUE"),
    "no photograph": ((SITE, "CCTV-MGR-02", "--by", "x", "--photo", "/nowhere.jpg"), "no such file"),
}


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_attested_is_told_and_nothing_is_written(
    run: Run, root: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = (root / FILE).read_bytes()
    result = run("attest", *arguments, "--root", root)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert (root / FILE).read_bytes() == before
