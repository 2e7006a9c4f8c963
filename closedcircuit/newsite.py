"""A new working place: a folder whose files teach, with addresses that nobody has yet."""

from __future__ import annotations

import datetime
import ipaddress
import os
import re
import shutil
import tempfile
from pathlib import Path

from closedcircuit.errors import InputError, Position, Problem, Refusal, ToolError
from closedcircuit.files import write_text
from closedcircuit.inventory import Inventory
from closedcircuit.rendering import template
from closedcircuit.schema import schemas

FILES = ("site.yaml", "cameras.yaml")


def write(inventory: Inventory, site: str, today: datetime.date) -> Path:
    """Write `inventory/sites/<site>/`, whole or not at all, and return the folder.

    Raises InputError where `site` is no id, Refusal where the folder exists or no network is free.
    """
    identifier = schemas()["definitions"]["$defs"]["id"]
    if not re.fullmatch(identifier["pattern"], site) or len(site) > identifier["maxLength"]:
        raise InputError([Problem(Position(repr(site)), "no identifier", identifier["description"])])
    sites = inventory.root / "inventory" / "sites"
    if os.path.lexists(sites / site):
        raise Refusal(f"inventory/sites/{site} exists already; nothing was written")
    phone = inventory.policy.responsible.phone if inventory.policy.responsible else None
    ranges = list(inventory.policy.ranges)
    values = {
        "id": site,
        "today": today.isoformat(),
        "operator": inventory.organization.id,
        "phone": phone or "02-0000-0000",
        "purpose": next(iter(inventory.policy.purposes)),
        "range": next((name for name in ranges if name == "entrance"), ranges[0] if ranges else "entrance"),
        "network": _free_network(inventory),
    }
    try:
        with tempfile.TemporaryDirectory(prefix=f".{site}.", dir=sites) as temporary:
            for name in FILES:
                write_text(Path(temporary, site, name), template(f"new/{name}.j2").render(values))
            shutil.move(Path(temporary, site), sites / site)
    except OSError as error:
        raise ToolError(f"{sites / site}: cannot be written: {error.strerror}") from error
    return sites / site


def _free_network(inventory: Inventory) -> str:
    """The first two numbers of a 10.x.0.0/16 that overlaps no zone of the inventory, the internet left out."""
    zones = [inventory.organization.zones, *(site.zones for site in inventory.sites.values())]
    taken = [zone.cidr for group in zones for zone in group.values() if zone.kind != "internet"]
    for second in range(41, 256):
        network = ipaddress.ip_network(f"10.{second}.0.0/16")
        if not any(other.version == network.version and network.overlaps(other) for other in taken):
            return f"10.{second}"
    raise Refusal("every network from 10.41.0.0/16 to 10.255.0.0/16 is taken; copy the folder of another site")
