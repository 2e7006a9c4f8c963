"""No mutant of a policy survives its tests without a written reason."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.policy import mutants


def _changed() -> list[Path]:
    """Policies that differ from the last commit, or that git does not know yet."""
    command = ["git", "status", "--porcelain", "--untracked-files=all", "policies"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    names = {line[3:].replace("_test.rego", ".rego") for line in done.stdout.splitlines() if line.endswith(".rego")}
    return [path for path in mutants.policies() if path.relative_to(REPOSITORY).as_posix() in names]


def _unexplained(paths: list[Path]) -> list[str]:
    reasons = mutants.excused()
    return [mutant.name for mutant in mutants.hunt(paths)[1] if mutant.name not in reasons]


def test_mutants_of_changed_policies_are_found() -> None:
    assert _unexplained(_changed()) == []


@pytest.mark.slow
def test_mutants_of_all_policies_are_found() -> None:
    count, survivors = mutants.hunt(mutants.policies())
    assert count > 1000
    assert {mutant.name for mutant in survivors} == mutants.excused().keys()


def test_a_weak_test_lets_mutants_live(tmp_path: Path) -> None:
    """The hunt itself: with a test that looks at nothing, the mutants of a rule survive."""
    rule = mutants.POLICIES / "rules/aud/aud_01.rego"
    found = list(mutants.mutants(rule))
    assert {mutant.after.strip() for mutant in found} >= {"not camera.audio != false", "camera.audio == false", ""}
    weak = mutants.POLICIES / "rules/aud/aud_01_test.rego"
    blind = tmp_path / "blind_test.rego"
    blind.write_text("package rules.aud.blind_test\n\nimport data.rules.aud.aud_01\n\ntest_blind if aud_01.control\n")
    sources = {name: text for name, text in mutants.modules((mutants.POLICIES,)).items() if "/rules/" not in name}
    dropped = next(mutant for mutant in found if mutant.after.strip() == "camera.audio == false")
    assert not mutants.survives(dropped, sources, [weak])
    assert mutants.survives(dropped, sources, [blind])
