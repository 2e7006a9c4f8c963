"""The wheel: it carries schemas, policies, templates and deploys, and works in an empty folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, TODAY


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True, timeout=120)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_all_that_a_company_does_not_write_itself(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("schemas", "policies", "templates", "deploys"):
        shipped = [
            path for path in (REPOSITORY / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts
        ]
        assert shipped
        for path in shipped:
            assert f"closedcircuit/_shared/{path.relative_to(REPOSITORY).as_posix()}" in names
    assert not [name for name in names if name.startswith(("inventory", "tests")) or ".pyc" in name]


def test_the_installed_wheel_works_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    site, empty, out = tmp_path / "site", tmp_path / "empty", tmp_path / "out"
    empty.mkdir()
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", site, wheel]
    subprocess.run(install, check=True, timeout=120)
    environment = os.environ | {"PYTHONPATH": str(site)}

    def run(*arguments: str | Path) -> str:
        command = [sys.executable, "-m", "closedcircuit", *arguments]
        done = subprocess.run(
            command, cwd=empty, env=environment, capture_output=True, text=True, check=True, timeout=60
        )
        return done.stdout

    where = [sys.executable, "-c", "import closedcircuit; print(closedcircuit.__file__)"]
    found = subprocess.run(where, cwd=empty, env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.startswith(str(site)), "the wheel must be what runs, not the checkout"
    # A company's own repository: its inventory alone, since the rest comes with the wheel.
    shutil.copytree(REPOSITORY / "inventory", tmp_path / "company/inventory")
    options = ("--root", tmp_path / "company", "--today", TODAY)
    assert "Exit   0" in run("check", *options)
    assert "CCTV-RET-02" in run("explain", "RET-02", *options)
    run("build", *options, "--out", out)
    assert (out / "site/ko/index.html").read_bytes() == _built(tmp_path)
    run("schema", "--out", out / "schemas")
    assert (out / "schemas/site.json").exists()
    assert list(empty.iterdir()) == []


def _built(folder: Path) -> bytes:
    out = folder / "checkout"
    command = [sys.executable, "-m", "closedcircuit", "build", "--root", REPOSITORY, "--today", TODAY, "--out", out]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, timeout=60)
    return (out / "site/ko/index.html").read_bytes()


def test_the_lock_file_has_a_hash_for_everything_and_no_address() -> None:
    text = (REPOSITORY / "requirements.lock").read_text("utf-8")
    entries = [line for line in text.splitlines() if "==" in line and not line.lstrip().startswith("#")]
    assert len(entries) > 20
    assert text.count("--hash=sha256:") >= len(entries)
    assert "://" not in text
    assert "gordon-to-regorus==" in (REPOSITORY / "pyproject.toml").read_text("utf-8")


def test_no_file_names_a_machine_s_path_or_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        if name != "LICENSE" and not name.endswith("go.sum"):
            text = (REPOSITORY / name).read_bytes().decode("utf-8", "replace")
            assert str(REPOSITORY) + "/" not in text, name
