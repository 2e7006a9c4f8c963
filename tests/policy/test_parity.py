"""The embedded engine agrees with the real OPA on the whole report.

On the example, on documents broken by hand, on every good and bad example of every rule, and on generated inventories.
An engine that answers nothing is a failure, not agreement.
"""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from closedcircuit import inventory, schema
from closedcircuit.check import catalogue, package, templates
from closedcircuit.documents.wording import wording
from closedcircuit.engine import Answer, Engine
from closedcircuit.engine.embedded import EmbeddedEngine
from closedcircuit.engine.opa import started
from closedcircuit.verdict import declared_of
from tests.conftest import REPOSITORY, TODAY
from tests.policy.test_examples import EXAMPLES

LOADED = inventory.load(REPOSITORY)
PACKAGE = package(LOADED, catalogue(LOADED, datetime.date.fromisoformat(TODAY)))
TEXT = wording(LOADED, templates(LOADED)).declared()
Engines = tuple[Engine, Engine]


@pytest.fixture(scope="module")
def engines(opa: Path) -> Iterator[Engines]:
    assert opa.exists()
    with started(PACKAGE) as real:
        yield EmbeddedEngine(PACKAGE), real


def _agree(engines: Engines, *documents: dict[str, Any]) -> None:
    ours, theirs = (list(engine.evaluate(documents)) for engine in engines)
    assert len(ours) == len(theirs) == len(documents)
    for mine, real in zip(ours, theirs, strict=True):
        assert sorted(mine) == sorted(real)
        assert len(real) > 50
        for control in real:
            assert _plain(mine[control]) == _plain(real[control]), control


def _plain(answer: Answer) -> dict[str, list[str]]:
    parts = {name: getattr(answer, name) for name in ("subjects", "deny", "unknown", "not_applicable")}
    return {name: sorted(json.dumps(entry, sort_keys=True) for entry in part) for name, part in parts.items()}


OBSERVED = {
    "hosts": {
        host: {
            "seen": TODAY,
            "recording": {"cam-001": {"retention_days": 31, "oldest": "2026-10-01", "audio": True}},
            "clock": {"offset_ms": 9000, "synchronised": False},
            "firewall": {"input": "drop", "forward": "accept"},
            "exposed": {"upnp": False, "p2p": True},
            "accounts": {"admin": {"role": "stranger", "rights": ["admin"]}},
        }
        for host in ("gateway", "recorder", "recorder-1")
    }
}


def _documents() -> dict[str, dict[str, Any]]:
    places = {"company": None, **LOADED.sites}
    documents = {name: {"today": TODAY, "declared": declared_of(LOADED, place)} for name, place in places.items()}
    documents["company"]["declared"]["text"] = TEXT
    hub = documents["daejeon-hub"]
    documents["hub, observed"] = hub | {"observed": OBSERVED}
    documents["hub, years later"] = hub | {"today": "2029-06-01"}
    bare = hub["declared"] | {kind: {} for kind in ("cameras", "attestations", "waivers")}
    documents["hub, bare"] = hub | {"declared": bare | {"site": {"id": "daejeon-hub"}}}
    stripped = {name: {"service": "in-service", "area": "x"} for name in hub["declared"]["cameras"]}
    documents["hub, stripped cameras"] = hub | {"declared": hub["declared"] | {"cameras": stripped}}
    empty = {"sites": {}, "organization": {}, "policy": {}, "text": {}, "attestations": {}, "waivers": {}}
    documents["company, bare"] = {"today": TODAY, "declared": empty}
    return documents


DOCUMENTS = _documents()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_both_engines_answer_the_same(engines: Engines, name: str) -> None:
    _agree(engines, DOCUMENTS[name])


@pytest.mark.parametrize("name", EXAMPLES)
def test_both_engines_agree_on_every_example(engines: Engines, name: str) -> None:
    _agree(engines, *(case.document(TODAY) for case in (*EXAMPLES[name].good, *EXAMPLES[name].bad)))


# --- generated inventories -------------------------------------------------------------------------------------------

SMALL = DOCUMENTS["gangneung-terminal"]["declared"]
KINDS = ("site", "cameras", "attestations", "organization", "policy")


def _places(node: Any, tokens: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield (*tokens, key)
            yield from _places(value, (*tokens, key))


PLACES = [place for kind in KINDS for place in _places(SMALL[kind], (kind,))]
VALUES: dict[str, list[Any]] = {}
for _document in (SMALL, DOCUMENTS["daejeon-hub"]["declared"]):
    for _place in _places(_document):
        _node = _document
        for _token in _place:
            _node = _node[_token]
        VALUES.setdefault(_place[-1], []).append(_node)


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[tuple[str, ...], Any]]:
    """Up to six changes: a node taken away (None), or given a value that its key has somewhere else, or anything."""
    found = []
    for place in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=6)):
        values = st.sampled_from(VALUES[place[-1]]) | st.sampled_from(
            [[], "0d", "30d", "2027-01-01", 0, 1, True, False]
        )
        found.append((place, draw(st.none() | values)))
    return found


@settings(max_examples=200, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes(), st.sampled_from([TODAY, "2026-12-20", "2027-06-01", "2028-01-01"]), st.booleans())
def test_both_engines_agree_on_generated_inventories(
    engines: Engines, made: list[tuple[tuple[str, ...], Any]], today: str, observed: bool
) -> None:
    declared = copy.deepcopy(SMALL)
    for place, value in made:
        node = declared
        for token in place[:-1]:
            node = node.get(token) if isinstance(node, dict) else None
            if node is None:
                break
        if isinstance(node, dict) and value is None:
            node.pop(place[-1], None)
        elif isinstance(node, dict):
            node[place[-1]] = value
    # Only what the schemas let pass reaches a rule.
    assume(all(kind in declared and schema.validator(kind).is_valid(declared[kind]) for kind in KINDS))
    _agree(engines, {"today": today, "declared": declared} | ({"observed": OBSERVED} if observed else {}))
