"""Loading an inventory: every problem of every file in one run, each at its place; a typed value out."""

from __future__ import annotations

import ipaddress
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from closedcircuit import inventory, units
from closedcircuit.errors import InputError, Position, ToolError
from tests.conftest import REPOSITORY, Run

Edit = Callable[[str, str, str], int]


@pytest.fixture(scope="module")
def example() -> inventory.Inventory:
    return inventory.load(REPOSITORY)


def _load(root: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        inventory.load(root)
    return [str(problem) for problem in caught.value.problems]


def test_the_example_has_three_places_of_different_size(example: inventory.Inventory) -> None:
    cameras = {site.id: len(site.cameras) for site in example.sites.values()}
    assert cameras["seoul-hq"] == 12
    assert cameras["daejeon-hub"] >= 60
    assert cameras["gangneung-terminal"] == 5
    assert sum(len(site.signs) for site in example.sites.values()) >= 10
    hub = example.sites["daejeon-hub"]
    assert sum(host.role == "recorder" for host in hub.hosts.values()) == 2


def test_the_model_is_typed_and_frozen(example: inventory.Inventory) -> None:
    site = example.sites["seoul-hq"]
    assert site.retention == units.Days(30)
    camera = next(iter(site.cameras.values()))
    assert isinstance(camera.address, ipaddress.IPv4Address)
    assert isinstance(camera.bitrate, int)
    assert camera.bitrate >= 1_000_000
    with pytest.raises(AttributeError):
        site.retention = units.Days(1)  # type: ignore[misc]
    with pytest.raises(TypeError):
        site.cameras["x"] = camera  # type: ignore[index]


def test_counts_are_derived_from_what_is_in_service(root: Path, edit: Edit) -> None:
    before = inventory.load(root).sites["gangneung-terminal"]
    edit("sites/gangneung-terminal/cameras.yaml", "service: in-service", "service: planned")
    after = inventory.load(root).sites["gangneung-terminal"]
    assert before.open_count() + before.staff_count() == 5
    assert (after.open_count(), after.staff_count()) == (before.open_count() - 1, before.staff_count())
    edit("sites/gangneung-terminal/site.yaml", "service: in-service", "service: planned")
    assert inventory.load(root).sites["gangneung-terminal"].filming() == []


def test_no_file_of_the_inventory_holds_a_number_of_cameras() -> None:
    for path in (REPOSITORY / "inventory").rglob("*.yaml"):
        if path.name != "attestations.yaml":  # what a sign on a wall says is a fact of its own
            assert not re.search(r"^\s*(cameras|camera_count|device_count): [0-9]", path.read_text("utf-8"), re.M), path


HUB, SITE, CAMERAS = "daejeon-hub", "sites/daejeon-hub/site.yaml", "sites/daejeon-hub/cameras.yaml"
SMALL = "sites/gangneung-terminal/site.yaml"
SMALL_CAMERAS = "sites/gangneung-terminal/cameras.yaml"
REFERENCES = {
    "camera to area": (SMALL_CAMERAS, "  area: gate", "  area: gaet", "no area gaet", "did you mean gate?"),
    "camera to sign": (SMALL_CAMERAS, "  sign: gate", "  sign: gates", "no sign gates", "did you mean gate?"),
    "camera to recorder": (SMALL_CAMERAS, "recorder: recorder", "recorder: gateway", "no recorder gateway", "recorder"),
    "camera to zone": (SMALL_CAMERAS, "zone: cameras", "zone: viewing", "no zone of kind camera viewing", "cameras"),
    "camera outside": (SMALL_CAMERAS, "10.43.10.11", "10.43.20.99", "lies outside 10.43.10.0/24", "cameras"),
    "camera twice": (SMALL_CAMERAS, "10.43.10.12", "10.43.10.11", "10.43.10.11 a second time", "camera cam-001"),
    "camera and host": (SMALL_CAMERAS, "10.43.10.12", "10.43.10.2", "10.43.10.2 a second time", "host recorder"),
    "host outside": (SMALL, "address: 10.43.30.11", "address: 10.43.20.12", "lies outside 10.43.30.0/24", "viewing"),
    "host twice": (SMALL, "address: 10.43.20.11", "address: 10.43.20.1", "10.43.20.1 a second time", "host gateway"),
    "host to zone": (SMALL, "zone: viewing, address", "zone: veiwing, address", "no zone veiwing", "viewing?"),
    "flow from": (SMALL, "from: hq-management", "from: hq-managment", "no zone hq-managment", "hq-management?"),
    "flow to": (SMALL, "    to: recording", "    to: recordin", "no zone recordin", "did you mean recording?"),
    "zone of the organization": (
        SMALL,
        "  viewing:\n    name",
        "  homepage:\n    name",
        "the zone homepage a second",
        "",
    ),
    "person to role": (SMALL, "role: terminal-manager", "role: manager", "no authorised role manager", "terminal-m"),
    "area to building": (SMALL, "building: terminal", "building: main", "no building main", "terminal"),
    "sign to area": (SMALL, "    area: gate", "    area: gates", "no area gates", "did you mean gate?"),
    "site to processor": (SMALL, "[maintenance-co]", "[maintenance]", "no processor maintenance", "maintenance-co?"),
    "folder and id": (SMALL, "id: gangneung-terminal", "id: gangneung", "in the folder gangneung-terminal", "write id"),
}


@pytest.mark.parametrize(("file", "old", "new", "message", "advice"), REFERENCES.values(), ids=REFERENCES)
def test_a_reference_that_leads_nowhere_is_told_at_its_line(
    root: Path, edit: Edit, file: str, old: str, new: str, message: str, advice: str
) -> None:
    line = edit(file, old, new)
    problems = _load(root)
    mine = [problem for problem in problems if message in problem]
    assert mine, problems
    found = re.match(rf"inventory/{file}:(\d+):\d+: ", mine[0])
    assert found, mine
    assert int(found[1]) - line in range(2)
    assert advice in mine[0]


def test_every_problem_of_every_file_is_told_in_one_run(root: Path, edit: Edit) -> None:
    edit("organization.yaml", "timezone: Asia/Seoul", "timezone: Asia/Soul")
    edit("policy.yaml", "version:", "verson:")
    edit(SMALL, "retention: 14d", "retention: 14")
    edit(SMALL_CAMERAS, "audio: false", "audio: no")
    files = {problem.split(":")[0] for problem in _load(root)}
    assert files == {
        "inventory/organization.yaml",
        "inventory/policy.yaml",
        f"inventory/{SMALL}",
        f"inventory/{SMALL_CAMERAS}",
    }


def test_two_files_that_claim_one_id(root: Path) -> None:
    sites = root / "inventory/sites"
    (sites / "gangneung-two").mkdir()
    for name in ("site.yaml", "cameras.yaml"):
        (sites / "gangneung-two" / name).write_bytes((sites / "gangneung-terminal" / name).read_bytes())
    problems = _load(root)
    assert any("gangneung-two/site.yaml" in p and "gangneung-terminal a second time" in p for p in problems)
    assert any("inventory/sites/gangneung-terminal/site.yaml claims it" in p for p in problems)


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="no such folder; run in the repository's folder"):
        inventory.load(tmp_path)


