"""What the policy states of an inventory: facts with the places that they stand on.

Pure: an inventory in, values out. A fact that the inventory lacks has the value None. What is planned is not stated.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from closedcircuit.documents.facts import (
    Contact,
    Entry,
    Fact,
    Group,
    OperatorFacts,
    OtherHours,
    Place,
    Pointer,
    PolicyFacts,
    Processor,
    Region,
    Role,
    Statement,
    Totals,
)
from closedcircuit.inventory import Inventory
from closedcircuit.model import Camera, ContactPoint, Label, Organization, Policy, RetentionBasis, Site


def statement(inventory: Inventory) -> Statement:
    """What the policy states of an inventory. Places stand in the order of their regions, then of their ids."""
    sites = [site for site in inventory.sites.values() if site.in_service]
    sites.sort(key=lambda site: (site.region is None, site.region.ko if site.region else "", site.id))
    places = tuple(_place(site, inventory.policy) for site in sites)
    services = tuple((site.id, "/site/service") for site in inventory.sites.values())
    total = Totals(
        Fact("total.places", "number", len(places), services),
        _total("open_devices", [place.open_devices for place in places]),
        _total("staff_devices", [place.staff_devices for place in places]),
    )
    regions = tuple(_regions(sites, places))
    return Statement(_operator(inventory.organization), _policy(inventory.policy, sites), places, regions, total)


def _regions(sites: Iterable[Site], places: Iterable[Place]) -> Iterator[Region]:
    """The places by region, in their order; those of no region come last."""
    found: dict[Label | None, list[tuple[Site, Place]]] = {}
    for site, place in zip(sites, places, strict=True):
        found.setdefault(site.region, []).append((site, place))
    for label, members in found.items():
        key = hashlib.sha256(repr(label).encode()).hexdigest()[:8] if label else "other"
        on = tuple((site.id, "/site/region") for site, _ in members)
        name = Fact(f"regions.{key}.name", "label", label, on) if label else None
        yield Region(key, name, tuple(place for _, place in members))


def _total(name: str, counts: list[Fact]) -> Fact:
    value = sum(count.value for count in counts if isinstance(count.value, int))
    return Fact(f"total.{name}", "number", value, tuple(pointer for count in counts for pointer in count.stands_on))


def _operator(organization: Organization) -> OperatorFacts:
    officer = organization.privacy_officer
    return OperatorFacts(
        Fact("organization.name", "label", organization.name, ((None, "/organization/name"),)),
        organization.example,
        _contact("organization.privacy_officer", officer, ((None, "/organization/privacy_officer"),))
        if officer
        else None,
        tuple(
            Processor(
                key,
                Fact(f"processors.{key}.name", "label", processor.name, ((None, f"{where}/name"),)),
                Fact(f"processors.{key}.task", "label", processor.task, ((None, f"{where}/task"),)),
                Fact(f"processors.{key}.phone", "phone", processor.phone, ((None, f"{where}/phone"),)),
            )
            for key, processor in organization.processors.items()
            for where in [f"/organization/processors/{key}"]
        ),
    )


def _policy(policy: Policy, sites: Iterable[Site]) -> PolicyFacts:
    viewing = policy.viewing
    # "For no other purpose" is true only while no device serves another one.
    served = tuple((site.id, f"/cameras/{camera.id}/purposes") for site in sites for camera in site.filming())
    return PolicyFacts(
        Fact("policy.version", "version", policy.version, ((None, "/policy/version"),)),
        Fact("policy.effective", "date", policy.effective, ((None, "/policy/effective"),)),
        _or_missing(
            [Fact(f"policy.ground.{item}", "ground", item, ((None, "/policy/ground"),)) for item in policy.ground],
            Fact("policy.ground", "ground", None, ((None, "/policy/ground"),)),
        ),
        tuple(
            Entry(key, Fact(f"policy.purposes.{key}", "label", label, ((None, f"/policy/purposes/{key}"), *served)))
            for key, label in policy.purposes.items()
        ),
        _or_missing(
            [_range("policy", key, label, ()) for key, label in policy.ranges.items()],
            Fact("policy.ranges", "label", None, ((None, "/policy/ranges"),)),
        ),
        Fact("policy.hours", "hours", policy.hours, ((None, "/policy/hours"),)),
        _contact("policy.responsible", policy.responsible, ((None, "/policy/responsible"),)),
        Fact(
            "policy.viewing.method", "label", viewing.method if viewing else None, ((None, "/policy/viewing/method"),)
        ),
        Fact("policy.viewing.place", "label", viewing.place if viewing else None, ((None, "/policy/viewing/place"),)),
    )


def _or_missing(facts: list[Fact], missing: Fact) -> tuple[Fact, ...]:
    return tuple(facts) or (missing,)


def _range(owner: str, key: str, label: Label, more: Iterable[Pointer]) -> Fact:
    return Fact(f"{owner}.ranges.{key}", "label", label, ((None, f"/policy/ranges/{key}"), *more))


def _contact(fact: str, contact: ContactPoint | None, bases: tuple[Pointer, ...]) -> Contact:
    def on(key: str) -> tuple[Pointer, ...]:
        return tuple((site, f"{base}/{key}") for site, base in bases)

    found = contact or ContactPoint()
    return Contact(
        Fact(f"{fact}.department", "label", found.department, on("department")),
        Fact(f"{fact}.title", "label", found.title, on("title")),
        Fact(f"{fact}.phone", "phone", found.phone, on("phone")),
    )


def _place(site: Site, policy: Policy) -> Place:
    own = f"sites.{site.id}"
    filming = site.filming()

    def at(pointer: str) -> tuple[Pointer, ...]:
        return ((site.id, pointer),)

    # A place names a post of its own, or leaves the policy's to answer; never half of one and half of the other.
    bases: tuple[Pointer, ...] = at("/site/responsible")
    if site.responsible is None:
        bases = (*bases, (None, "/policy/responsible"))
    counts = [role.count for role in site.people.values()]
    known = [count for count in counts if count is not None]
    hours = site.hours or policy.hours
    return Place(
        site.id,
        f"devices-at-{site.id}",
        Fact(f"{own}.name", "label", site.name, at("/site/name")),
        Fact(f"{own}.address", "label", site.address, at("/site/address")),
        _count(f"{own}.open_devices", site, filming, site.open_count()),
        _count(f"{own}.staff_devices", site, filming, site.staff_count()),
        tuple(_ranges(site, policy)),
        Fact(f"{own}.hours", "hours", hours, (*at("/site/hours"), *([] if site.hours else [(None, "/policy/hours")]))),
        tuple(_other_hours(site, filming, hours)),
        Fact(f"{own}.retention", "days", site.retention, at("/site/retention")),
        _reason(own, site.retention_basis, at("/site/retention_basis")),
        tuple(_groups(site, filming)),
        Fact(f"{own}.storage", "label", site.storage.place if site.storage else None, at("/site/storage/place")),
        _contact(f"{own}.responsible", site.responsible or policy.responsible, bases),
        tuple(
            Role(
                Fact(f"{own}.people.{key}.title", "label", role.title, at(f"/site/people/{key}/title")),
                Fact(f"{own}.people.{key}.count", "number", role.count, at(f"/site/people/{key}/count")),
            )
            for key, role in site.people.items()
        ),
        Fact(
            f"{own}.people",
            "number",
            sum(known) if counts and len(known) == len(counts) else None,
            tuple((site.id, f"/site/people/{key}/count") for key in site.people) or at("/site/people"),
        ),
    )


def _count(fact: str, site: Site, filming: Iterable[Camera], number: int) -> Fact:
    """A number of devices: it stands on the service of every camera, and on the regime of those that film."""
    return Fact(
        fact,
        "number",
        number,
        (
            (site.id, "/site/service"),
            *((site.id, f"/cameras/{key}/service") for key in site.cameras),
            *((site.id, f"/cameras/{camera.id}/regime") for camera in filming),
        ),
    )


def _ranges(site: Site, policy: Policy) -> Iterator[Fact]:
    """The policy's ranges in which open-place devices stand, in the policy's order; then what is missing."""
    found: dict[str | None, list[Pointer]] = {}
    for camera in site.filming():
        if camera.open_place:
            area = site.areas.get(camera.area)
            key = area.range if area and area.range in policy.ranges else None
            on = found.setdefault(key, [])
            on += [(site.id, f"/cameras/{camera.id}/area"), (site.id, f"/site/areas/{camera.area}/range")]
    for name, label in policy.ranges.items():
        if name in found:
            yield _range(f"sites.{site.id}", name, label, dict.fromkeys(found[name]))
    if None in found:
        yield Fact(f"sites.{site.id}.ranges", "label", None, tuple(dict.fromkeys(found[None])))


def _other_hours(site: Site, filming: Iterable[Camera], usual: str | None) -> Iterator[OtherHours]:
    for hours, on in _by((camera.hours, camera) for camera in filming if camera.hours != usual).items():
        fact = f"sites.{site.id}.hours.{hours}"
        pointers = tuple((site.id, f"/cameras/{camera.id}/hours") for camera in on)
        yield OtherHours(Fact(fact, "hours", hours, pointers), Fact(f"{fact}.devices", "number", len(on), pointers))


def _groups(site: Site, filming: Iterable[Camera]) -> Iterator[Group]:
    members = _by((camera.retention_group, camera) for camera in filming)
    for key, group in site.retention_groups.items():
        if key in members:
            fact, where = f"sites.{site.id}.groups.{key}", f"/site/retention_groups/{key}"
            on = tuple((site.id, f"/cameras/{camera.id}/retention_group") for camera in members[key])
            yield Group(
                Fact(f"{fact}.name", "label", group.name, ((site.id, f"{where}/name"),)),
                Fact(f"{fact}.devices", "number", len(members[key]), on),
                Fact(f"{fact}.retention", "days", group.retention, ((site.id, f"{where}/retention"),)),
                _reason(fact, group.basis, ((site.id, f"{where}/basis"),)),
            )


def _reason(fact: str, basis: RetentionBasis | None, on: tuple[Pointer, ...]) -> Fact:
    return Fact(f"{fact}.reason", "label", basis.reason if basis else None, on)


def _by(pairs: Iterable[tuple[str | None, Camera]]) -> Mapping[str, list[Camera]]:
    """Cameras by what they name, in the order of the names; those that name nothing are left out."""
    found: dict[str, list[Camera]] = {}
    for name, camera in pairs:
        if name is not None:
            found.setdefault(name, []).append(camera)
    return dict(sorted(found.items()))
