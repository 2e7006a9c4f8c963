"""Each fault that the company must hear of, made in the example, is found by its own control at its own line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from closedcircuit.schema import validator
from tests.conftest import Run

Edit = Callable[[str, str, str], int]
SMALL = "sites/gangneung-terminal/site.yaml"
SMALL_CAMERAS = "sites/gangneung-terminal/cameras.yaml"
SMALL_ATTESTATIONS = "sites/gangneung-terminal/attestations.yaml"
CAMERA = "camera/gangneung-terminal/cam-001"
SITE = "site/gangneung-terminal"
WAIVER = "waiver/daejeon-hub/east-fence-mask"
VIEWING = "zone/gangneung-terminal/viewing"
WAIVERS = "sites/daejeon-hub/waivers.yaml"

FAULTS: dict[str, tuple[str, str, str, str, str]] = {
    "audio on": (SMALL_CAMERAS, "audio: false", "audio: true", "CCTV-AUD-01", CAMERA),
    "audio not said": (SMALL_CAMERAS, "  audio: false\n", "", "CCTV-AUD-01", CAMERA),
    "regime not said": (SMALL_CAMERAS, "  regime: art25_open\n", "", "CCTV-GOV-02", CAMERA),
    "another operator": (SMALL_CAMERAS, "operator: cj-korea-express", "operator: landlord", "CCTV-GOV-05", CAMERA),
    "another purpose": (SMALL_CAMERAS, "[crime-prevention]", "[attendance]", "CCTV-PUR-02", CAMERA),
    "no purpose": (SMALL_CAMERAS, "  purposes: [crime-prevention]\n", "", "CCTV-PUR-02", CAMERA),
    "a ground of another article": (SMALL_CAMERAS, "ground: 25-1-2", "ground: 15-1-6", "CCTV-PUR-01", CAMERA),
    "hidden": (SMALL_CAMERAS, "hidden: false", "hidden: true", "CCTV-PLC-04", CAMERA),
    "no mask": (SMALL_CAMERAS, "hides: public-road", "hides: keypad", "CCTV-PLC-03", CAMERA),
    "no sign": (SMALL_CAMERAS, "  sign: gate\n", "", "CCTV-SIGN-01", CAMERA),
    "changing room": (SMALL, "    kind: gate", "    kind: changing-room", "CCTV-PLC-01", CAMERA),
    "rest room": (SMALL, "    kind: gate", "    kind: rest-room", "CCTV-PLC-02", CAMERA),
    "45 days without reason": (SMALL, "retention: 14d", "retention: 45d", "CCTV-RET-02", SITE),
    "no retention": (SMALL, "retention: 14d\n", "", "CCTV-RET-01", SITE),
    "no days at all": (SMALL, "retention: 14d", "retention: 0d", "CCTV-RET-01", SITE),
    "a channel too many": (SMALL_CAMERAS, "channel: 1", "channel: 9", "CCTV-RET-04", CAMERA),
    "a channel used twice": (SMALL_CAMERAS, "channel: 1", "channel: 2", "CCTV-RET-04", CAMERA),
    "a disk too small": (SMALL, "{size: 6TB", "{size: 3TB", "CCTV-RET-04", CAMERA),
    "no person in charge": (SMALL, "  designated: 2026-03-02\n", "", "CCTV-MGR-01", SITE),
    "twelve people": (SMALL, "count: 1", "count: 12", "CCTV-MGR-05", SITE),
    "no gateway": (SMALL, "role: gateway", "role: viewing", "CCTV-NET-02", SITE),
    "radio": (SMALL, "    kind: viewing", "    wireless: wep\n    kind: viewing", "CCTV-NET-06", VIEWING),
    "one language": (SMALL, "languages: [ko, en]", "languages: [en]", "CCTV-SIGN-07", "sign/gangneung-terminal/gate"),
    "web sign": (SMALL, "mode: flow", "mode: web", "CCTV-SIGN-06", "sign/gangneung-terminal/gate"),
    "no officer": ("organization.yaml", "  designated: 2026-03-02\n", "", "CCTV-GOV-06", "organization"),
    "waiver for years": (WAIVERS, "expiry: 2027-", "expiry: 2029-", "CCTV-GOV-07", WAIVER),
}  # fmt: skip


def _report(run: Run, root: Path, *sites: str) -> dict[str, object]:
    report: dict[str, object] = json.loads(run("check", "--root", root, "--format", "json", *sites).out)
    validator("check").validate(report)
    return report


def _verdicts(run: Run, root: Path) -> list[dict[str, object]]:
    verdicts = _report(run, root)["verdicts"]
    assert isinstance(verdicts, list)
    return verdicts


@pytest.mark.parametrize(("file", "old", "new", "control", "subject"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_by_its_control_at_its_line(
    run: Run, root: Path, edit: Edit, file: str, old: str, new: str, control: str, subject: str
) -> None:
    line = edit(file, old, new)
    failed = [entry for entry in _verdicts(run, root) if entry["status"] == "FAIL" and entry["control"] == control]
    mine = [entry for entry in failed if entry["subject"] == subject]
    assert mine, failed
    found = mine[0]["line"]
    assert isinstance(found, int)
    assert isinstance(mine[0]["column"], int)
    changed = old.split(":")[0].strip()
    if mine[0]["path"] and str(mine[0]["path"]).endswith(f"/{changed}") and new:
        assert (mine[0]["file"], found) == (f"inventory/{file}", line)


def test_a_sign_that_says_another_number_is_found_at_that_number(run: Run, root: Path) -> None:
    path = root / "inventory" / SMALL_ATTESTATIONS
    path.write_text(path.read_text("utf-8").replace("count: 3", "count: 2"), "utf-8")
    failed = [
        entry for entry in _verdicts(run, root) if entry["status"] == "FAIL" and entry["control"] == "CCTV-SIGN-12"
    ]
    assert {entry["subject"] for entry in failed} == {
        f"sign/gangneung-terminal/{sign}" for sign in ("gate", "terminal")
    }
    for entry in failed:
        assert (entry["expected"], entry["actual"]) == (3, 2)
        line, column = entry["line"], entry["column"]
        assert isinstance(line, int)
        assert isinstance(column, int)
        assert path.read_text("utf-8").splitlines()[line - 1][column - 1 :].startswith("2")


def test_disks_too_small_for_the_declared_days_fail_the_check_before_anything_is_observed(
    run: Run, root: Path, edit: Edit
) -> None:
    line = edit(SMALL, "{size: 6TB", "{size: 3TB")
    report = _report(run, root)
    assert report["exit"] == 1
    failed = [entry for entry in _verdicts(run, root) if entry["status"] == "FAIL"]
    assert {entry["control"] for entry in failed} == {"CCTV-RET-04"}
    assert {entry["subject"] for entry in failed} == {f"camera/gangneung-terminal/cam-00{n}" for n in range(1, 6)}
    assert {entry["actual"] for entry in failed} == {"3000 GB"}
    assert {(entry["file"], entry["path"]) for entry in failed} == {
        (f"inventory/{SMALL}", "/site/hosts/recorder/disks")
    }
    assert {entry["line"] for entry in failed} <= {line - 1, line}


def test_two_hops_to_the_internet_are_found_with_the_path(run: Run, root: Path, edit: Edit) -> None:
    out = "  out: {from: management, to: internet, service: https}\n"
    hop = "  hop: {from: cameras, to: management, service: https}\n"
    edit(SMALL, "flows:\n", "flows:\n" + out + hop)
    failed = [
        entry for entry in _verdicts(run, root) if entry["status"] == "FAIL" and entry["control"] == "CCTV-NET-01"
    ]
    cameras = next(entry for entry in failed if entry["subject"] == "zone/gangneung-terminal/cameras")
    assert cameras["actual"] == "cameras -> management -> internet"
    assert cameras["path"] == "/site/flows/out"


def test_the_example_has_no_finding_and_says_what_is_not_known(run: Run, root: Path) -> None:
    report = _report(run, root)
    summary = report["summary"]
    assert isinstance(summary, dict)
    assert (summary["FAIL"], summary["ERROR"], report["exit"]) == (0, 0, 0)
    assert summary["WAIVED"] == 1
    assert summary["UNKNOWN"] > 0
    assert summary["MANUAL"] > 0
    assert report["inventory"] == {"sites": 3, "cameras": 77}


def test_every_entry_has_every_key_and_an_identity_of_its_own(run: Run, root: Path) -> None:
    verdicts = _verdicts(run, root)
    assert len({entry["id"] for entry in verdicts}) == len(verdicts)
    assert len({tuple(entry) for entry in verdicts}) == 1


def test_comments_and_the_order_of_keys_change_no_verdict(run: Run, root: Path) -> None:
    def essence() -> list[str]:
        return [
            json.dumps({key: value for key, value in entry.items() if key not in ("line", "column")}, sort_keys=True)
            for entry in _verdicts(run, root)
        ]

    before = essence()
    for path in (root / "inventory").rglob("*.yaml"):
        lines = path.read_text("utf-8").split("\n")
        path.write_text("\n".join(lines[:1] + ["# more"] * 20 + lines[1:]), "utf-8")
    cameras = root / "inventory" / SMALL_CAMERAS
    text = cameras.read_text("utf-8")
    first = text.index("cam-001:")
    second = text.index("cam-002:")
    # The last camera first: a mapping has no order.
    cameras.write_text(text[:first] + text[second:].rstrip("\n") + "\n" + text[first:second], "utf-8")
    assert sorted(before) == sorted(essence())


def test_the_same_input_gives_the_same_bytes(run: Run, root: Path) -> None:
    assert run("check", "--root", root, "--format", "json").out == run("check", "--root", root, "--format", "json").out


def test_one_site_alone_is_judged_with_the_company(run: Run, root: Path) -> None:
    report = _report(run, root, "seoul-hq")
    assert report["inventory"] == {"sites": 1, "cameras": 12}
    verdicts = report["verdicts"]
    assert isinstance(verdicts, list)
    places = {entry["subject"].split("/")[1] for entry in verdicts if "/" in entry["subject"]}
    assert places == {"seoul-hq"}
    assert any(entry["subject"] == "organization" for entry in verdicts)
