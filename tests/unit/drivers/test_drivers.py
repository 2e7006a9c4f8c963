"""Every driver answers the same four questions, of every recorder of the examples, and tells no secret."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from closedcircuit import inventory
from closedcircuit.drivers import Driver, Said, ffmpeg
from closedcircuit.drivers.registry import DRIVERS, of
from closedcircuit.inventory import Inventory
from closedcircuit.model import CameraLogin, Secret
from closedcircuit.recorder import Recorder, recorder
from tests.conftest import REPOSITORY

LOGIN = CameraLogin("reader", Secret("CAMERA_LOGIN"))
SECRETS = {"CAMERA_LOGIN": "hunter2"}
WALK = {
    "cam-001": {
        "oldest": "2026-11-17T00:00:00+09:00",
        "newest": "2026-12-01T11:59:00+09:00",
        "silences": [["2026-11-20T01:00:00+09:00", "2026-11-20T02:00:00+09:00"]],
        "undated": 0,
    },
    "cam-002": {"oldest": None, "newest": None, "silences": [], "undated": 0},
}


@pytest.fixture(scope="module")
def loaded() -> Inventory:
    return inventory.load(REPOSITORY)


@pytest.fixture(scope="module")
def small(loaded: Inventory) -> Recorder:
    """The recorder of the smallest site, whose cameras ask for a login."""
    site = loaded.sites["gangneung-terminal"]
    found = recorder(loaded, site, site.hosts["recorder"])
    return dataclasses.replace(
        found, channels=tuple(dataclasses.replace(channel, login=LOGIN) for channel in found.channels)
    )


@pytest.mark.parametrize("driver", DRIVERS.values(), ids=DRIVERS)
def test_the_four_functions_of_every_driver(driver: Driver, small: Recorder) -> None:
    wanted = driver.desired(small, SECRETS)
    part = driver.apply(wanted)
    assert part.id == "recording"
    assert set(part.files) == set(wanted.files)
    assert (part.units, part.idle, dict(part.states)) == (wanted.started, wanted.idle, dict(wanted.states))
    assert not [file.path for file in part.files if "hunter2" in file.text and not file.secret]
    assert "hunter2" not in part.name + " ".join(part.apply) + part.check + repr(part.states) + driver.ASK
    read = driver.read_back(small, Said((), WALK))
    assert read.people == ({} if driver is ffmpeg else None), "whom another lets in is not known while it says nothing"
    facts = read.recording
    assert facts["cam-001"]["oldest"] == "2026-11-17"
    assert facts["cam-001"]["newest"] == "2026-12-01"
    assert "oldest" not in facts["cam-002"]
    assert "cam-003" not in facts, "nothing was said of it"
    assert all(line.endswith(".") for line in driver.cannot_promise(small))
    subprocess.run(["sh", "-n"], input="\n".join([driver.ASK, *part.apply]), text=True, timeout=10, check=True)


def test_every_recorder_of_the_examples_has_a_driver(loaded: Inventory) -> None:
    for site in loaded.sites.values():
        for host in site.hosts.values():
            if host.role == "recorder":
                found = recorder(loaded, site, host)
                assert of(found) is DRIVERS[found.driver]
                assert len(found.channels) == sum(camera.recorder == host.id for camera in site.cameras.values())


def test_what_is_planned_is_installed_and_not_started(small: Recorder) -> None:
    first, *others = small.channels
    planned = dataclasses.replace(small, channels=(dataclasses.replace(first, live=False), *others))
    wanted = ffmpeg.desired(planned, SECRETS)
    assert wanted.idle == ("closedcircuit-record@cam-001.service",)
    assert "closedcircuit-record@cam-002.service" in wanted.started
    assert "/etc/closedcircuit/recording/cam-001.json" in {file.path for file in wanted.files}


def test_the_stream_is_told_without_its_login(small: Recorder) -> None:
    files = {file.path: file.text for file in ffmpeg.desired(small, SECRETS).files}
    told = json.loads(files["/etc/closedcircuit/recording/cam-001.json"])
    assert told["stream"] == "rtsp://10.43.10.11/"
    assert told["group"] == "/srv/footage/site"
    login = files["/etc/systemd/system/closedcircuit-record@cam-001.service.d/login.conf"]
    assert login == "[Service]\nLoadCredential=login:/etc/closedcircuit/credentials/CAMERA_LOGIN\n"


def test_systemd_finds_no_fault_with_the_unit(small: Recorder, tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        if os.environ.get("CI"):
            pytest.fail("systemd-analyze lacks; `make system` brings it")
        pytest.skip("systemd-analyze lacks; `make system` brings it")
    template = next(file for file in ffmpeg.desired(small, SECRETS).files if file.path.endswith("@.service"))
    unit = tmp_path / "closedcircuit-record@.service"
    unit.write_text(template.text.replace("/usr/local/lib/closedcircuit", "/usr/lib"))
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", unit], capture_output=True, text=True
    )
    assert "closedcircuit-record" not in verified.stderr, verified.stderr
