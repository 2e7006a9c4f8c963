"""The edge list: what is declared, and what roles imply."""

from __future__ import annotations

import pytest

from closedcircuit import inventory, network
from closedcircuit.model import Organization, Site, structure
from tests.conftest import REPOSITORY

LABEL = {"ko": "가", "en": "a"}
ORGANIZATION = structure(
    {
        "id": "o",
        "name": LABEL,
        "timezone": "Asia/Seoul",
        "jurisdiction": "kr",
        "zones": {"hq": {"kind": "management", "cidr": "10.0.0.0/24"}},
        "hosts": {"manager": {"role": "management", "interfaces": {"eth0": {"zone": "hq", "address": "10.0.0.2"}}}},
    },
    Organization,
)


def _leg(zone: str, address: str) -> dict[str, dict[str, str]]:
    return {f"to-{zone}": {"zone": zone, "address": address}}


SITE = structure(
    {
        "id": "s",
        "name": LABEL,
        "service": "in-service",
        "zones": {
            "cameras": {"kind": "camera", "cidr": "10.1.1.0/24"},
            "recording": {"kind": "recording", "cidr": "10.1.2.0/24"},
            "viewing": {"kind": "viewing", "cidr": "10.1.3.0/24"},
        },
        "flows": {"extra": {"from": "hq", "to": "recording", "service": "https", "reason": "set-up"}},
        "hosts": {
            "gateway": {"role": "gateway", "interfaces": _leg("cameras", "10.1.1.1")},
            "recorder": {
                "role": "recorder",
                "interfaces": _leg("cameras", "10.1.1.2") | _leg("recording", "10.1.2.2"),
            },
            "desk": {"role": "viewing", "interfaces": _leg("viewing", "10.1.3.2")},
        },
        "cameras": {"c": {"service": "planned", "area": "a", "recorder": "recorder", "address": "10.1.1.9"}},
    },
    Site,
)


def _triples(site: Site = SITE) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.target, edge.service) for edge in network.edges(site, ORGANIZATION)}


def test_declared_and_implied_edges_are_one_list() -> None:
    assert _triples() == {
        ("hq", "recording", "https"),
        ("recording", "cameras", "rtsp"),
        ("viewing", "recording", "https"),
        ("cameras", "host/gateway", "ntp"),
        ("recording", "host/gateway", "ntp"),
        ("viewing", "host/gateway", "ntp"),
        ("host/gateway", "hq", "ntp"),
        *(("hq", place, "ssh") for place in ("host/gateway", "recording", "viewing")),
        *(
            ((place, "hq", service))
            for place in ("host/gateway", "recording", "viewing")
            for service in ("syslog", "apt")
        ),
    }


def test_a_recorder_without_cameras_reads_none() -> None:
    without = structure({"id": "s", "name": LABEL, "service": "planned", "cameras": {}}, Site)
    assert network.edges(without, ORGANIZATION) == []


@pytest.mark.parametrize("site", ["seoul-hq", "daejeon-hub", "gangneung-terminal"])
def test_every_edge_has_an_id_of_its_own_and_a_pointer_that_leads_somewhere(site: str) -> None:
    loaded = inventory.load(REPOSITORY)
    edges = network.edges(loaded.sites[site], loaded.organization)
    assert len({edge.id for edge in edges}) == len(edges)
    for edge in edges:
        assert len(edge.id) <= 100
        assert edge.id.replace("-", "").isalnum()
        assert loaded.position(edge.path, site).line > 1
        assert edge.reason


def test_no_camera_zone_opens_anything_but_time() -> None:
    for site in inventory.load(REPOSITORY).sites.values():
        kinds = {zone.id: zone.kind for zone in site.zones.values()}
        edges = network.edges(site, inventory.load(REPOSITORY).organization)
        assert {edge.service for edge in edges if kinds.get(edge.source) == "camera"} == {"ntp"}


def test_rules_see_zones_with_their_owner() -> None:
    seen = network.as_declared(SITE, ORGANIZATION)
    assert seen["zones"]["hq"] == {"kind": "management", "cidr": "10.0.0.0/24", "from": "organization"}
    assert seen["zones"]["cameras"] == {"kind": "camera", "cidr": "10.1.1.0/24", "from": "site"}
    assert {"id", "from", "to", "service", "reason", "implied", "path"} == set(seen["edges"][0])
