"""`closedcircuit deploy`: make the hosts of sites what the inventory says."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from closedcircuit.check import check
from closedcircuit.cli import engines, fleet
from closedcircuit.documents.desk import Desk, sit_down, withheld
from closedcircuit.errors import InputError, Refusal, no_such
from closedcircuit.evidence import read
from closedcircuit.fleet import confirm, deploy, gate
from closedcircuit.fleet.audit import Audit, default_path
from closedcircuit.fleet.plan import structure
from closedcircuit.model import Site
from closedcircuit.terminal import console, text

SUMMARY = "make the hosts of sites what the inventory says, the gateway of each first"
EXAMPLES = """
closedcircuit deploy seoul-hq                  the site's hosts
closedcircuit deploy seoul-hq --plan plan.json only if the plan is still the one that was read
closedcircuit deploy homepage                  the published versions, those to come among them
"""
_STYLES = {"changed": "yellow", "failed": "bold red"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    fleet.arguments(parser)
    parser.add_argument("--plan", metavar="FILE", type=Path, help="refuse where the plan is not this one any more")
    parser.add_argument("--canary", metavar="SITE", help="the site that goes first, alone (the first named)")
    parser.add_argument("--audit", metavar="FILE", type=Path, help=f"where the audit is appended ({default_path()})")
    seconds = "seconds after which new firewall rules fall unless a fresh connection came through them"
    parser.add_argument("--window", metavar="SECONDS", type=float, default=confirm.WINDOW, help=f"{seconds} (60)")
    engines.arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Deploy what holds today, and show what was done; 1 where a site is not so afterwards."""
    start = engines.chosen(options)
    desk = sit_down(options.root, options.today).as_it_holds()
    loaded = desk.inventory
    sites = _ordered(fleet.chosen(loaded, options.sites), options.canary)
    agreed = read(options.plan, "plan")
    _gate(desk, [site for site in sites if site.id in loaded.sites], start)
    settings = replace(fleet.settings(options, loaded, sites), window=options.window, as_of=desk.day.isoformat())
    audit = Audit(options.audit or default_path(), settings.who, settings.revision)
    out = console()
    for version in withheld(desk, {site.id for site in sites}):
        said = f"version {version.number} from {version.effective}: its notice has not been seen on the homepage"
        out.print(text(("Withheld  ", "yellow"), f"{said}; deploy again when `closedcircuit published` saw it"))
    width = max(len(f"{site.id}/{host}") for site in sites for host in [*site.hosts, ""])

    def follow(site: str, event: Mapping[str, Any]) -> None:
        audit.record(site, event)
        if event["event"] == "operation":
            result = event["result"]
            out.print(
                text(f"{site}/{event['host']}".ljust(width + 2), (result, _STYLES[result]), f"  {event['operation']}")
            )

    plan = structure(agreed) if agreed else None
    try:
        outcomes = deploy.deploy(loaded, sites, settings, agreed=plan, canary=len(sites) > 1, follow=follow)
    except KeyboardInterrupt:
        for site in sites:
            audit.record(site.id, {"event": "end", "result": "interrupted"})
        out.print(text("Interrupted; what was begun on a host is brought to its end by the next deploy"))
        raise
    for outcome in outcomes:
        audit.record(outcome.site, {"event": "end", "result": "complete" if outcome.ok else "incomplete"})
        state = ("complete", "green") if outcome.ok else ("incomplete", "bold red")
        out.print(text((outcome.site.ljust(width + 2), "bold"), state, f"  {outcome.changed} changed"))
        for line in outcome.errors:
            out.print(text("    ", line.replace("\n", "\n    ")))
    out.print(text(("Audit  ", "dim"), str(audit.path)))
    return int(not all(outcome.ok for outcome in outcomes))


def _ordered(sites: Sequence[Site], canary: str | None) -> list[Site]:
    if canary is None:
        return list(sites)
    if canary not in [site.id for site in sites]:
        raise InputError([no_such("site among those named", canary, [site.id for site in sites])])
    return sorted(sites, key=lambda site: site.id != canary)


def _gate(desk: Desk, sites: Sequence[Site], start: Any) -> None:
    if not sites:
        return
    report = check(desk.inventory, desk.words, sites, desk.day, start=start, history=desk.history)
    if found := list(gate.denied(report, sites)):
        advice = "mend them, or have them waived in waivers.yaml"
        raise Refusal(f"findings of gate deny; no host was touched; {advice}\n" + "\n".join(found))
