"""References of an inventory: what one entry names, another must be; every fault with its place.

Pure: values in, problems out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from closedcircuit.errors import Problem, did_you_mean
from closedcircuit.model import Address, Host, Organization, Site, Zone
from closedcircuit.yamlfile import Document

Documents = Mapping[tuple[str | None, str], Document]
SUBJECTS_IN_CAMERAS = "camera"
SUBJECTS_IN_SITE = {
    "area": "areas",
    "sign": "signs",
    "zone": "zones",
    "flow": "flows",
    "host": "hosts",
    "role": "people",
    "group": "retention_groups",
    "store": "stores",
    "hold": "holds",
}
"""Kinds of subject that are entries of a site's file, with the key under which they stand."""


def problems(organization: Organization, sites: Mapping[str, Site], documents: Documents) -> Iterator[Problem]:
    """Every reference that leads nowhere, and every address that is outside its network or used twice."""
    own = _Place(documents[None, "organization"])
    yield from _hosts(own, organization.hosts, organization.zones, {})
    owners: dict[str, Document] = {}
    for folder, site in sites.items():
        place = _Place(documents[folder, "site"])
        if site.id in owners and site.id != folder:
            yield place.problem("/id", f"the id {site.id} a second time", f"{owners[site.id].file} claims it as well")
        elif site.id != folder:
            yield place.problem("/id", f"found {site.id}, in the folder {folder}", f"write id: {folder}")
        elif site.id == "homepage":
            yield place.problem(
                "/id", "no id for a site", "the hosts that serve the homepage are deployed by this name"
            )
        owners.setdefault(site.id, place.document)
        yield from _site(place, site, organization)
        yield from _cameras(_Place(documents[folder, "cameras"]), site)
    for (owner, kind), document in documents.items():
        if kind in ("attestations", "waivers"):
            # An attestation or a waiver stands in the folder of the place that it speaks of.
            known = list(subjects(owner, documents))
            for key, entry in document.data.items():
                yield from _Place(document).missing(f"/{key}/subject", "subject", entry["subject"], known)


@dataclass(frozen=True)
class _Place:
    document: Document

    def problem(self, pointer: str, message: str, advice: str) -> Problem:
        return Problem(self.document.position(pointer), message, advice)

    def missing(self, pointer: str, kind: str, name: str, known: Collection[str]) -> Iterator[Problem]:
        if name not in known:
            yield self.problem(pointer, f"no {kind} {name}", did_you_mean(name, list(known)))


def _site(place: _Place, site: Site, organization: Organization) -> Iterator[Problem]:
    zones = {**organization.zones, **site.zones}
    for name in site.zones.keys() & organization.zones.keys():
        advice = "organization.yaml has a zone of this id; name it otherwise"
        yield place.problem(f"/zones/{name}", f"the zone {name} a second time", advice)
    yield from _hosts(place, site.hosts, site.zones, {})
    for key, flow in site.flows.items():
        yield from place.missing(f"/flows/{key}/from", "zone", flow.source, zones)
        yield from place.missing(f"/flows/{key}/to", "zone", flow.target, zones)
    for key, area in site.areas.items():
        if area.building is not None:
            yield from place.missing(f"/areas/{key}/building", "building", area.building, site.buildings)
    for key, sign in site.signs.items():
        yield from place.missing(f"/signs/{key}/area", "area", sign.area, site.areas)
        if sign.building is not None:
            yield from place.missing(f"/signs/{key}/building", "building", sign.building, site.buildings)
    for key, role in site.people.items():
        if role.processor is not None:
            yield from place.missing(f"/people/{key}/processor", "processor", role.processor, organization.processors)
    for key, account in site.accounts.items():
        yield from place.missing(f"/accounts/{key}/role", "authorised role", account.role, site.people)
    for index, processor in enumerate(site.processors):
        yield from place.missing(f"/processors/{index}", "processor", processor, organization.processors)
    for key, hold in place.document.data.get("holds", {}).items():
        for index, camera in enumerate(hold["cameras"]):
            yield from place.missing(f"/holds/{key}/cameras/{index}", "camera", camera, site.cameras)


def _hosts(
    place: _Place, hosts: Mapping[str, Host], zones: Mapping[str, Zone], used: dict[Address, str]
) -> Iterator[Problem]:
    for key, host in hosts.items():
        for name, leg in host.interfaces.items():
            pointer = f"/hosts/{key}/interfaces/{name}"
            yield from place.missing(f"{pointer}/zone", "zone", leg.zone, zones)
            yield from _address(place, pointer, leg.address, zones.get(leg.zone), used, f"host {key}")
        yield from _disks(place, host)


