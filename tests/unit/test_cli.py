"""The command as a user meets it: help, options before and after, errors, exit codes, nothing half-written."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from closedcircuit.cli import COMMANDS
from closedcircuit.documents.published import FOLDER
from tests.conftest import REPOSITORY, TODAY, Run

Edit = Callable[[str, str, str], int]
SMALL = "sites/gangneung-terminal/site.yaml"


def _process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "closedcircuit", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | environment,
    )


def test_help_names_every_command_with_an_example(run: Run) -> None:
    text = run("--help").out
    for name in COMMANDS:
        assert re.search(rf"^    {name} ", text, re.M), name
        assert f"  closedcircuit {name}" in text
    assert "exit codes: 130 interrupted; 2 " in text


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_shows_examples_that_it_understands(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.code == 0
    assert f"closedcircuit {command}" in result.out.split("examples:")[1]
    assert "--root DIR" in result.out
    assert "--today DATE" in result.out


def test_common_options_stand_before_or_after_the_command(run: Run, root: Path) -> None:
    before = run("--root", root, "check", "--format", "json")
    after = run("check", "--format", "json", "--root", root, "--today", TODAY)
    assert before.out == after.out
    assert json.loads(before.out)["today"] == TODAY
    assert (
        json.loads(run("--today", "2026-12-05", "check", "--root", root, "--format", "json").out)["today"]
        == "2026-12-05"
    )


@pytest.mark.parametrize("date", ["yesterday", "2026-13-01", "01.12.2026", ""])
def test_a_day_that_is_none_is_refused(run: Run, root: Path, date: str) -> None:
    result = run("check", "--root", root, "--today", date)
    assert result.code == 2
    assert "is no date; write it as 2026-12-01" in result.err


def test_an_empty_folder_is_told_what_to_do(run: Run, tmp_path: Path) -> None:
    for command in (["check"], ["build"], ["new", "a"], ["explain", "RET-02"]):
        result = run(*command, "--root", tmp_path)
        assert result.code == 2
        assert "no such folder; run in the repository's folder, or name it by --root" in result.err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_site_is_told_with_the_nearest(run: Run, root: Path) -> None:
    result = run("check", "seoul-hp", "--root", root)
    assert (result.code, result.out) == (2, "")
    assert "did you mean seoul-hq?" in result.err


def test_a_broken_inventory_writes_nothing(run: Run, root: Path, edit: Edit) -> None:
    line = edit(SMALL, "retention: 14d", "retention: fourteen")
    for command in (["check"], ["check", "--format", "json"], ["build"], ["build", "--draft"], ["new", "busan"]):
        result = run(*command, "--root", root)
        assert (result.code, result.out) == (2, "")
        assert f'inventory/{SMALL}:{line}:12: found the text "fourteen"' in result.err
    assert {path.name for path in root.iterdir()} == {"inventory"}


HOSTILE = {
    "markup": '"\\"><script>alert(1)</script>"',
    "template": '"{{7*7}}"',
    "shell": '"$(id)"',
    "SQL": '"\'; DROP TABLE sites"',
    "right-to-left mark": "강릉\u200f터미널",
    "NUL": "강릉\0터미널",
    "line separator": "강릉\u2028터미널",
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_refused_at_its_place(run: Run, root: Path, edit: Edit, name: str) -> None:
    line = edit(SMALL, "ko: 강릉터미널,", f"ko: {name},")
    result = run("build", "--root", root)
    assert (result.code, result.out) == (2, "")
    assert re.match(rf"inventory/{SMALL}:{line}:\d+: ", result.err)
    assert len(result.err.splitlines()) >= 2
    assert not (root / "build").exists()


def test_colour_is_for_terminals_only() -> None:
    assert "\x1b[" not in _process("check", "--root", REPOSITORY, "--today", TODAY).stdout
    assert "\x1b[" in _process("check", "--root", REPOSITORY, "--today", TODAY, FORCE_COLOR="1").stdout
    plain = _process("check", "--root", REPOSITORY, "--today", TODAY, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", plain)


def test_any_locale_prints_korean() -> None:
    for locale in ("C", "POSIX", "C.UTF-8"):
        assert "서울 본사" in _process("check", "--root", REPOSITORY, "--today", TODAY, LC_ALL=locale).stdout


def test_today_is_the_day_in_the_organizations_zone(root: Path) -> None:
    for zone in ("America/Los_Angeles", "Pacific/Kiritimati"):
        report = json.loads(_process("check", "--root", root, "--format", "json", TZ=zone).stdout)
        seoul = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 9 * 3600))
        assert report["today"] == seoul


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    command = f"{sys.executable} -m closedcircuit check --root {REPOSITORY} --today {TODAY} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.startswith("Check of ")
    assert "Traceback" not in done.stderr


def test_interrupted_is_130(root: Path) -> None:
    # Copies of the largest site keep it busy until the signal comes.
    for number in range(200):
        place = root / f"inventory/sites/site-{number}"
        place.mkdir()
        for name in ("site.yaml", "cameras.yaml"):
            text = (root / "inventory/sites/daejeon-hub" / name).read_text("utf-8")
            (place / name).write_text(text.replace("id: daejeon-hub", f"id: site-{number}"), "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "closedcircuit", "check", "--root", str(root)],
        stderr=subprocess.PIPE,
        # A shell that starts jobs in the background lets them ignore the signal, and that is inherited.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    time.sleep(2.0)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in errors


# --- explain ---------------------------------------------------------------------------------------------------------


def test_explain_says_force_and_law_as_they_are(run: Run) -> None:
    text = run("explain", "RET-02", "--root", REPOSITORY).out
    assert "GL, guideline, kept as company policy" in text
    assert "Standard Personal Information Protection Guidelines (Notice No. 2025-4) Art. 41(2)" in text
    assert "retention_default_days = 30" in text
    assert "illegal" not in text
    assert "CCTV-RET-02" in text.splitlines()[0]


def test_explain_knows_the_company_s_own_numbers(run: Run, root: Path, edit: Edit) -> None:
    path = root / "inventory/policy.yaml"
    path.write_text(path.read_text("utf-8") + "\nparameters:\n  access_people_max: 4\n", "utf-8")
    assert "access_people_max = 4" in run("explain", "cctv-mgr-05", "--root", root).out
    assert run("check", "--root", root).code == 0  # five people at the hub: a control of gate warn
    assert "found 5, expected" in run("check", "--root", root).out


def test_explain_of_an_unknown_control_names_the_nearest(run: Run) -> None:
    result = run("explain", "CCTV-REET-02", "--root", REPOSITORY)
    assert result.code == 2
    assert "did you mean CCTV-RET-02?" in result.err


# --- new -------------------------------------------------------------------------------------------------------------


def test_a_new_site_is_planned_and_checks_with_exit_0(run: Run, root: Path) -> None:
    assert run("new", "busan-terminal", "--root", root).code == 0
    result = run("check", "busan-terminal", "--root", root, "--format", "json")
    assert result.code == 0
    report = json.loads(result.out)
    assert not [entry for entry in report["verdicts"] if entry["status"] == "FAIL" and entry["gate"] == "deny"]
    # What a person must still find out is said, not made up.
    failed = {entry["control"] for entry in report["verdicts"] if entry["status"] == "FAIL"}
    assert failed == {"CCTV-MGR-02", "CCTV-PUR-03"}
    assert run("build", "--root", root).code == 0
    assert "busan" not in (root / "build/site/ko/index.html").read_text("utf-8")


def test_new_sites_get_networks_of_their_own(run: Run, root: Path) -> None:
    for site in ("a", "b"):
        assert run("new", site, "--root", root).code == 0
    networks = [
        set(re.findall(r"(?<![\d.])10\.\d+", (root / f"inventory/sites/{site}/site.yaml").read_text("utf-8")))
        for site in ("a", "b")
    ]
    assert networks == [{"10.44"}, {"10.45"}]


@pytest.mark.parametrize("site", ["../evil", "Busan", "a b", "", ".", "a/b", "x" * 65, "부산", "$(id)"])
def test_a_name_that_is_no_id_is_refused(run: Run, root: Path, site: str) -> None:
    before = sorted(root.rglob("*"))
    result = run("new", site, "--root", root)
    assert result.code == 2
    assert "no identifier" in result.err
    assert sorted(root.rglob("*")) == before


def test_a_site_that_exists_is_left_alone(run: Run, root: Path) -> None:
    path = root / f"inventory/{SMALL}"
    before = path.read_bytes()
    result = run("new", "gangneung-terminal", "--root", root)
    assert result.code == 1
    assert "exists already" in result.err
    assert path.read_bytes() == before


# --- build -----------------------------------------------------------------------------------------------------------


def test_build_renders_both_languages_the_same_bytes_every_time(run: Run, root: Path, tmp_path: Path) -> None:
    assert run("build", "--root", root).code == 0
    first = {path.relative_to(root): path.read_bytes() for path in (root / "build").rglob("*") if path.is_file()}
    assert {str(path) for path in first} >= {"build/site/ko/index.html", "build/site/en/index.html"}
    other = tmp_path / "elsewhere"
    assert _process("build", "--root", root, "--out", other, "--today", TODAY, TZ="UTC", LC_ALL="C").returncode == 0
    again = {Path("build") / path.relative_to(other): path.read_bytes() for path in other.rglob("*") if path.is_file()}
    assert first == again


def test_a_first_version_is_not_built_from_a_failing_fact_and_nothing_is_written(
    run: Run, root: Path, edit: Edit
) -> None:
    shutil.rmtree(root / FOLDER)
    line = edit(SMALL, "retention: 14d", "retention: 45d")
    result = run("build", "--root", root)
    assert result.code == 1
    assert "CCTV-RET-02" in result.err
    assert f"inventory/{SMALL}:{line}:12" in result.err
    assert not (root / "build").exists()
    assert run("build", "--root", root, "--draft").code == 0
    assert "DRAFT" in (root / "build/site/en/index.html").read_text("utf-8")
    assert "초안" in (root / "build/site/ko/index.html").read_text("utf-8")


def test_build_is_not_stopped_by_a_fault_that_the_policy_does_not_state(run: Run, root: Path, edit: Edit) -> None:
    shutil.rmtree(root / FOLDER)
    edit("sites/gangneung-terminal/cameras.yaml", "hidden: false", "hidden: true")
    assert run("check", "--root", root).code == 1
    assert run("build", "--root", root).code == 0


def test_a_company_s_own_wording_outweighs_ours(run: Run, root: Path) -> None:
    shutil.rmtree(root / FOLDER)
    own = root / "templates/policy"
    own.mkdir(parents=True)
    for language in ("ko", "en"):
        text = (REPOSITORY / f"templates/policy/{language}.md").read_text("utf-8")
        (own / f"{language}.md").write_text(
            text.replace("Print-outs are shredded or burnt.", "Print-outs are burnt."), "utf-8"
        )
    assert run("build", "--root", root).code == 0
    assert "Print-outs are burnt." in (root / "build/site/en/index.html").read_text("utf-8")
