"""What one sign says: facts with the places that they stand on, and their words. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from closedcircuit.documents.facts import Contact, Entry, Fact, Place, Pointer, Processor
from closedcircuit.documents.gate import obstacles
from closedcircuit.documents.statement import statement
from closedcircuit.documents.words import LANGUAGES, Language, say
from closedcircuit.inventory import Inventory
from closedcircuit.model import Camera, Sign, Site
from closedcircuit.verdict import Verdict


@dataclass(frozen=True)
class Size:
    """A layout: its sides in millimetres, and the least height in millimetres of its capital letters and digits.

    `head` is that of the title and of the number of devices, `legal` that of all that the law wants said.
    """

    width: int
    height: int
    head: float
    legal: float
    supplement: bool = False


SIZES: Mapping[str, Size] = MappingProxyType(
    {
        "a4-landscape": Size(297, 210, 10.6, 3.5),
        "a4-portrait": Size(210, 297, 10.6, 3.5),
        "a3-landscape": Size(420, 297, 15, 5),
        "board-400x300": Size(400, 300, 15, 5),
        "sticker-100x100": Size(100, 100, 6, 2, supplement=True),
    }
)
"""The layouts of the schema. The sticker has a shorter text and only supplements another sign."""


@dataclass(frozen=True)
class PolicyVersion:
    """The version of the policy that signs refer to, and how many devices it states for a site, where it does."""

    number: str
    effective: datetime.date
    devices: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


def version_in_force(inventory: Inventory) -> PolicyVersion:
    """The version that signs refer to, of the inventory as it holds on a day (`Desk.as_it_holds`)."""
    return PolicyVersion(inventory.policy.version, inventory.policy.effective)


@dataclass(frozen=True)
class SignText:
    """All that a sign says. `covered` counts its open-place devices, `staff` its staff-only ones if it has any.

    `building` is the building that it speaks for as a whole. `page` is the homepage.
    """

    id: str
    operator: Fact
    site: Fact
    purposes: tuple[Fact, ...]
    place: Fact
    range: Fact
    hours: tuple[Fact, ...]
    devices: Fact
    covered: Fact
    staff: Fact | None
    contact: Contact
    processors: tuple[Processor, ...]
    building: Fact | None
    version: Fact
    effective: Fact
    page: Fact
    anchor: str
    languages: tuple[Language, ...]
    example: bool

    def facts(self) -> dict[str, Fact]:
        """Every fact that the sign states, by its id."""
        posts = [fact for fact in (self.contact.department, self.contact.title) if fact.value is not None]
        companies = [fact for processor in self.processors for fact in (processor.name, processor.phone)]
        found = [
            *(
                self.operator,
                self.site,
                *self.purposes,
                self.place,
                self.range,
                *self.hours,
                self.devices,
                self.covered,
            ),
            *(*posts, self.contact.phone, *companies, self.version, self.effective, self.page),
            *(fact for fact in (self.staff, self.building) if fact),
        ]
        return {fact.id: fact for fact in found}

    def address(self) -> str | None:
        """The address of the place on the Korean page, which governs."""
        return None if self.page.value is None else f"{str(self.page.value).rstrip('/')}/ko/index.html#{self.anchor}"


def coming(site: Site) -> Site:
    """A planned site as it will be, for drafts of its signs: in service with all its cameras."""
    cameras = {key: replace(camera, service="in-service") for key, camera in site.cameras.items()}
    return replace(site, service="in-service", cameras=MappingProxyType(cameras))


def sign_texts(inventory: Inventory, site: Site, version: PolicyVersion) -> list[SignText]:
    """The signs of a site in service. One that only planned cameras name says nothing yet, and is left out."""
    stated = statement(replace(inventory, sites={site.id: site}))
    place = stated.places[0]
    if site.id in version.devices:
        place = replace(place, open_devices=replace(place.open_devices, value=version.devices[site.id]))
    processors = tuple(one for one in stated.operator.processors if one.id in site.processors)
    named = {camera.sign for camera in site.cameras.values()}
    texts = []
    for sign in site.signs.values():
        cameras = site.covered_by(sign)
        if not cameras and sign.id in named:
            continue
        own = f"signs.{site.id}.{sign.id}"
        at = f"/site/signs/{sign.id}"
        staff = [camera for camera in cameras if not camera.open_place]
        texts.append(
            SignText(
                f"{site.id}/{sign.id}",
                stated.operator.name,
                place.name,
                tuple(_purposes(own, stated.policy.purposes, site, cameras)),
                Fact(f"{own}.place", "label", sign.place, ((site.id, f"{at}/place"),)),
                Fact(f"{own}.range", "label", sign.range, ((site.id, f"{at}/range"),)),
                tuple(_hours(own, place, site, cameras)),
                place.open_devices,
                _count(f"{own}.covered", site, [camera for camera in cameras if camera.open_place]),
                _count(f"{own}.staff", site, staff) if staff else None,
                place.contact,
                processors,
                _building(own, site, sign, cameras),
                Fact("policy.version", "version", version.number, ((None, "/policy/version"),)),
                Fact("policy.effective", "date", version.effective, ((None, "/policy/effective"),)),
                Fact(
                    "organization.homepage", "url", inventory.organization.homepage, ((None, "/organization/homepage"),)
                ),
                place.anchor,
                LANGUAGES if not sign.languages or "en" in sign.languages else LANGUAGES[:1],
                inventory.organization.example,
            )
        )
    return texts


def changed(before: Iterable[SignText], after: Iterable[SignText]) -> set[str]:
    """The ids of signs that say something else than before, but for the version and its date; new ones among them."""

    def said(text: SignText) -> dict[str, Any]:
        return {name: fact.value for name, fact in text.facts().items() if not name.startswith("policy.")} | {
            "purposes": [fact.value for fact in text.purposes]
        }

    known = {text.id: said(text) for text in before}
    return {text.id for text in after if known.get(text.id) != said(text)}


def values(text: SignText, size: Size, *, draft: bool) -> dict[str, Any]:
    """A sign as plain data for its template; whatever it prints comes in words, by language."""
    contact = [fact for fact in (text.contact.department, text.contact.title) if fact.value is not None]
    return {
        "id": text.id,
        "width": size.width,
        "height": size.height,
        "head": size.head,
        "legal": size.legal,
        "languages": text.languages,
        "draft": draft,
        "example": text.example,
        "operator": words([text.operator]),
        "site": words([text.site]),
        "purposes": words(text.purposes),
        "place": words([text.place]),
        "range": words([text.range]),
        "hours": words(text.hours),
        "devices": say(text.devices, "ko"),
        "covered": say(text.covered, "ko"),
        "staff": say(text.staff, "ko") if text.staff else None,
        "contact": {
            "ko": " ".join(say(fact, "ko") for fact in contact),
            "en": ", ".join(say(fact, "en") for fact in reversed(contact)),
            "phone": say(text.contact.phone, "ko"),
        },
        "processors": [
            {**words([processor.name]), "phone": say(processor.phone, "ko")} for processor in text.processors
        ],
        "building": words([text.building]) if text.building else None,
        "version": say(text.version, "ko"),
        "effective": words([text.effective]),
        "page": text.address(),
    }


def words(facts: Sequence[Fact]) -> dict[str, str]:
    """Facts in a row, by language."""
    return {language: ", ".join(say(fact, language) for fact in facts) for language in LANGUAGES}


def reasons(inventory: Inventory, site: Site, texts: Iterable[SignText], verdicts: Iterable[Verdict]) -> list[str]:
    """Why the signs of a site must not be printed, each with its place in a file; none where they may.

    What the wording of the policy lacks, and an error at another site, stand in the way of no sign here.
    """
    facts = {name: fact for text in texts for name, fact in text.facts().items()}
    relevant = (verdict for verdict in verdicts if _concerns(verdict, site))
    found = [str(obstacle) for obstacle in obstacles(relevant, facts)]
    for fact in facts.values():
        if fact.value is None:
            owner, pointer = fact.stands_on[0]
            found.append(
                f"{inventory.position(pointer, owner)}: {pointer} is missing, which a sign states as {fact.id}"
            )
    for sign in site.signs.values():
        for index, language in enumerate(sign.languages):
            if language not in LANGUAGES:
                pointer = f"/site/signs/{sign.id}/languages/{index}"
                known = " and ".join(LANGUAGES)
                found.append(
                    f"{inventory.position(pointer, site.id)}: signs have no words in {language}, only in {known}"
                )
    return found


def _concerns(verdict: Verdict, site: Site) -> bool:
    if verdict.status == "ERROR":
        return [*verdict.subject.split("/"), site.id][1] == site.id
    return not (verdict.path or "").startswith("/text/")


def _of(site: Site, cameras: Iterable[Camera], key: str) -> tuple[Pointer, ...]:
    return tuple((site.id, f"/cameras/{camera.id}/{key}") for camera in cameras)


def _purposes(own: str, all_: Iterable[Entry], site: Site, cameras: Sequence[Camera]) -> Iterator[Fact]:
    """The purposes of the sign's devices, in the policy's order; all of them where no device names the sign."""
    served = {purpose for camera in cameras for purpose in camera.purposes}
    on = _of(site, cameras, "purposes")
    found = [entry for entry in all_ if entry.id in served or not cameras]
    for entry in found:
        yield Fact(f"{own}.purposes.{entry.id}", "label", entry.text.value, (entry.text.stands_on[0], *on))
    if not found:
        yield Fact(f"{own}.purposes", "label", None, on or ((None, "/policy/purposes"),))


def _hours(own: str, place: Place, site: Site, cameras: Sequence[Camera]) -> Iterator[Fact]:
    """The hours of the sign's devices: the place's, and each other that devices name."""
    other: dict[str, list[Camera]] = {}
    for camera in cameras:
        if camera.hours is not None and camera.hours != place.hours.value:
            other.setdefault(camera.hours, []).append(camera)
    if not cameras or sum(map(len, other.values())) < len(cameras):
        yield place.hours
    for hours, those in sorted(other.items()):
        yield Fact(f"{own}.hours.{hours}", "hours", hours, _of(site, those, "hours"))


def _count(name: str, site: Site, cameras: Sequence[Camera]) -> Fact:
    on = [pointer for key in ("sign", "service", "regime") for pointer in _of(site, cameras, key)]
    return Fact(name, "number", len(cameras), tuple(on))


def _building(own: str, site: Site, sign: Sign, cameras: Iterable[Camera]) -> Fact | None:
    """The building of a sign that speaks for one as a whole: true only while all its devices stand in it."""
    if sign.mode != "building":
        return None
    at = f"/site/signs/{sign.id}"
    name = site.buildings.get(sign.building or "")
    on: list[Pointer] = [(site.id, f"{at}/building"), (site.id, f"{at}/mode"), (site.id, f"{at}/area")]
    on += [(site.id, f"/site/buildings/{sign.building}"), *_of(site, cameras, "area")]
    return Fact(f"{own}.building", "label", name, tuple(on))
