"""Published versions: frozen whole, verified on every read, chained, and asked for a day."""

from __future__ import annotations

import datetime
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from closedcircuit import inventory
from closedcircuit.documents.freeze import Edition, freeze
from closedcircuit.documents.published import FOLDER, Approval, History, digest, load
from closedcircuit.errors import InputError, Refusal
from closedcircuit.model import Label
from tests.conftest import REPOSITORY
from tests.unit.documents.conftest import NOTICES, seen

FIRST, SECOND, THIRD = (datetime.date(2026, 12, 1), datetime.date(2027, 3, 1), datetime.date(2027, 6, 1))
REASON = Label("보관기간 단축", "Shorter retention")


def edition(number="1.0", effective=FIRST, posted=None, **files):
    content = {f"{path}.html": text.encode() for path, text in files.items()} or {"ko/index.html": number.encode()}
    content |= NOTICES if posted else {}
    return Edition(number, effective, posted, REASON, content)


def withdraw(root, folder):
    text = "date: 2027-02-01\nreason: {ko: 보류, en: Put off}\n"
    (root / FOLDER / folder / "withdrawn.yaml").write_text(text, "utf-8")


@pytest.fixture
def two(tmp_path):
    freeze(tmp_path, edition())
    freeze(tmp_path, edition("1.1", SECOND, datetime.date(2027, 2, 20)))
    return tmp_path


def contents(root):
    return {path: path.read_bytes() for path in sorted((root / FOLDER).rglob("*")) if path.is_file()}


def test_what_is_frozen_is_read_back(tmp_path):
    approval = Approval("legal", FIRST, digest(b""))
    given = Edition("1.0", FIRST, None, REASON, {"ko/index.html": b"a", "ko/b.pdf": b"\xff"}, approvals=(approval,))
    version = freeze(tmp_path, given)
    assert load(tmp_path).versions == (version,)
    assert (version.number, version.effective, version.posted, version.reason) == ("1.0", FIRST, None, REASON)
    assert version.files == given.files
    assert version.approvals == (approval,)
    assert version.hash == digest((tmp_path / FOLDER / "2026-12-01/version.json").read_bytes())


def test_no_version_yet(tmp_path):
    assert load(tmp_path) == History()
    assert History().in_force(FIRST) is None


def test_the_version_of_a_day(two):
    seen(two, "2027-03-01", "2027-02-20")
    history = load(two)
    one, other = history.versions
    day = datetime.timedelta(1)
    assert history.in_force(FIRST - day) is None
    assert history.in_force(FIRST) == history.in_force(SECOND - day) == one
    assert history.in_force(SECOND) == other
    assert history.public(datetime.date(2027, 2, 19)) == (one,)
    assert history.public(datetime.date(2027, 2, 20)) == (one, other)


@pytest.mark.parametrize(
    "looks",
    [
        [],
        [("2027-02-19", 200), ("2027-02-21", 200)],
        [("2027-02-20", 404)],
        [("2027-02-20", 200), ("2027-02-23", 404), ("2027-02-24", 200)],
    ],
    ids=["never seen", "not on the day", "not there", "gone for a day"],
)
def test_a_version_without_its_notice_does_not_begin(two, looks):
    for day, status in looks:
        seen(two, "2027-03-01", day, status)
    assert load(two).in_force(THIRD).number == "1.0"


def test_a_notice_that_differs_is_no_notice(two):
    seen(two, "2027-03-01", "2027-02-20")
    path = two / FOLDER / "2027-03-01/seen.jsonl"
    path.write_text(path.read_text().replace(digest(NOTICES["en/notice.html"]), digest(b"other")))
    assert load(two).in_force(THIRD).number == "1.0"


def test_after_its_effect_a_notice_may_go(two):
    seen(two, "2027-03-01", "2027-02-20")
    seen(two, "2027-03-01", "2027-03-01", 404)
    assert load(two).in_force(THIRD).number == "1.1"


def test_a_hash_covers_every_version_before(tmp_path):
    hashes = []
    for text in ("a", "b"):
        root = tmp_path / text
        freeze(root, edition(page=text))
        hashes.append(freeze(root, edition("1.1", SECOND)).hash)
    assert hashes[0] != hashes[1]


def test_freezing_again_changes_nothing(two):
    before = contents(two)
    assert freeze(two, edition("1.1", SECOND, datetime.date(2027, 2, 20))) == load(two).versions[1]
    assert contents(two) == before


@pytest.mark.parametrize("late", [edition("1.1", SECOND, page="other"), edition("1.2", datetime.date(2027, 2, 1))])
def test_nothing_is_frozen_over_or_before_what_is_published(two, late):
    before = contents(two)
    with pytest.raises(Refusal, match="published already"):
        freeze(two, late)
    assert contents(two) == before


def test_a_withdrawn_version_keeps_its_folder_and_frees_its_date(two):
    withdraw(two, "2027-03-01")
    assert load(two).in_force(SECOND).number == "1.0"
    again = freeze(two, edition("1.1", SECOND))
    assert again.folder == "2027-03-01.2"
    assert again.predecessor.folder == "2026-12-01"
    assert [version.folder for version in load(two).standing] == ["2026-12-01", "2027-03-01.2"]
    assert freeze(two, edition("1.2", THIRD)).predecessor.folder == "2027-03-01.2"


def flip(root, path):
    file = root / FOLDER / path
    file.write_bytes(file.read_bytes().replace(b"1.0", b"1.9"))


