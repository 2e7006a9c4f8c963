"""Units say what they should, whatever a value holds, and systemd itself finds no fault with them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from closedcircuit.errors import ToolError
from closedcircuit.fleet import systemd

UNITS = (
    "keeper-prepare.service",
    "keeper-erase.service",
    "keeper-erase.timer",
    "keeper-logs.service",
    "keeper-logs.path",
    "keeper-logs.timer",
)
VALUES: dict[str, Any] = {
    "python": "/usr/bin/python3",
    "program": "/usr/lib",
    "config": "/etc/keeper.json",
    "store": "/srv/footage",
    "holds": "/srv/holds",
    "state": "/var/lib/keeper",
    "previews": ["/var/cache/zoneminder"],
    "devices": ["/dev/disk/by-id/ata-EXAMPLE-part1"],
    "before": ["zoneminder.service"],
    "watched": ["/etc/group"],
}


def test_a_unit_is_the_same_each_time_and_names_what_it_is_told() -> None:
    unit = systemd.render("keeper-erase.service", **VALUES)
    assert unit == systemd.render("keeper-erase.service", **VALUES)
    assert "ExecStart=/usr/bin/python3 -m keeper --config /etc/keeper.json erase\n" in unit
    assert "ReadWritePaths=/srv/footage /srv/holds /var/lib/keeper -/run/chrony -/var/cache/zoneminder\n" in unit
    assert "DeviceAllow=/dev/disk/by-id/ata-EXAMPLE-part1 rw\n" in unit


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("/srv/a b", '"/srv/a b"'),
        ("/srv/%h", '"/srv/%%h"'),
        ("$(reboot)", '"$$(reboot)"'),
        ('x" y', '"x\\" y"'),
        ("a\\b", '"a\\\\b"'),
        ("; ExecStart=/bin/sh", '"; ExecStart=/bin/sh"'),
        ("영상", '"영상"'),
    ],
)
def test_a_hostile_value_stays_one_word(value: str, quoted: str) -> None:
    assert systemd.word(value) == quoted
    assert f"--config {quoted} erase\n" in systemd.render("keeper-erase.service", **VALUES | {"config": value})


@pytest.mark.parametrize("value", ["a\nExecStart=/bin/sh", "", "\x1b", None, 7])
def test_what_cannot_be_quoted_is_refused(value: object) -> None:
    with pytest.raises(ToolError, match="a text of one line"):
        systemd.render("keeper-erase.service", **VALUES | {"config": value})


def test_a_value_that_lacks_is_told_of() -> None:
    with pytest.raises(ToolError, match="'store' is undefined"):
        systemd.render("keeper-erase.service", **{key: value for key, value in VALUES.items() if key != "store"})


@pytest.mark.parametrize("hostile", [False, True])
def test_systemd_finds_no_fault(tmp_path: Path, hostile: bool) -> None:
    if not shutil.which("systemd-analyze"):
        if os.environ.get("CI"):
            pytest.fail("systemd-analyze lacks; `make system` brings it")
        pytest.skip("systemd-analyze lacks; `make system` brings it")
    values = VALUES | ({"config": '/etc/$(id) "%n".json', "store": "/srv/foot age"} if hostile else {"before": []})
    for name in UNITS:
        (tmp_path / name).write_text(systemd.render(name, **values))
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(tmp_path / name for name in UNITS)],
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )
    mine = [line for line in verified.stderr.splitlines() if "keeper" in line]
    assert mine == []
    assert verified.returncode == 0, verified.stderr
