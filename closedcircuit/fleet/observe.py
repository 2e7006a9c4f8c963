"""Observe sites: what their hosts say, as facts, and which of them said nothing."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from closedcircuit.fleet import observed
from closedcircuit.fleet.run import Settings, Worker, each
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site


@dataclass(frozen=True)
class Observation:
    """An observed document (schemas/observed.json), and a line for every host that could not be read."""

    document: dict[str, Any]
    errors: tuple[str, ...]


def observe(
    loaded: Inventory,
    sites: Sequence[Site],
    settings: Settings,
    day: datetime.date,
    earlier: Mapping[str, Any] | None = None,
) -> Observation:
    """Read all hosts of sites, one round trip each; `day` is today. Raises ToolError where a run breaks.

    `earlier` is an observed document: a ledger that lacks what it held then was cut.
    """
    before = (earlier or {}).get("sites", {})

    def one(site: Site) -> tuple[dict[str, Any], list[str]]:
        found: dict[str, Any] = {}
        errors = []
        known = before.get(site.id, {}).get("hosts", {})
        with Worker(loaded, site, "observe", settings, script=observed.script(loaded, site, known)) as worker:
            for event in worker.events():
                key = event["host"]
                if event["event"] == "reading":
                    host = site.hosts[key]
                    found[key] = observed.facts(event["output"], loaded, site, host, day, known.get(key, {}))
                else:
                    errors.append(f"{site.id}/{key}: {event['message']}")
        return {key: found[key] for key in site.hosts if key in found}, errors

    results = each(sites, one)
    read = {site.id: hosts for site, (hosts, _) in zip(sites, results, strict=True)}
    return Observation(observed.document(read), tuple(line for _, errors in results for line in errors))
