"""From the answers of rules to verdicts: statuses, attestations, waivers, places, exit code.

Fails closed: what no rule looked at is an ERROR, missing evidence is UNKNOWN, and only a rule or a valid attestation
makes a PASS.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import tee
from typing import Any

from closedcircuit import attestations, network, references, schema, waivers
from closedcircuit.controls import Catalogue, Coming, Control
from closedcircuit.engine import Answer, Engine
from closedcircuit.errors import InputError, Position, Problem, ToolError, did_you_mean
from closedcircuit.inventory import Inventory
from closedcircuit.model import Label, Site

STATUSES = ("PASS", "FAIL", "WAIVED", "NOT_APPLICABLE", "MANUAL", "UNKNOWN", "ERROR")


@dataclass(frozen=True)
class Verdict:
    """What is judged of one control and one subject; of a FAIL, one per finding.

    `source` and `path` name the node it is about (a JSON pointer as the rule saw it), `position` its place in a file.
    """

    control: Control
    subject: str
    status: str
    source: str | None = None
    path: str | None = None
    position: Position | None = None
    expected: Any = None
    actual: Any = None
    message: Label | None = None

    @property
    def id(self) -> str:
        """Stable over changes of lines: a hash of control, subject, source and pointer."""
        identity = json.dumps([self.control.id, self.subject, self.source, self.path])
        return hashlib.sha256(identity.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Report:
    """Everything judged in one run, in the order of subjects' sites, subjects and controls."""

    today: datetime.date
    engine: str
    sites: tuple[Site, ...]
    law: Mapping[str, str | None]
    coming: tuple[Coming, ...]
    verdicts: tuple[Verdict, ...]
    lapsed_waivers: int

    @property
    def summary(self) -> dict[str, int]:
        counted = Counter(verdict.status for verdict in self.verdicts)
        return {status: counted[status] for status in STATUSES}

    @property
    def exit_code(self) -> int:
        """2 for an ERROR, 3 for a waiver expired or unused, 1 for a FAIL of gate deny, else 0."""
        if any(verdict.status == "ERROR" for verdict in self.verdicts):
            return 2
        if self.lapsed_waivers:
            return 3
        return int(any(verdict.status == "FAIL" and verdict.control.gate == "deny" for verdict in self.verdicts))


def judge(
    inventory: Inventory,
    catalogue: Catalogue,
    engine: Engine,
    sites: Iterable[Site],
    today: datetime.date,
    *,
    text: Mapping[str, Any] | None = None,
    locate_text: Callable[[str], Position] | None = None,
    history: Mapping[str, Any] | None = None,
    observed: Mapping[str, Any] | None = None,
    published: Mapping[str, Any] | None = None,
) -> Report:
    """Judge the organization as a whole and the given sites, each in a query of its own.

    `text` is the wording of the policy, which rules across sites see as `declared.text`, and `locate_text` finds the
    place of a pointer into it. They see as `declared.history` the published versions in force and to come. `observed`
    and `published` have the shapes of schemas/observed.json and published.json; the query of a site sees what was
    observed there.

    Raises InputError where an attestation or a waiver names no control, ToolError where the engine errs.
    """
    chosen = tuple(sites)
    problems = [problem for site in (None, *chosen) for problem in _unknown_controls(inventory, catalogue, site)]
    if problems:
        raise InputError(problems)
    places = (None, *chosen)
    whole = {name: value for name, value in (("text", text), ("history", history)) if value is not None}
    documents = (_document(inventory, site, today, whole, observed, published) for site in places)
    asked, kept = tee(documents)
    verdicts: list[Verdict] = []
    lapsed = 0
    for site, document, answers in zip(places, kept, engine.evaluate(asked), strict=True):
        name = site.id if site else None
        place = _Place(inventory, catalogue, name, document["declared"], today, locate_text)
        judged, count = place.waive(list(place.judge(answers)))
        verdicts += judged
        lapsed += count
    return Report(today, engine.name, chosen, catalogue.law, catalogue.coming, tuple(verdicts), lapsed)


