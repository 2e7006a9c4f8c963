"""Components: the difference names everything, the script closes it, and secrets stay hidden."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from closedcircuit.errors import ToolError
from closedcircuit.fleet import reading, shell
from closedcircuit.fleet.component import Component, File, difference, put, script

HOSTILE = "a'b\"c\n$(touch /tmp/owned) `id` \\n\nEND\n@@end\n%s ${x} \u202e한글\n\nno newline at the end"
NOTHING = reading.Reading({}, {}, {}, frozenset(), frozenset(), "bookworm", "")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="files of root's are made; run as root")


def _run(text: str) -> list[str]:
    """The script as a host runs it."""
    done = subprocess.run(
        ["sh", "-c", shell.EVALUATE], input=text, capture_output=True, text=True, timeout=30, check=True
    )
    return done.stdout.splitlines()


def _read(component: Component) -> reading.Reading:
    return reading.parse(_run(reading.script(component.wanted)))


@needs_root
@pytest.mark.parametrize("text", ["", "plain\n", HOSTILE], ids=["empty", "plain", "hostile"])
def test_a_file_arrives_as_it_is_and_then_nothing_differs(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a folder" / "it's $HOME"
    component = Component("test", "Test", files=(File(str(path), text, "640"),))
    actual = _read(component)
    assert difference(component, actual)
    _run("\n".join(["set -eu", *put(component.files[0], str(path))]))
    assert path.read_text("utf-8") == text
    assert path.stat().st_mode & 0o777 == 0o640
    after = _read(component)
    assert after.files[str(path)].text == text
    assert (
        difference(component, after)
        == "+test: applied anew, since no run noted that it had come to the end of just this"
    )


@needs_root
def test_what_is_no_regular_file_is_no_file(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "target")
    (tmp_path / "target").write_text("x\n")
    component = Component("test", "Test", files=(File(str(link), "x\n"),))
    assert str(link) not in _read(component).files


def test_every_kind_of_difference_is_named() -> None:
    component = Component(
        "test",
        "Test",
        packages=("chrony",),
        files=(File("/etc/a", "new\n"),),
        values={"net/ipv4/ip_forward": "0"},
        units=("chrony.service",),
    )
    actual = reading.Reading(
        {"/etc/a": reading.FileState("644", "root:root", "0", "old\n")},
        {"net/ipv4/ip_forward": "1"},
        {"chrony.service": "disabled, inactive"},
        frozenset({"nftables"}),
        frozenset(),
        "bookworm",
        "",
    )
    assert difference(component, actual).splitlines() == [
        "+package chrony",
        "--- /etc/a",
        "+++ /etc/a",
        "@@ -1 +1 @@",
        "-old",
        "+new",
        "-net.ipv4.ip_forward = 1",
        "+net.ipv4.ip_forward = 0",
        "-chrony.service disabled, inactive",
        "+chrony.service enabled, active",
    ]


def test_a_secret_is_neither_in_the_difference_nor_in_the_value_as_printed() -> None:
    component = Component("test", "Test", files=(File("/etc/s", "hunter2", "600", secret=True),))
    assert "hunter2" not in difference(component, NOTHING) + repr(component)
    assert component.wanted.files == ()
    assert "/etc/s" in component.wanted.hashes


def test_an_interrupted_run_is_seen_although_every_file_is_in_place() -> None:
    """The stamp comes last: what was written and never applied is applied by the next run."""
    component = Component("test", "Test", files=(File("/etc/a", "x\n"),), apply=("systemctl reload a",))
    lines = script(component, NOTHING).splitlines()
    assert lines.index("systemctl reload a") < next(i for i, line in enumerate(lines) if component.stamp.path in line)
    changed = Component("test", "Test", files=(File("/etc/a", "x\n"),), apply=("systemctl restart a",))
    assert changed.stamp.text != component.stamp.text


def test_a_host_that_stops_in_the_middle_is_no_reading() -> None:
    with pytest.raises(ToolError, match="stopped answering"):
        reading.parse(["@@packages", "ii nftables"])
