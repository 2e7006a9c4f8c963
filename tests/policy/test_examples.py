"""The good and bad examples beside each rule: what the documentation shows is what the rule does."""

from __future__ import annotations

import datetime

import pytest

from closedcircuit import controls, examples, yamlfile
from closedcircuit.engine import modules
from closedcircuit.engine.bundle import Package
from closedcircuit.engine.embedded import EmbeddedEngine
from tests.conftest import REPOSITORY, TODAY

POLICIES = REPOSITORY / "policies"
EXAMPLES = examples.load([POLICIES])
NOWHERE = yamlfile.parse(b"{}", "inventory/policy.yaml")


@pytest.fixture(scope="module")
def engine() -> EmbeddedEngine:
    law = controls.load((POLICIES,), "kr", datetime.date.fromisoformat(TODAY), {}, NOWHERE)
    return EmbeddedEngine(Package(modules((POLICIES,)), law.parameters, law.law))


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_what_the_rule_does(engine: EmbeddedEngine, name: str) -> None:
    cases = EXAMPLES[name]
    documents = [case.document(TODAY) for case in (*cases.good, *cases.bad)]
    answers = [answer[f"CCTV-{name}"] for answer in engine.evaluate(documents)]
    for case, answer in zip(cases.good, answers[: len(cases.good)], strict=True):
        assert answer.subjects, case.about
        assert not answer.deny, case.about
        assert not answer.unknown, case.about
    for case, answer in zip(cases.bad, answers[len(cases.good) :], strict=True):
        assert case.finding
        assert {"source": "declared"} | case.finding in [dict(finding) for finding in answer.deny], case.about


def test_every_rule_has_examples() -> None:
    rules = {path.stem for path in POLICIES.glob("rules/*/*.rego") if not path.name.endswith("_test.rego")}
    assert {name.lower().replace("-", "_") for name in EXAMPLES} == rules
