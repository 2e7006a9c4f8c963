"""The check as one step: an inventory and a day in, a report out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from closedcircuit import controls
from closedcircuit.controls import Catalogue
from closedcircuit.engine.embedded import EmbeddedEngine
from closedcircuit.inventory import Inventory
from closedcircuit.model import Organization, Site
from closedcircuit.verdict import Report, judge


def today(organization: Organization) -> datetime.date:
    """The date in the organization's time zone, whatever the machine's own is."""
    return datetime.datetime.now(ZoneInfo(organization.timezone)).date()


def catalogue(inventory: Inventory, day: datetime.date) -> Catalogue:
    """The controls that bind the organization on a day, with its own values. Raises InputError."""
    jurisdiction = inventory.organization.jurisdiction
    return controls.load(jurisdiction, day, inventory.policy.parameters, inventory.documents[None, "policy"])


def check(inventory: Inventory, sites: Iterable[Site], day: datetime.date) -> Report:
    """Judge the organization and the given sites as of a day. Raises InputError or ToolError."""
    law = catalogue(inventory, day)
    engine = EmbeddedEngine({"parameters": dict(law.parameters), "law": dict(law.law)})
    return judge(inventory, law, engine, sites, day)
