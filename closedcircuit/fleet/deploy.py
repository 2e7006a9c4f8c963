"""Plan and deploy sites: the order of sites, what a run may start with, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from closedcircuit.fleet.plan import Plan, SitePlan, compare, structure_site
from closedcircuit.fleet.run import Follow, Settings, Worker, each
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site


@dataclass(frozen=True)
class Outcome:
    """What a deploy did at a site: how many operations changed something, and what went wrong, a line each."""

    site: str
    changed: int = 0
    errors: tuple[str, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether all of the site is as declared now."""
        return not self.errors


def plan(loaded: Inventory, sites: Sequence[Site], settings: Settings) -> Plan:
    """What a deploy would change. A host that cannot be read has an error instead of changes.

    Raises ToolError where a run breaks.
    """
    return Plan(tuple(each(sites, lambda site: _plan_site(loaded, site, settings))))


def _plan_site(loaded: Inventory, site: Site, settings: Settings) -> SitePlan:
    with Worker(loaded, site, "plan", settings) as worker:
        found = [structure_site(event["plan"]) for event in worker.events() if event["event"] == "plan"]
    return found[0]


def deploy(
    loaded: Inventory,
    sites: Sequence[Site],
    settings: Settings,
    *,
    agreed: Plan | None = None,
    canary: bool = False,
    follow: Follow = lambda site, event: None,
) -> list[Outcome]:
    """Make the hosts of sites what the inventory says: with `canary` the first site alone, and the others after it.

    With `agreed` a site is touched only where its plan is still that one. Raises ToolError where a run breaks.
    """
    per_site = {site.site: site for site in agreed.sites} if agreed else {}

    def one(site: Site) -> Outcome:
        return _deploy_site(loaded, site, settings, per_site.get(site.id), agreed is not None, follow)

    first, others = (list(sites[:1]), list(sites[1:])) if canary else ([], list(sites))
    done = [one(site) for site in first]
    if not all(outcome.ok for outcome in done):
        why = f"not touched, since {first[0].id} went first and was not deployed"
        for site in others:
            follow(site.id, {"event": "refused", "message": why})
        return done + [Outcome(site.id, errors=(f"{site.id}: {why}",)) for site in others]
    return done + each(others, one)


def _deploy_site(
    loaded: Inventory, site: Site, settings: Settings, agreed: SitePlan | None, bound: bool, follow: Follow
) -> Outcome:
    changed = 0
    errors: list[str] = []
    follow(site.id, {"event": "start"})
    with Worker(loaded, site, "deploy", settings) as worker:
        for event in worker.events():
            follow(site.id, event)
            if event["event"] == "plan":
                found = structure_site(event["plan"])
                refused = list(_refusals(agreed, found)) if bound else []
                errors += refused
                worker.say("stop" if refused else "go")
            elif event["event"] == "operation":
                changed += event["result"] == "changed"
            elif event["event"] == "error":
                errors.append(f"{site.id}/{event['host']}: {event['message']}")
            elif event["event"] == "refused":
                errors.append(f"{site.id}: {event['message']}")
    return Outcome(site.id, changed, errors=tuple(errors))


def _refusals(agreed: SitePlan | None, found: SitePlan) -> Iterable[str]:
    if agreed is None:
        return [f"{found.site}: is not in the plan"]
    return [*agreed.errors, *found.errors] or list(compare(agreed, found))