def _disks(place: _Place, host: Host) -> Iterator[Problem]:
    """A device holds one thing, a serial number is one disk's, and footage lies on one volume."""
    devices: dict[str, str | None] = {}
    serials: dict[str, str] = {}
    for key, disk in host.disks.items():
        pointer = f"/hosts/{host.id}/disks/{key}"
        if disk.serial in serials:
            advice = f"disk {serials[disk.serial]} has it"
            yield place.problem(f"{pointer}/serial", f"the serial number {disk.serial} a second time", advice)
        elif disk.serial is not None:
            serials[disk.serial] = key
        if disk.device is None:
            continue
        if disk.device in devices and (disk.use != "footage" or devices[disk.device] != "footage"):
            yield place.problem(f"{pointer}/device", f"{disk.device} holds something else", "name another device")
        if disk.use == "footage" and "footage" in devices.values() and disk.device not in devices:
            advice = "disks for footage form one volume, which each of them names"
            yield place.problem(f"{pointer}/device", f"{disk.device} is another volume for footage", advice)
        devices.setdefault(disk.device, disk.use)


def _address(
    place: _Place, pointer: str, address: Address, zone: Zone | None, used: dict[Address, str], owner: str
) -> Iterator[Problem]:
    if zone is not None and address not in zone.cidr:
        yield place.problem(f"{pointer}/address", f"{address} lies outside {zone.cidr}", f"the network of {zone.id}")
    if address in used:
        yield place.problem(f"{pointer}/address", f"{address} a second time", f"{used[address]} has it")
    used.setdefault(address, owner)


def _cameras(place: _Place, site: Site) -> Iterator[Problem]:
    recorders = [key for key, host in site.hosts.items() if host.role == "recorder"]
    camera_zones = [key for key, zone in site.zones.items() if zone.kind == "camera"]
    used: dict[Address, str] = {}
    for key, host in site.hosts.items():
        used.update({leg.address: f"host {key}" for leg in host.interfaces.values()})
    for key, camera in site.cameras.items():
        yield from place.missing(f"/{key}/area", "area", camera.area, site.areas)
        for index, area in enumerate(camera.sees):
            yield from place.missing(f"/{key}/sees/{index}", "area", area, site.areas)
        for name, value, known in (
            ("sign", camera.sign, site.signs),
            ("recorder", camera.recorder, recorders),
            ("zone", camera.zone, camera_zones),
            ("retention_group", camera.retention_group, site.retention_groups),
        ):
            if value is not None:
                yield from place.missing(f"/{key}/{name}", _WORDS.get(name, name), value, known)
        if camera.address is not None:
            zone = site.zones.get(camera.zone or (camera_zones[0] if len(camera_zones) == 1 else ""))
            if zone is None and camera.zone is None:
                advice = (
                    f"write zone: {camera_zones[0]}" if camera_zones else "the site declares no zone of kind camera"
                )
                yield place.problem(f"/{key}/address", "an address in no known zone", advice)
            yield from _address(place, f"/{key}", camera.address, zone, used, f"camera {key}")


_WORDS = {"retention_group": "retention group", "zone": "zone of kind camera"}


def subjects(folder: str | None, documents: Documents) -> Iterator[str]:
    """Everything a verdict can be about: at a site, or (None) of the organization as a whole."""
    if folder is None:
        yield from ("organization", "policy")
    else:
        yield f"site/{folder}"
        yield from (f"{SUBJECTS_IN_CAMERAS}/{folder}/{key}" for key in documents[folder, "cameras"].data)
        for kind, name in SUBJECTS_IN_SITE.items():
            yield from (f"{kind}/{folder}/{key}" for key in documents[folder, "site"].data.get(name, {}))
    for kind in ("waiver", "attestation"):
        if document := documents.get((folder, f"{kind}s")):
            yield from (f"{kind}/{folder or 'organization'}/{key}" for key in document.data)


DEVICES = ("open_devices", "staff_devices")
"""What the policy states of a place that is counted from its cameras."""


def pointer(subject: str) -> str:
    """The JSON pointer into `declared` of what a subject is."""
    kind, *names = subject.split("/")
    if kind in SUBJECTS_IN_SITE:
        return f"/site/{SUBJECTS_IN_SITE[kind]}/{names[-1]}"
    if kind in ("camera", "waiver", "attestation"):
        return f"/{kind}s/{names[-1]}"
    return f"/{kind}"


def contradicted(subject: str, source: str, path: str) -> str:
    """The JSON pointer into `declared` of what a host or the public page contradicts.

    It is the subject, or, of a fact of a place on the policy page (`/text/<language>/facts/sites.<id>.<field>`), that
    field of the place, or the place where it has none of that name.
    """
    kind, *rest = path.rpartition("/facts/")[2].split(".")
    if source != "published" or kind != "sites" or not rest:
        return pointer(subject)
    site, *field = rest
    if field and field[0] in DEVICES:
        return f"/sites/{site}/cameras"
    return "/".join(["/sites", site, "site", *field[:1]])
