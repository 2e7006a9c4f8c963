"""The good and bad examples beside each rule: what the documentation shows is what the rule does."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from closedcircuit import controls, schema, yamlfile
from closedcircuit.engine import modules
from closedcircuit.engine.bundle import Package
from closedcircuit.engine.embedded import EmbeddedEngine
from tests.conftest import REPOSITORY, TODAY

POLICIES = REPOSITORY / "policies"
EXAMPLES = sorted(POLICIES.glob("rules/*/*.examples.yaml"))
NOWHERE = yamlfile.parse(b"{}", "inventory/policy.yaml")


def load(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The examples of one rule. Raises where they break their schema."""
    document = yamlfile.load(path, path.relative_to(REPOSITORY).as_posix())
    faults = [str(problem) for problem in schema.problems(document, "examples")]
    assert not faults
    data: dict[str, list[dict[str, Any]]] = document.data
    return data


def document(given: dict[str, Any]) -> dict[str, Any]:
    """What an example gives, with what every document has: a day, and a site unless it is about the company."""
    declared = given.get("declared", {})
    if "sites" not in declared:
        declared = declared | {"site": {"id": "s"} | declared.get("site", {})}
    return {"today": TODAY} | given | {"declared": declared}


@pytest.fixture(scope="module")
def engine() -> EmbeddedEngine:
    law = controls.load((POLICIES,), "kr", datetime.date.fromisoformat(TODAY), {}, NOWHERE)
    return EmbeddedEngine(Package(modules((POLICIES,)), law.parameters, law.law))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name.split(".")[0])
def test_examples_are_what_the_rule_does(engine: EmbeddedEngine, path: Path) -> None:
    control = f"CCTV-{path.name.split('.')[0].upper().replace('_', '-')}"
    examples = load(path)
    for case in examples["good"]:
        (answers,) = engine.evaluate([document(case["given"])])
        answer = answers[control]
        assert answer.subjects, case["about"]
        assert not answer.deny, case["about"]
        assert not answer.unknown, case["about"]
    for case in examples["bad"]:
        (answers,) = engine.evaluate([document(case["given"])])
        answer = answers[control]
        assert {"source": "declared"} | case["finding"] in [dict(finding) for finding in answer.deny], case["about"]


def test_every_rule_has_examples() -> None:
    rules = {path.stem for path in POLICIES.glob("rules/*/*.rego") if not path.name.endswith("_test.rego")}
    assert {path.name.split(".")[0] for path in EXAMPLES} == rules
