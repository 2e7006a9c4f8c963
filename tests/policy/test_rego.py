"""The policies on both engines: every Rego test holds on the real OPA and on the embedded engine."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
import regorus

from closedcircuit.engine import ENTRY_POINT, modules
from closedcircuit.engine.bundle import Package
from closedcircuit.engine.embedded import EmbeddedEngine
from closedcircuit.errors import ToolError
from tests.conftest import REPOSITORY

POLICIES = REPOSITORY / "policies"
TEST_FILES = sorted(POLICIES.rglob("*_test.rego"))
_PACKAGE = re.compile(r"^package ([\w.]+)$", re.M)
_TEST = re.compile(r"^(test_\w+)\b", re.M)


def _name(path: Path) -> str:
    return path.relative_to(POLICIES).as_posix()


@pytest.mark.parametrize("path", TEST_FILES, ids=_name)
def test_rule_tests_hold_on_the_embedded_engine(path: Path) -> None:
    engine = regorus.Engine()
    for name, source in modules((POLICIES,)).items():
        engine.add_policy(name, source)
    for other in TEST_FILES:
        if other == path or other.parent.name == "lib":
            engine.add_policy(_name(other), other.read_text("utf-8"))
    source = path.read_text("utf-8")
    match = _PACKAGE.search(source)
    assert match
    names = list(dict.fromkeys(_TEST.findall(source)))
    assert names
    for name in names:
        engine.set_input_json("{}")
        reply = json.loads(engine.eval_query_as_json(f"data.{match[1]}.{name}"))
        # Undefined is as bad as false: a test that says nothing proves nothing.
        assert reply.get("result"), f"{name} is undefined"
        assert reply["result"][0]["expressions"][0]["value"] is True, name


def test_rule_tests_hold_on_the_real_opa(opa: Path) -> None:
    done = subprocess.run(
        [opa, "test", "--timeout", "60s", "--ignore", "*.yaml", "--format", "json", "policies"],
        cwd=REPOSITORY,
        capture_output=True,
        check=False,
    )
    results = json.loads(done.stdout)
    failed = [f"{entry['package']}.{entry['name']}" for entry in results if entry.get("fail") or entry.get("error")]
    assert not failed
    assert len(results) == sum(len(set(_TEST.findall(path.read_text("utf-8")))) for path in TEST_FILES)


def test_no_rule_has_a_head_that_may_be_undefined() -> None:
    """The embedded engine drops what follows an undefined head; what may be undefined is bound in the body."""
    for path in POLICIES.rglob("*.rego"):
        assert "contains lib.attestation_" not in path.read_text("utf-8"), path


def test_the_tests_reach_every_line_of_every_policy(opa: Path) -> None:
    command = [opa, "test", "--timeout", "60s", "--ignore", "*.yaml", "--coverage", "policies"]
    report = json.loads(subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True).stdout)
    missed = {
        f"{name}:{part['start']['row']}"
        for name, file in report["files"].items()
        for part in file.get("not_covered", [])
        if not name.endswith("_test.rego")
    }
    assert not missed


def test_every_rule_has_a_test_with_a_field_missing_or_nothing_given() -> None:
    for path in POLICIES.glob("rules/*/*.rego"):
        if not path.name.endswith("_test.rego"):
            test = path.with_name(path.stem + "_test.rego")
            assert test.exists(), test
            assert len(_TEST.findall(test.read_text("utf-8"))) >= 3, test


def test_a_policy_that_does_not_compile_is_an_error_without_a_back_trace() -> None:
    with pytest.raises(ToolError, match=r"a policy failed: (?s:.*)broken\.rego:2:") as caught:
        EmbeddedEngine(Package({"broken.rego": "package main\nreport[x :="}, {}, {}))
    assert "backtrace" not in str(caught.value)


def test_a_rule_that_errs_is_an_error() -> None:
    source = "package main\nreport[c] := 1 if { some c in [1, 2]; c / 0 == 1 }\n"
    with pytest.raises(ToolError):
        list(EmbeddedEngine(Package({"main.rego": source}, {}, {})).evaluate([{}]))


@pytest.mark.parametrize("source", ["package main\n", "package main\nreport := {}\n", "package other\n"])
def test_no_rule_is_no_pass(source: str) -> None:
    with pytest.raises(ToolError, match=f"{ENTRY_POINT}.*nothing was checked"):
        list(EmbeddedEngine(Package({"main.rego": source}, {}, {})).evaluate([{}]))


def test_two_rules_that_claim_one_control_are_an_error() -> None:
    rule = 'package rules.a.{0}\ncontrol := "C"\nsubjects contains "{0}"\n'
    sources = {"main.rego": (POLICIES / "main.rego").read_text("utf-8")}
    sources |= {name: rule.format(name) for name in ("one", "two")}
    with pytest.raises(ToolError, match="a policy failed"):
        list(EmbeddedEngine(Package(sources, {}, {})).evaluate([{}]))
