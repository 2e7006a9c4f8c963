"""The embedded engine agrees with the real OPA on the whole report, of the example and of broken documents."""

from __future__ import annotations

import datetime
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from closedcircuit import inventory
from closedcircuit.check import catalogue
from closedcircuit.engine import ENTRY_POINT, answers, modules
from closedcircuit.engine.embedded import EmbeddedEngine
from closedcircuit.verdict import declared_of
from tests.conftest import REPOSITORY, TODAY


def _opa(opa: Path, folder: Path, data: dict[str, Any], document: dict[str, Any]) -> Any:
    (folder / "data.json").write_text(json.dumps(data))
    (folder / "input.json").write_text(json.dumps(document))
    command = [opa, "eval", "--format", "raw", "--strict-builtin-errors", "--input", folder / "input.json"]
    for name in modules():
        command += ["--data", REPOSITORY / name]
    command += ["--ignore", "*_test.rego", "--data", folder / "data.json", ENTRY_POINT]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


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
    loaded = inventory.load(REPOSITORY)
    places = {"company": None, **loaded.sites}
    documents = {name: {"today": TODAY, "declared": declared_of(loaded, place)} for name, place in places.items()}
    hub = documents["daejeon-hub"]
    documents["hub, observed"] = hub | {"observed": OBSERVED}
    documents["hub, years later"] = hub | {"today": "2029-06-01"}
    bare = hub["declared"] | {kind: {} for kind in ("cameras", "attestations", "waivers")}
    documents["hub, bare"] = hub | {"declared": bare | {"site": {"id": "daejeon-hub"}}}
    stripped = {name: {"service": "in-service", "area": "x"} for name in hub["declared"]["cameras"]}
    documents["hub, stripped cameras"] = hub | {"declared": hub["declared"] | {"cameras": stripped}}
    documents["company, bare"] = {"today": TODAY, "declared": {"sites": {}, "organization": {}, "policy": {}}}
    return documents


DOCUMENTS = _documents()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_both_engines_answer_the_same(opa: Path, tmp_path: Path, name: str) -> None:
    loaded = inventory.load(REPOSITORY)
    law = catalogue(loaded, datetime.date.fromisoformat(DOCUMENTS[name]["today"]))
    data = {"parameters": dict(law.parameters), "law": dict(law.law)}
    theirs = answers(_opa(opa, tmp_path, data, DOCUMENTS[name]))
    ours = EmbeddedEngine(data).evaluate(DOCUMENTS[name])
    assert sorted(ours) == sorted(theirs)
    assert sum(len(answer.subjects) for answer in theirs.values()) > 0
    for control, answer in theirs.items():
        for part in ("subjects", "deny", "unknown", "not_applicable"):
            mine, real = (
                sorted(json.dumps(entry, sort_keys=True) for entry in getattr(said, part))
                for said in (ours[control], answer)
            )
            assert mine == real, f"{control} {part}"
