"""`closedcircuit signs` as a printer's customer meets it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pdfplumber

from closedcircuit.documents.published import FOLDER
from tests.conftest import REPOSITORY, TODAY, Run

SEOUL = "sites/seoul-hq/site.yaml"
BOTH = ("gangneung-terminal", "seoul-hq")
SMALL = "sites/gangneung-terminal/site.yaml"
OWN = {
    "daejeon-hub": ["north-gate", "south-gate", "perimeter-north", "perimeter-south", "north-yard", "south-yard",
                    "visitor-parking", "office-building"],
    "gangneung-terminal": ["gate", "terminal"],
    "seoul-hq": ["tower", "front-plaza", "rear-entrance", "parking-entrance"],
}  # fmt: skip


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def words(path: Path) -> str:
    with pdfplumber.open(io.BytesIO(path.read_bytes())) as opened:
        return "".join(char["text"] for page in opened.pages for char in page.chars)


def test_every_sign_once_and_a_list_for_every_site(run: Run, root: Path) -> None:
    result = run("signs", "--root", root)
    assert result.code == 0
    wanted = [f"{site}/{name}.pdf" for site, names in OWN.items() for name in [*names, "placement-list"]]
    assert files(root / "build/signs") == sorted(wanted)
    assert result.out.splitlines()[0] == f"Wrote  {root}/build/signs/daejeon-hub/north-gate.pdf"
    assert "... seoul-hq (3 of 3): 5 files" in result.err
    for path in (root / "build/signs").rglob("*.pdf"):
        with pdfplumber.open(path) as opened:
            assert len(opened.pages) == 1 or path.stem.endswith("-list")


def test_the_list_says_which_sign_hangs_where_and_covers_what(run: Run, root: Path) -> None:
    run("signs", "gangneung-terminal", "--root", root)
    said = words(root / "build/signs/gangneung-terminal/placement-list.pdf")
    for part in (
        "gate",
        "정문 기둥",
        "Gate post",
        "400 × 300 mm",
        "전체 3대",
        "구역 2대",
        "cam-001 정문",
        "cam-002",
        "297 × 210 mm",
    ):
        assert part in said, part
    assert "cam-004" not in said


def test_other_sizes_and_formats_have_names_of_their_own(run: Run, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ("--size", "sticker-100x100", "--size", "a4-portrait", "--format", "png", "--format", "svg")
    assert run("signs", "gangneung-terminal", *arguments, "--root", root, "--out", out).code == 0
    assert files(out) == sorted(
        f"gangneung-terminal/{sign}.{size}.{kind}"
        for sign in ("gate", "terminal")
        for size in ("sticker-100x100", "a4-portrait")
        for kind in ("png", "svg")
    )


def test_only_the_signs_of_a_failing_site_are_refused_and_no_old_one_stays(run: Run, root: Path, edit) -> None:
    run("signs", *BOTH, "--root", root)
    line = edit(SMALL, "    place: {ko: 정문 기둥, en: Gate post}\n", "")
    result = run("signs", *BOTH, "--root", root)
    assert result.code == 1
    assert "gangneung-terminal: its signs are not printed" in result.err
    assert f"inventory/sites/gangneung-terminal/site.yaml:{line - 1}:" in result.err
    assert {name.partition("/")[0] for name in files(root / "build/signs")} == {"seoul-hq"}


def test_a_draft_is_always_possible_and_says_so(run: Run, root: Path, edit) -> None:
    edit(SMALL, "    place: {ko: 정문 기둥, en: Gate post}\n", "")
    assert run("signs", "gangneung-terminal", "--draft", "--root", root).code == 0
    for name in ("gate", "terminal", "placement-list"):
        assert "초안 DRAFT" in words(root / f"build/signs/gangneung-terminal/{name}.pdf")


def test_what_does_not_fit_names_the_sign_and_the_other_sites_are_written(run: Run, root: Path, edit) -> None:
    edit(SEOUL, "place: {ko: 정문 회전문 옆 벽,", f"place: {{ko: {'가' * 100},")
    result = run("signs", *BOTH, "--root", root)
    assert result.code == 2
    assert "sign seoul-hq/tower (a3-landscape): its text does not fit in letters of 5 mm" in result.err
    assert {name.partition("/")[0] for name in files(root / "build/signs")} == {"gangneung-terminal"}


def test_a_language_without_words_is_refused_with_its_place(run: Run, root: Path, edit) -> None:
    line = edit(SMALL, "languages: [ko, en]", "languages: [ko, en, vi]")
    result = run("signs", "gangneung-terminal", "--root", root)
    assert result.code == 1
    assert f"inventory/sites/gangneung-terminal/site.yaml:{line}:25: signs have no words in vi" in result.err


def test_a_sign_without_a_size_needs_one(run: Run, root: Path, edit) -> None:
    edit(SMALL, "    size: a4-landscape\n", "")
    result = run("signs", "gangneung-terminal", "--root", root)
    assert (result.code, files(root / "build")) == (1, [])
    assert "the sign terminal names no size; write one, or use --size" in result.err
    assert run("signs", "gangneung-terminal", "--size", "a3-landscape", "--root", root).code == 0


def test_a_planned_site_has_no_signs_but_in_a_draft(run: Run, root: Path, edit) -> None:
    edit(SMALL, "service: in-service", "service: planned")
    shutil.rmtree(root / FOLDER)  # where it is in service
    assert run("signs", "--root", root).code == 0
    assert not (root / "build/signs/gangneung-terminal").exists()
    result = run("signs", "gangneung-terminal", "--root", root)
    assert result.code == 1
    assert "planned; it has no signs until it is put in service" in result.err
    assert run("signs", "gangneung-terminal", "--draft", "--root", root).code == 0
    assert "이 사업장 전체3대" in words(root / "build/signs/gangneung-terminal/gate.pdf")


def test_a_sign_says_what_is_published_until_that_is_revised(run: Run, root: Path, edit) -> None:
    edit(SMALL, "phone: 033-000-0114", "phone: 033-000-0115")
    assert run("check", "gangneung-terminal", "--root", root).code == 1  # the policy states another one
    sign = root / "build/signs/gangneung-terminal/gate.pdf"
    assert run("signs", "gangneung-terminal", "--root", root).code == 0
    assert "033-000-0114" in words(sign)
    assert run("signs", "gangneung-terminal", "--draft", "--root", root).code == 0
    assert "033-000-0115" in words(sign)


def test_wording_without_the_place_leaves_a_code_that_leads_nowhere(run: Run, root: Path) -> None:
    for language in ("ko", "en"):
        text = (REPOSITORY / f"templates/policy/{language}.md").read_text("utf-8")
        own = root / f"templates/policy/{language}.md"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(text.replace("{#{{ place.anchor }}}", "{#row-{{ place.id }}}"), "utf-8")
    result = run("signs", "gangneung-terminal", "--root", root)
    assert result.code == 1
    assert "has no {#devices-at-gangneung-terminal}" in result.err


def test_a_sign_cannot_be_called_as_the_list(run: Run, root: Path, edit) -> None:
    edit(SMALL, "\n  terminal:\n    area: front-entrance", "\n  placement-list:\n    area: front-entrance")
    edit("sites/gangneung-terminal/cameras.yaml", "sign: terminal", "sign: placement-list")
    attested = root / "inventory/sites/gangneung-terminal/attestations.yaml"
    attested.write_text(attested.read_text("utf-8").replace("terminal/terminal", "terminal/placement-list"), "utf-8")
    result = run("signs", "gangneung-terminal", "--root", root)
    assert (result.code, files(root / "build")) == (1, [])
    assert "call it something else" in result.err


def test_the_same_bytes_in_another_place_zone_and_language(run: Run, root: Path, tmp_path: Path) -> None:
    arguments = ("signs", "gangneung-terminal", "--today", TODAY)
    assert run(*arguments, "--root", root, "--out", tmp_path / "one").code == 0
    elsewhere = tmp_path / "다른 곳"
    elsewhere.mkdir()
    subprocess.run(
        [sys.executable, "-m", "closedcircuit", *arguments, "--root", root, "--out", "two"],
        cwd=elsewhere,
        env=os.environ | {"TZ": "America/New_York", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1", "PYTHONHASHSEED": "7"},
        check=True,
        timeout=60,
        capture_output=True,
    )
    made = files(tmp_path / "one")
    assert made == files(elsewhere / "two")
    assert len(made) == 3
    for name in made:
        assert (tmp_path / "one" / name).read_bytes() == (elsewhere / "two" / name).read_bytes(), name


def test_the_pictures_of_the_documentation_are_those_of_today(run: Run, root: Path, tmp_path: Path) -> None:
    """`make docs` writes them anew."""
    assert run("signs", "gangneung-terminal", "--format", "png", "--root", root, "--out", tmp_path / "out").code == 0
    shipped = REPOSITORY / "docs" / "signs"
    assert files(tmp_path / "out") == files(shipped)
    for name in files(shipped):
        assert (tmp_path / "out" / name).read_bytes() == (shipped / name).read_bytes(), name
        assert f"](signs/{name})" in (REPOSITORY / "docs" / "signs.md").read_text("utf-8")
