"""What must hold before a host is touched. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from closedcircuit import network
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.verdict import Report


def denied(report: Report, sites: Iterable[Site]) -> Iterator[str]:
    """Findings of gate deny about the given sites, and rules that erred; a waived one is no finding."""
    chosen = {site.id for site in sites}
    for verdict in report.verdicts:
        place = verdict.subject.split("/")[1] if "/" in verdict.subject else None
        if place in chosen and (
            verdict.status == "ERROR" or (verdict.status == "FAIL" and verdict.control.gate == "deny")
        ):
            message = verdict.message.en if verdict.message else "no reason given"
            yield f"{verdict.position or verdict.subject}: {verdict.control.id} {verdict.status}: {message}"


def cut_off(loaded: Inventory, sites: Iterable[Site]) -> Iterator[str]:
    """Hosts that management would not reach any more, or that nothing at all manages."""
    organization = loaded.organization
    zones = {leg.zone for manager in organization.managers for leg in manager.interfaces.values()}
    for site in sites:
        for host in site.hosts.values():
            here = network.node(host, site, organization)
            reach = [
                edge for edge in network.edges(site, organization) if edge.service == "ssh" and edge.target == here
            ]
            own = {leg.zone for leg in host.interfaces.values()}
            if not any(edge.source in zones for edge in reach) and not zones & own:
                yield f"{site.id}/{host.id}: no host of role management would reach it by SSH"
        if site.hosts and not site.gateways:
            yield f"{site.id}: has no gateway, so nothing would reach its other hosts"
