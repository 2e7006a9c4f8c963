"""The check as one step: an inventory, a day and evidence in, a report out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from closedcircuit import controls
from closedcircuit.controls import Catalogue, Parameter
from closedcircuit.documents.published import UNPUBLISHED, History, as_rules_see
from closedcircuit.documents.wording import Wording
from closedcircuit.engine import Engine, modules
from closedcircuit.engine.bundle import Package
from closedcircuit.engine.embedded import EmbeddedEngine
from closedcircuit.inventory import Inventory
from closedcircuit.model import Organization, Site
from closedcircuit.resources import policy_folders, shared
from closedcircuit.verdict import Report, judge


@dataclass(frozen=True)
class Evidence:
    """What was observed on hosts, and what the public can read; None where nobody looked."""

    observed: Mapping[str, Any] | None = None
    published: Mapping[str, Any] | None = None


def today(organization: Organization) -> datetime.date:
    """The date in the organization's time zone, whatever the machine's own is."""
    return datetime.datetime.now(ZoneInfo(organization.timezone)).date()


def templates(inventory: Inventory) -> list[Path]:
    """Where templates are looked for: the company's own folder, then ours."""
    return [inventory.root / "templates", shared("templates")]


def catalogue(inventory: Inventory, day: datetime.date) -> Catalogue:
    """The controls that bind the organization on a day, with its own values. Raises InputError."""
    folders, jurisdiction = policy_folders(inventory.root), inventory.organization.jurisdiction
    return controls.load(folders, jurisdiction, day, inventory.policy.parameters, inventory.documents[None, "policy"])


def parameters(inventory: Inventory, day: datetime.date) -> dict[str, Parameter]:
    """The numbers that the controls ask for on a day, without the controls. Raises InputError."""
    folders, jurisdiction = policy_folders(inventory.root), inventory.organization.jurisdiction
    return controls.parameters(
        folders, jurisdiction, day, inventory.policy.parameters, inventory.documents[None, "policy"]
    )


def package(inventory: Inventory, law: Catalogue) -> Package:
    """What an engine is given to judge an inventory by a catalogue. Raises InputError for a rule that shadows ours."""
    return Package(modules(policy_folders(inventory.root)), law.parameters, law.law)


def embedded(law: Package) -> AbstractContextManager[Engine]:
    """The embedded engine."""
    return nullcontext(EmbeddedEngine(law))


def check(
    inventory: Inventory,
    wording: Wording,
    sites: Iterable[Site],
    day: datetime.date,
    evidence: Evidence = Evidence(),
    start: Callable[[Package], AbstractContextManager[Engine]] = embedded,
    history: History = UNPUBLISHED,
) -> Report:
    """Judge the organization, the wording of its policy, and the given sites on the engine that `start` gives.

    `history` are the published versions that the wording is compared with.

    Raises InputError for broken input, ToolError where the engine errs.
    """
    law = catalogue(inventory, day)
    with start(package(inventory, law)) as engine:
        return judge(
            inventory,
            law,
            engine,
            sites,
            day,
            text=wording.declared(),
            locate_text=wording.position,
            history=as_rules_see(history, day),
            observed=evidence.observed,
            published=evidence.published,
        )
