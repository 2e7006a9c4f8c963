"""How long the controls take: on the embedded engine and on the real OPA, on the same documents in the same run.

Run it as `make bench`, which names the day. Times are the median of a few runs, in milliseconds of CPU or, of OPA, of
the wall clock with its HTTP round trip; ratios are taken within the run, since machines differ.
"""

from __future__ import annotations

import copy
import datetime
import ipaddress
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import regorus

from closedcircuit import inventory
from closedcircuit.check import catalogue, package
from closedcircuit.engine import ENTRY_POINT
from closedcircuit.engine.bundle import Package
from closedcircuit.engine.embedded import EmbeddedEngine
from closedcircuit.engine.opa import started
from closedcircuit.verdict import declared_of

ROOT = Path(__file__).parent.parent
RUNS = 5
Document = dict[str, Any]
NOTHING = 'package rules.no.no\n\nimport data.lib\n\ncontrol := "NONE"\n\nsubjects contains lib.site_subject\n'
"""A rule that only wakes the library."""


def site(declared: Document, cameras: int, number: int = 0) -> Document:
    """A document like the hub's, with as many cameras; every site has an id of its own."""
    made = copy.deepcopy(declared)
    models = list(declared["cameras"].values())
    first = ipaddress.ip_address("10.42.0.10")
    made["cameras"] = {
        f"cam-{index:04}": models[index % len(models)] | {"channel": index + 1, "address": str(first + index)}
        for index in range(cameras)
    }
    made["site"]["id"] = f"site-{number}"
    made["attestations"] = made["waivers"] = {}
    return {"today": sys.argv[1], "declared": made}


def median(work: Callable[[], object], clock: Callable[[], float], runs: int = RUNS) -> float:
    """Milliseconds of one call, the median of some runs after one that does not count."""
    work()
    times = []
    for _ in range(runs):
        start = clock()
        work()
        times.append(clock() - start)
    return statistics.median(times) * 1000


def parts(contents: Package, document: Document) -> tuple[float, float]:
    """Of one document on the embedded engine: reading its JSON, and evaluating all controls."""
    engine = regorus.Engine()
    for name, source in contents.sources.items():
        engine.add_policy(name, source)
    engine.add_data_json(json.dumps(contents.data))
    text = json.dumps(document)
    read = median(lambda: engine.set_input_json(text), time.process_time)

    def evaluate() -> None:
        engine.set_input_json(text)
        engine.eval_query_as_json(ENTRY_POINT)

    return read, median(evaluate, time.process_time) - read


def alone(contents: Package, document: Document, rule: str) -> float:
    """Milliseconds of one rule, with all of the library that it stands on."""
    engine = regorus.Engine()
    for name, source in contents.sources.items():
        if "/rules/" not in name:
            engine.add_policy(name, source)
    engine.add_policy("rule", rule)
    engine.add_data_json(json.dumps(contents.data))
    text = json.dumps(document)

    def evaluate() -> None:
        engine.set_input_json(text)
        engine.eval_query_as_json(ENTRY_POINT)

    return median(evaluate, time.process_time, 3)


def dearest(contents: Package, document: Document) -> tuple[float, list[tuple[float, str]]]:
    """The library, and what each rule takes beyond it: milliseconds and name, the dearest first."""
    library = alone(contents, document, NOTHING)
    rules = {name: source for name, source in contents.sources.items() if "/rules/" in name}
    found = [(alone(contents, document, source) - library, Path(name).stem) for name, source in rules.items()]
    return library, sorted(found, reverse=True)


def main() -> int:
    """Print the tables."""
    loaded = inventory.load(ROOT)
    contents = package(loaded, catalogue(loaded, datetime.date.fromisoformat(sys.argv[1])))
    hub = declared_of(loaded, loaded.sites["daejeon-hub"])
    out = sys.stdout.write
    rules = sum("/rules/" in name for name in contents.sources)
    out(f"{rules} rules, one site, milliseconds\n")
    out(f"{'cameras':>8} {'reading':>9} {'rules':>9} {'a camera':>9} {'real OPA':>9} {'OPA/ours':>9}\n")
    with started(contents) as opa:
        embedded = EmbeddedEngine(contents)
        for cameras in (10, 100, 1000):
            document = site(hub, cameras)
            read, rest = parts(contents, document)
            theirs = median(lambda document=document: list(opa.evaluate([document])), time.perf_counter)  # type: ignore[misc]
            ours = read + rest
            row = f"{cameras:>8} {read:>9.1f} {rest:>9.1f} {rest / cameras:>9.3f} {theirs:>9.1f} {theirs / ours:>9.2f}"
            out(row + "\n")
        out("\nsites of 100 cameras, milliseconds a site, wall clock\n")
        out(f"{'sites':>8} {'embedded':>9} {'real OPA':>9} {'OPA/ours':>9}\n")
        for sites in (1, 10, 100):
            documents = [site(hub, 100, number) for number in range(sites)]
            times = []
            for engine in (embedded, opa):
                start = time.perf_counter()
                for _ in engine.evaluate(documents):
                    pass
                times.append((time.perf_counter() - start) * 1000 / sites)
            out(f"{sites:>8} {times[0]:>9.1f} {times[1]:>9.1f} {times[1] / times[0]:>9.2f}\n")
    library, rules_alone = dearest(contents, site(hub, 100))
    out(f"\nthe ten dearest rules, 100 cameras, milliseconds beyond the {library:.1f} of the library\n")
    for milliseconds, name in rules_alone[:10]:
        out(f"{milliseconds:>8.2f}  {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
