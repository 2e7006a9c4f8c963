"""The homepage's releases: staged whole, shown from their day on, and served with the pages' own restrictions."""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path

import pytest

from closedcircuit.documents.page import CSP
from closedcircuit.fleet import homepage
from closedcircuit.fleet.homepage import ROOT, Held, Wanted
from tests.conftest import clock

FIRST, SECOND, THIRD = (datetime.date(2026, 12, day) for day in (1, 9, 20))
ONE = {"index.html": b"one", "ko/index.html": "하나".encode(), "ko/policy.pdf": bytes(range(256))}
TWO = {**ONE, "index.html": b"two", "archive/2026-12-09/ko/index.html": b"2"}


def wanted(today: datetime.date = FIRST, **releases: dict[str, bytes]) -> Wanted:
    days = {"first": FIRST, "second": SECOND, "third": THIRD}
    return Wanted({days[name]: files for name, files in (releases or {"first": ONE, "second": TWO}).items()}, today)


class Host:
    """A host that is a folder of this machine: scripts run as they are, under another root."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "srv"
        self.folder = folder
        (folder / "turn").write_text(homepage.turn_script(str(self.root), "Asia/Seoul"))
        (folder / "turn").chmod(0o755)

    def run(self, script: str, moment: str = "2026-12-01 12:00:00") -> str:
        for here, there in ((ROOT, self.root), (homepage.TURN, self.folder / "turn"), ("/root/", f"{self.folder}/")):
            script = script.replace(here, str(there))
        done = subprocess.run(
            ["sh", "-c", script],
            env=clock(moment, "Asia/Seoul"),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def held(self) -> Held:
        return homepage.parse(self.run(homepage.read_script()).splitlines())

    def deploy(self, what: Wanted, moment: str = "2026-12-01 12:00:00") -> str:
        held = self.held()
        found = homepage.difference(what, held)
        if found:
            for name, files in what.missing(held).items():
                (self.folder / Path(homepage.incoming(name)).name).write_bytes(homepage.packed(files))
            self.run(homepage.script(what, held), moment)
        return found


@pytest.fixture
def host(tmp_path: Path) -> Host:
    if os.geteuid() != 0:
        pytest.skip("files of root's: run it as root")
    return Host(tmp_path)


def test_a_bare_host_gets_every_release_and_the_second_run_changes_nothing(host: Host) -> None:
    assert host.held() == Held()
    found = host.deploy(wanted())
    names = [homepage.tree_name(files) for files in (ONE, TWO)]
    assert found.splitlines() == [
        f"+tree {names[0][:12]}, 3 files",
        f"+tree {names[1][:12]}, 4 files",
        f"+release 2026-12-01 {names[0][:12]}",
        f"+release 2026-12-09 {names[1][:12]}",
        "+current 2026-12-01",
    ]
    assert host.held() == Held(frozenset(names), dict(wanted().names), "2026-12-01")
    assert host.deploy(wanted()) == ""
    for path, content in ONE.items():
        assert (host.root / "current" / path).read_bytes() == content
    assert sorted(path.name for path in (host.root / "trees").iterdir()) == sorted(names)
    assert list(host.folder.glob("*.gz")) == []


@pytest.mark.parametrize(
    ("moment", "shows"),
    [
        ("2026-12-08 23:59:59", "2026-12-01"),
        ("2026-12-09 00:00:00", "2026-12-09"),
        ("2027-03-01 08:00:00", "2026-12-09"),
    ],
)
def test_a_release_shows_from_midnight_of_its_day_on_also_after_a_missed_one(
    host: Host, moment: str, shows: str
) -> None:
    host.deploy(wanted())
    host.run(homepage.TURN, moment)
    assert host.held().current == shows
    missed = homepage.difference(wanted(SECOND), Held(*vars(host.held()).values()))
    assert missed == ("" if shows == "2026-12-09" else "-current 2026-12-01\n+current 2026-12-09")


def test_a_release_that_was_called_off_goes_before_its_day_and_the_past_stays(host: Host) -> None:
    host.deploy(wanted(first=ONE, second=TWO, third=ONE))
    later = "2026-12-10 09:00:00"
    assert host.deploy(wanted(SECOND, second=TWO), later).splitlines() == [
        "-release 2026-12-20 " + homepage.tree_name(ONE)[:12],
        "-current 2026-12-01",
        "+current 2026-12-09",
    ]
    held = host.held()
    assert sorted(held.releases) == ["2026-12-01", "2026-12-09"]
    assert held.trees == {homepage.tree_name(ONE), homepage.tree_name(TWO)}


@pytest.mark.parametrize(
    "harm",
    [
        lambda tree: (tree / "index.html").write_bytes(b"other"),
        lambda tree: (tree / "ko/index.html").unlink(),
        lambda tree: (tree / "added.html").write_bytes(b"x"),
        lambda tree: (tree / "index.html").chmod(0o666),
        lambda tree: os.chown(tree / "ko", 1000, 0),
        lambda tree: (tree / "link").symlink_to("/etc"),
    ],
)
def test_a_tree_that_was_touched_is_replaced_whole(host: Host, harm: object) -> None:
    host.deploy(wanted())
    name = homepage.tree_name(ONE)
    harm(host.root / "trees" / name)  # type: ignore[operator]
    assert host.deploy(wanted()) == f"+tree {name[:12]}, 3 files"
    assert host.deploy(wanted()) == ""


def test_an_archive_that_was_changed_on_its_way_is_not_taken(host: Host) -> None:
    what = wanted(first=ONE)
    name = homepage.tree_name(ONE)
    (host.folder / Path(homepage.incoming(name)).name).write_bytes(homepage.packed(TWO))
    with pytest.raises(AssertionError, match="is not what was sent"):
        host.run(homepage.script(what, Held()))
    assert host.held() == Held()


def test_a_zone_that_the_host_does_not_know_moves_nothing(host: Host) -> None:
    host.deploy(wanted())
    (host.folder / "turn").write_text(homepage.turn_script(str(host.root), "Asia/Seoull"))
    with pytest.raises(AssertionError, match="is not installed"):
        host.run(homepage.TURN, "2026-12-10 00:00:00")
    assert host.held().current == "2026-12-01"


def test_the_server_and_the_pages_set_one_policy() -> None:
    assert f'add_header Content-Security-Policy "{CSP}; frame-ancestors' in homepage.server_config("/x", "/cctv/")
