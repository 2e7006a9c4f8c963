"""What the deploys ask: everything that a host should be, from the inventory it was named in."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from closedcircuit import firewall, inventory, secrets, units
from closedcircuit.check import parameters, templates, today
from closedcircuit.controls import Parameter
from closedcircuit.documents import published
from closedcircuit.documents.holding import facts_on
from closedcircuit.documents.homepage import releases
from closedcircuit.documents.published import UNPUBLISHED, History
from closedcircuit.errors import Refusal
from closedcircuit.fleet import ALONE, COMING, confirm, desired, homepage, reading
from closedcircuit.fleet.component import Component
from closedcircuit.inventory import Inventory
from closedcircuit.model import Host, Site


@dataclass(frozen=True)
class Orders:
    """A host's components by id, and its rules."""

    site: Site
    host: Host
    components: Mapping[str, Component]
    rules: str

    @property
    def script(self) -> str:
        """The shell script that reads all that has to be known of the host."""
        wanted = sum((part.wanted for part in self.components.values()), confirm.wanted)
        return reading.script(wanted)

    def firewall(self, actual: reading.Reading) -> str:
        """What differs between the host's rules and those it should have."""
        return confirm.difference(self.rules, actual, live_differences(self.rules, actual.rules))

    def obstacle(self, actual: reading.Reading) -> str | None:
        """Why a host must not be touched at all, or None."""
        if lacking := sorted(set(self.host.interfaces) - actual.interfaces):
            declared = f"inventory/sites/{self.site.id}/site.yaml"
            there = ", ".join(sorted(actual.interfaces - {"lo"})) or "none"
            return f"has no interface {', '.join(lacking)}, which {declared} declares; it has {there}"
        return _other_release(actual)


@dataclass(frozen=True)
class HomepageOrders:
    """What a host of the homepage should be: its components by id, and its releases."""

    components: Mapping[str, Component]
    wanted: homepage.Wanted

    @property
    def script(self) -> str:
        """The shell script that reads what has to be known of the host, but for its releases."""
        return reading.script(sum((part.wanted for part in self.components.values()), reading.Wanted()))

    def obstacle(self, actual: reading.Reading) -> str | None:
        """Why a host must not be touched at all, or None."""
        return _other_release(actual)


def _other_release(actual: reading.Reading) -> str | None:
    if actual.release != desired.RELEASE:
        return f"runs {actual.release or 'no Debian'}, and {desired.RELEASE} is expected"
    return None


def live_differences(rules: str, listing: str) -> list[str]:
    """Lines by which a host's loaded rules (`nft --json list ruleset`; empty where nft lacks) are not the given ones.

    A line too many on the host begins with a minus, since a deploy takes it away. Raises ToolError.
    """
    found = firewall.difference(firewall.read(rules), firewall.parse(listing)) if listing else []
    signs = {"missing": "+", "extra": "-", "order": "~"}
    return [f"{signs[each.kind]}{each.block}: {each.statement}" for each in found]


def orders(
    root: Path,
    site: str,
    host: str,
    values: Mapping[str, str] | None = None,
    as_of: str | None = None,
    log_authority: str | None = None,
) -> Orders:
    """The orders for a host, as of a day: what the policy in force states then, whatever the inventory says already.

    `as_of` is that day (today), COMING for what the inventory says, or ALONE for that as if nothing were published.
    `values` are the secrets; without them they are looked up in the environment. `log_authority` is that of a twin, in
    place of the inventory's. Raises InputError for a broken inventory or a missing secret.
    """
    loaded, history, numbers = _load(root, site, as_of)
    if log_authority:
        loaded = replace(loaded, organization=replace(loaded.organization, log_authority=log_authority))
    place = loaded.sites[site]
    machine = place.hosts[host]
    if values is None:
        values = secrets.resolve(desired.secret_names(place, [machine]), secrets.Sources())
    parts = desired.components(loaded, place, machine, values, numbers, history)
    return Orders(place, machine, parts, confirm.FLUSH + firewall.ruleset(loaded, place, machine))


@functools.cache
def homepage_orders(root: Path) -> HomepageOrders:
    """The orders for every host of the homepage, by today's date in the organization's time zone.

    Raises InputError for a broken inventory or a published version that was changed, Refusal where none is public.
    """
    loaded = inventory.load(root)
    day = today(loaded.organization)
    wanted = homepage.Wanted(releases(published.load(root), loaded.organization, day, templates(loaded)), day)
    if wanted.due is None:
        raise Refusal("no version of the policy is public yet, so there is nothing to put on the homepage")
    return HomepageOrders(homepage.components(loaded.organization), wanted)


@functools.cache
def _load(root: Path, site: str, as_of: str | None) -> tuple[Inventory, History, Mapping[str, Parameter]]:
    loaded = inventory.load(root, only=site)
    day = units.date(as_of) if as_of not in (None, ALONE, COMING) else today(loaded.organization)
    numbers = parameters(loaded, day)
    if as_of == ALONE:
        return loaded, UNPUBLISHED, numbers
    history = published.load(root)
    if as_of == COMING:
        return loaded, history, numbers
    return facts_on(loaded, history, day), history, numbers