TAMPERED = {
    "a page that was edited": (lambda root: flip(root, "2026-12-01/ko/index.html"), "differs from what was published"),
    "a file that was lost": (lambda root: (root / FOLDER / "2026-12-01/ko/index.html").unlink(), "is gone"),
    "a file that was added": (lambda root: (root / FOLDER / "2026-12-01/b").write_text(""), "no part of the version"),
    "a manifest that was edited": (lambda root: flip(root, "2026-12-01/version.json"), "is another one than"),
    "a version that was deleted": (
        lambda root: (root / FOLDER / "2026-12-01").rename(root / "elsewhere"),
        "its predecessor 2026-12-01 is gone",
    ),
    "a version under another date": (
        lambda root: (root / FOLDER / "2027-03-01").rename(root / FOLDER / "2027-03-02"),
        "holds a version in force from 2027-03-01",
    ),
    "a withdrawal that leaves a successor hanging": (
        lambda root: withdraw(root, "2026-12-01"),
        "follows 2026-12-01, expected none",
    ),
    "a stray folder": (lambda root: (root / FOLDER / "old").mkdir(), "is no version"),
    "a manifest that is no JSON": (
        lambda root: (root / FOLDER / "2027-03-01/version.json").write_text("{"),
        "version.json:",
    ),
    "a sighting that is none": (
        lambda root: (root / FOLDER / "2026-12-01/seen.jsonl").write_text('{"time": 1}\n'),
        "seen.jsonl:1:1: no sighting",
    ),
}


@pytest.mark.parametrize("case", TAMPERED)
def test_what_was_published_is_never_changed_unnoticed(two, case):
    tamper, message = TAMPERED[case]
    load(two)
    tamper(two)
    with pytest.raises(InputError, match=message):
        load(two)


def test_a_path_leads_nowhere_else(tmp_path):
    with pytest.raises(InputError, match="no path"):
        freeze(tmp_path, Edition("1.0", FIRST, None, REASON, {"../../evil": b""}))
    assert [path.name for path in (tmp_path / FOLDER).iterdir() if not path.name.startswith(".")] == []
    assert not (tmp_path / "inventory/evil").exists()


def test_sightings_stand_outside_the_hash(two):
    line = {
        "time": "2027-02-20T09:00:00+09:00",
        "file": "ko/notice.html",
        "url": "https://a.example/",
        "status": 404,
        "hash": None,
    }
    before = load(two).versions[1]
    (two / FOLDER / "2027-03-01/seen.jsonl").write_text(json.dumps(line) + "\n")
    after = load(two).versions[1]
    assert after.hash == before.hash
    assert after.sightings[0].status == 404
    assert after.sightings[0].time.isoformat() == line["time"]


def test_two_runs_at_once(tmp_path):
    freeze(tmp_path, edition())
    holder = "import fcntl, os, sys, time; d = os.open(sys.argv[1], os.O_RDONLY); fcntl.flock(d, fcntl.LOCK_EX);"
    holder += "print(1, flush=True); time.sleep(30)"
    with subprocess.Popen([sys.executable, "-c", holder, tmp_path / FOLDER], stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout.readline()
            with pytest.raises(Refusal, match="another run"):
                freeze(tmp_path, edition("1.1", SECOND))
        finally:
            process.kill()
    assert freeze(tmp_path, edition("1.1", SECOND)).folder == "2027-03-01"


KILLED = """
import datetime, sys
from pathlib import Path
from closedcircuit.documents import freeze, published
from closedcircuit.files import write_bytes
def slow(path, content):
    write_bytes(path, content)
    print(path, flush=True)
    sys.stdin.readline()
freeze.write_bytes = slow
files = {"ko/index.html": b"1", "en/index.html": b"2"}
reason = freeze.Label("보관기간 단축", "Shorter retention")
freeze.freeze(Path(sys.argv[1]), freeze.Edition("1.0", datetime.date(2026, 12, 1), None, reason, files))
print("done", flush=True)
"""


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_run_that_is_killed_leaves_nothing_or_everything(tmp_path, step):
    command = [sys.executable, "-c", KILLED, tmp_path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=REPOSITORY) as process:
        for index in range(step):
            assert process.stdout.readline()
            if index < step - 1:
                process.stdin.write(b"\n")
                process.stdin.flush()
        os.kill(process.pid, signal.SIGKILL)
        process.wait(10)
    assert len(load(tmp_path).versions) == (step == 4)
    files = {"ko/index.html": b"1", "en/index.html": b"2"}
    freeze(tmp_path, Edition("1.0", FIRST, None, REASON, files))
    assert load(tmp_path).versions[0].files == files
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == ["2026-12-01"]


def test_reading_many_versions_is_quick(tmp_path):
    day = FIRST
    for number in range(20):
        freeze(tmp_path, Edition(f"1.{number}", day, None, REASON, {"ko/policy.pdf": bytes(2_000_000)}))
        day += datetime.timedelta(30)
    start = time.monotonic()
    assert len(load(tmp_path).versions) == 20
    assert time.monotonic() - start < 2


def test_the_inventory_leaves_published_versions_alone(root):
    freeze(root, edition("9.0", datetime.date(2030, 1, 1)))
    withdraw(root, "2030-01-01")
    assert inventory.load(root).policy.version == "1.0"


def test_the_published_versions_of_the_example_are_whole():
    load(Path(REPOSITORY))