def _document(
    inventory: Inventory,
    site: Site | None,
    today: datetime.date,
    whole: Mapping[str, Any],
    observed: Mapping[str, Any] | None,
    published: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """What rules see in the query of one site, or (None) of the organization, which alone sees `whole`."""
    document: dict[str, Any] = {"today": today.isoformat(), "declared": declared_of(inventory, site)}
    if site is None:
        document["declared"] |= whole
    if observed is not None:
        document["observed"] = observed["sites"].get(site.id, {}) if site else observed
    if published is not None:
        document["published"] = published
    return document


def declared_of(inventory: Inventory, site: Site | None) -> dict[str, Any]:
    """What rules see as `declared`: of one site, or (None) of the organization with all its sites."""
    kinds = schema.inventory_kinds()
    local = [kind for kind, files in kinds.items() if any(file.startswith("inventory/sites/") for file in files)]
    if site is not None:
        data = {kind: inventory.data(site.id if kind in local else None, kind) for kind in kinds}
        return data | {"network": network.as_declared(site, inventory.organization)}
    common = [kind for kind, files in kinds.items() if any(not file.startswith("inventory/sites/") for file in files)]
    sites = {key: {kind: inventory.data(key, kind) for kind in local} for key in inventory.sites}
    return {kind: inventory.data(None, kind) for kind in common} | {"sites": sites}


def _unknown_controls(inventory: Inventory, catalogue: Catalogue, site: Site | None) -> Iterator[Problem]:
    for kind in ("attestations", "waivers"):
        if document := inventory.documents.get((site.id if site else None, kind)):
            for key, entry in document.data.items():
                if entry["control"] not in catalogue.controls:
                    advice = did_you_mean(entry["control"], list(catalogue.controls))
                    yield Problem(document.position(f"/{key}/control"), f"no control {entry['control']}", advice)


@dataclass(frozen=True)
class _Place:
    """One query: a site, or (None) the organization as a whole."""

    inventory: Inventory
    catalogue: Catalogue
    site: str | None
    declared: Mapping[str, Any]
    today: datetime.date
    locate_text: Callable[[str], Position] | None

    def judge(self, answers: Mapping[str, Answer]) -> Iterator[Verdict]:
        """Every control on every subject of its kind; what no rule looked at is an ERROR."""
        by_kind: dict[str, list[str]] = {}
        for subject in references.subjects(self.site, self.inventory.documents):
            by_kind.setdefault(subject.split("/")[0], []).append(subject)
        for name in answers.keys() - self.catalogue.controls.keys() - self.catalogue.dormant:
            raise ToolError(f"a rule decides {name}, which is no control")
        for control in self.catalogue.controls.values():
            subjects = by_kind.get(control.subject, [])
            if subjects:
                yield from self._control(control, subjects, answers.get(control.id))
            elif self.site is not None and control.subject not in ("organization", "policy"):
                reason = Label(f"해당하는 대상({control.subject})이 없다", f"The site has no {control.subject}")
                yield Verdict(control, f"site/{self.site}", "NOT_APPLICABLE", message=reason)

    def _control(self, control: Control, subjects: list[str], answer: Answer | None) -> Iterator[Verdict]:
        if control.decided_by == "not_applicable":
            yield from (
                Verdict(control, subject, "NOT_APPLICABLE", message=control.not_applicable) for subject in subjects
            )
        elif control.decided_by == "manual":
            for subject in subjects:
                yield self._outside(control, subject) or self._attested(control, subject)
        elif answer is None:
            yield from (self._error(control, subject, "no rule decides it") for subject in subjects)
        else:
            yield from self._ruled(control, subjects, answer)

    def _ruled(self, control: Control, subjects: list[str], answer: Answer) -> Iterator[Verdict]:
        said = _by_subject(answer.deny), _by_subject(answer.unknown), _by_subject(answer.not_applicable)
        strangers = answer.subjects.union(*said) - set(subjects)
        yield from (
            self._error(control, subject, "the rule speaks of a subject that is not there")
            for subject in sorted(strangers)
        )
        for subject in subjects:
            denied, unknown, excluded = (answers.get(subject, []) for answers in said)
            if subject not in answer.subjects:
                yield self._error(control, subject, "the rule did not look at it")
            elif denied:
                yield from (self._finding(control, "FAIL", finding, control.finding) for finding in denied)
            elif unknown:
                yield from (self._finding(control, "UNKNOWN", missing, _NO_EVIDENCE) for missing in unknown)
            elif excluded:
                yield Verdict(control, subject, "NOT_APPLICABLE", message=Label(**excluded[0]["reason"]))
            elif control.decided_by == "part":
                yield self._attested(control, subject)
            else:
                yield Verdict(control, subject, "PASS")

    def _finding(self, control: Control, status: str, found: Mapping[str, Any], message: Label) -> Verdict:
        subject, source, path = found["subject"], found["source"], found["path"]
        # What a host or the public page says is shown where the inventory declares what it contradicts.
        pointer = path if source == "declared" else references.contradicted(subject, source, path)
        in_text = self.locate_text is not None and pointer.startswith(("/text", "/history"))
        position = (
            self.locate_text(pointer) if self.locate_text and in_text else self.inventory.position(pointer, self.site)
        )
        return Verdict(
            control, subject, status, source, path, position, found.get("expected"), found.get("actual"), message
        )

    def _error(self, control: Control, subject: str, what: str) -> Verdict:
        return Verdict(
            control, subject, "ERROR", message=Label(f"규칙이 판정하지 못하였다: {what}", f"Not judged: {what}")
        )

    def _outside(self, control: Control, subject: str) -> Verdict | None:
        """NOT_APPLICABLE where a control of one kind of place meets a subject without cameras of that kind."""
        site = self.inventory.sites.get(self.site or "")
        if site is None or control.scope == "all":
            return None
        cameras = [
            camera
            for camera in site.cameras.values()
            if subject in (f"site/{site.id}", f"camera/{site.id}/{camera.id}")
        ]
        if control.subject not in ("site", "camera") or any(camera.scope == control.scope for camera in cameras):
            return None
        reason = Label("이 규정이 적용되는 카메라가 없다", f"No camera of the scope {control.scope}")
        return Verdict(control, subject, "NOT_APPLICABLE", message=reason)

    def _attested(self, control: Control, subject: str) -> Verdict:
        witness = attestations.witness(control, subject, self.declared, self.today, self.catalogue.parameters)
        position = self.inventory.position(witness.path or references.pointer(subject), self.site)
        source = "declared" if witness.path else None
        return Verdict(
            control,
            subject,
            witness.status,
            source,
            witness.path,
            position,
            actual=witness.actual,
            message=witness.message,
        )

    def waive(self, verdicts: list[Verdict]) -> tuple[list[Verdict], int]:
        """The verdicts with waivers applied, and how many waivers have expired or waive nothing."""
        lapsed = 0
        for key, waiver in self.declared["waivers"].items():
            if not waivers.holds(waiver, self.today):
                lapsed += "expiry" in waiver
                continue
            used = False
            for index, verdict in enumerate(verdicts):
                if verdict.status == "FAIL" and waivers.covers(waiver, verdict.control, verdict.subject):
                    verdicts[index] = replace(verdict, status="WAIVED", message=waivers.message(waiver))
                    used = True
            if not used:
                lapsed += 1
                verdicts += self._unused(key)
        return verdicts, lapsed

    def _unused(self, key: str) -> Iterator[Verdict]:
        path = f"/waivers/{key}"
        found = {"subject": f"waiver/{self.site or 'organization'}/{key}", "source": "declared", "path": path}
        for control in self.catalogue.controls.values():
            if control.subject == "waiver":
                yield self._finding(
                    control, "FAIL", found | {"expected": "a finding to waive", "actual": None}, waivers.UNUSED
                )


_NO_EVIDENCE = Label("판정할 증거가 없거나 오래되었다.", "The evidence is missing or too old.")


def _by_subject(found: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for entry in found:
        grouped.setdefault(entry["subject"], []).append(entry)
    return grouped
