"""A plan as a value: what a deploy would change, by site and host. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from closedcircuit.files import json_text


@dataclass(frozen=True)
class Change:
    """What one operation would change on a host; `diff` holds its lines and never a secret."""

    operation: str
    diff: str


@dataclass(frozen=True)
class HostPlan:
    """What would change on a host, or why that is not known."""

    host: str
    changes: tuple[Change, ...] = ()
    error: str | None = None


@dataclass(frozen=True)
class SitePlan:
    """The hosts of a site, the gateway first."""

    site: str
    hosts: tuple[HostPlan, ...]

    @property
    def errors(self) -> list[str]:
        """What is not known, a line per host."""
        return [f"{self.site}/{host.host}: {host.error}" for host in self.hosts if host.error]


@dataclass(frozen=True)
class Plan:
    """All that a deploy would change."""

    sites: tuple[SitePlan, ...]

    @property
    def changes(self) -> int:
        """How many operations would change something."""
        return sum(len(host.changes) for site in self.sites for host in site.hosts)


def document(plan: Plan) -> dict[str, Any]:
    """The plan as plain data, in the shape of schemas/plan.json."""
    return {"sites": [_site(site) for site in plan.sites], "changes": plan.changes}


def render(plan: Plan) -> str:
    """The plan as one JSON document."""
    return json_text(document(plan))


def structure(data: Mapping[str, Any]) -> Plan:
    """A plan from data that schemas/plan.json has accepted."""
    return Plan(tuple(structure_site(site) for site in data["sites"]))


def structure_site(data: Mapping[str, Any]) -> SitePlan:
    """One site of it."""
    hosts = (
        HostPlan(host["host"], tuple(Change(**change) for change in host["changes"]), host["error"])
        for host in data["hosts"]
    )
    return SitePlan(data["site"], tuple(hosts))


def _site(site: SitePlan) -> dict[str, Any]:
    return {
        "site": site.site,
        "hosts": [
            {
                "host": host.host,
                "changes": [{"operation": change.operation, "diff": change.diff} for change in host.changes],
                "error": host.error,
            }
            for host in site.hosts
        ],
    }


def compare(agreed: SitePlan, found: SitePlan) -> Iterator[str]:
    """Where the plan as it is now differs from the one that was agreed on, a line each; nothing where it does not."""
    before = {(host.host, change.operation): change.diff for host in agreed.hosts for change in host.changes}
    after = {(host.host, change.operation): change.diff for host in found.hosts for change in host.changes}
    known = {host.host for host in agreed.hosts}
    for host in found.hosts:
        if host.host not in known:
            yield f"{found.site}/{host.host}: is not in the plan"
    for name in sorted(known - {host.host for host in found.hosts}):
        yield f"{found.site}/{name}: is in the plan, and in the inventory no more"
    for (name, operation), diff in after.items():
        where = f"{found.site}/{name}: {operation}"
        if (name, operation) not in before:
            yield f"{where}: is new"
        elif before[name, operation] != diff:
            yield f"{where}: was\n{before[name, operation]}\nand is now\n{diff}"
    for name, operation in before.keys() - after.keys():
        yield f"{found.site}/{name}: {operation}: has nothing to do any more"