def test_an_inventory_without_sites(root: Path) -> None:
    (root / "inventory/sites").rename(root / "elsewhere")
    assert any("closedcircuit new SITE" in problem for problem in _load(root))


@pytest.mark.parametrize("name", ["organization.yaml", "policy.yaml", "sites/seoul-hq/site.yaml"])
def test_a_missing_file_and_a_directory_in_its_place(root: Path, name: str) -> None:
    path = root / "inventory" / name
    path.unlink()
    assert any(f"inventory/{name}: no such file" in problem for problem in _load(root))
    path.mkdir()
    assert any(f"inventory/{name}: is a directory" in problem for problem in _load(root))


def test_a_pipe_is_refused_and_not_waited_for(root: Path) -> None:
    path = root / "inventory/policy.yaml"
    path.unlink()
    os.mkfifo(path)
    assert any("is neither a file nor a link to one" in problem for problem in _load(root))


@pytest.mark.parametrize("name", ["inventory/policy.yaml", "inventory/sites/seoul-hq"])
def test_what_cannot_be_read_is_told(name: str) -> None:
    """Without root's rights, which read everything: pytest's own folders are closed to others, so another is made."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(REPOSITORY / "inventory", root / "inventory")
        root.chmod(0o755)
        (root / name).chmod(0)
        user = os.geteuid()
        try:
            if user == 0:
                os.seteuid(65534)
            problems = _load(root)
        finally:
            os.seteuid(user)
            (root / name).chmod(0o755)
    assert any(f"{name}" in problem and "cannot be read: Permission denied" in problem for problem in problems)


def test_a_file_of_no_kind_is_told(root: Path) -> None:
    (root / "inventory/sites/seoul-hq/camera.yaml").write_text("{}\n")
    (root / "inventory/sites/seoul-hq/cameras.yml").write_text("{}\n")
    problems = _load(root)
    assert any("camera.yaml: no kind of inventory file" in p and "cameras.yaml?" in p for p in problems)
    assert any("cameras.yml: is never read" in p for p in problems)


def test_selection_by_id(example: inventory.Inventory) -> None:
    assert [site.id for site in example.select(["seoul-hq"])] == ["seoul-hq"]
    assert len(example.select([])) == 3
    with pytest.raises(InputError, match=r"did you mean seoul-hq\?"):
        example.select(["seoul-qh"])


@pytest.mark.parametrize("name", ["../../etc", "seoul-hq/", "SEOUL-HQ", "", "\x00", "-"])
def test_a_hostile_site_is_no_site(run: Run, name: str) -> None:
    result = run("check", "--", name)
    assert result.code == 2
    assert "no such site" in result.err
    assert not result.out


def test_positions_of_what_rules_point_at(example: inventory.Inventory) -> None:
    lines = (REPOSITORY / "inventory/sites/seoul-hq/site.yaml").read_text("utf-8").splitlines()
    place = example.position("/site/retention", "seoul-hq")
    assert place.file == "inventory/sites/seoul-hq/site.yaml"
    assert lines[place.line - 1][place.column - 1 :] == "30d"
    assert example.position("/sites/seoul-hq/site/retention", None) == place
    assert example.position("/policy/version", None).file == "inventory/policy.yaml"
    assert example.position("/waivers/x", "seoul-hq") == Position("inventory/sites/seoul-hq/waivers.yaml")
