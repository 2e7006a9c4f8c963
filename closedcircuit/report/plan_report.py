"""A plan for people: what would change, grouped by site and host, with the difference."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from closedcircuit.fleet.plan import HostPlan, Plan
from closedcircuit.terminal import text

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def render(plan: Plan) -> Iterator[Text]:
    """The lines of a plan."""
    for site in plan.sites:
        yield text((site.site, "bold"))
        for host in site.hosts:
            yield from _host(host)
        yield text("")
    unknown = sum(len(site.errors) for site in plan.sites)
    count = f"{plan.changes} change{'' if plan.changes == 1 else 's'}"
    yield text(("Sum    ", "dim"), count, f", {unknown} host{'s' * (unknown > 1)} not read" if unknown else "")
    if any(site.errors and any(host.changes for host in site.hosts[:1]) for site in plan.sites):
        yield text("       Hosts behind a gateway are reached once the gateway is deployed; a deploy reads them then.")


def _host(host: HostPlan) -> Iterator[Text]:
    if host.error:
        yield text("  ", (host.host, "bold"), "  ", ("not read", "bold red"))
        yield from (text("      ", line) for line in host.error.splitlines())
        return
    yield text("  ", (host.host, "bold"), "" if host.changes else "  as declared")
    for change in host.changes:
        yield text("    ", (change.operation, "yellow"))
        yield from (text("      ", (line, _STYLES.get(line[:1], ""))) for line in change.diff.splitlines())
