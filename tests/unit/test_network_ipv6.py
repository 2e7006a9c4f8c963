"""A site that speaks both versions of IP: each host takes the leg of the version that is spoken."""

from __future__ import annotations

from pathlib import Path

import pytest

from closedcircuit import firewall, inventory, network
from closedcircuit.fleet import desired
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site
from closedcircuit.twin import layout
from tests.conftest import NUMBERS, Run
from tests.unit.test_firewall_loaded import LIST, LOAD, Nft, nft

__all__ = ["nft"]
SMALL = "gangneung-terminal"


@pytest.fixture
def loaded(dual_stack: Path) -> Inventory:
    return inventory.load(dual_stack)


@pytest.fixture
def site(loaded: Inventory) -> Site:
    return loaded.sites[SMALL]


def test_a_flow_by_ipv6_passes_every_host_on_its_way(loaded: Inventory, site: Site) -> None:
    found = {
        host.id: [
            (permit.chain, permit.arrives, permit.leaves, str(permit.sources[0]), str(permit.targets[0]))
            for permit in network.permits(site, loaded.organization, host)
            if permit.flow == "watch-six"
        ]
        for host in site.hosts.values()
    }
    desk, recorder = "fd00:43:30::11/128", "fd00:43:20::11/128"
    zones = "fd00:43:30::/64", "fd00:43:20::/64"
    assert found["gateway"] == [("forward", "eth5", "eth4", *zones)]
    assert ("output", None, "eth1", desk, zones[1]) in found["viewing"]
    assert ("input", "eth2", None, zones[0], recorder) in found["recorder"]
    assert network.useless(site, loaded.organization) == []
    assert network.leaks(site, loaded.organization) == []


def test_a_flow_between_versions_is_named_as_one_that_carries_nothing(dual_stack: Path, run: Run) -> None:
    path = dual_stack / f"inventory/sites/{SMALL}/site.yaml"
    path.write_text(path.read_text("utf-8").replace("to: recording-six", "to: recording"), "utf-8")
    shown = run("network", SMALL, "--root", dual_stack)
    assert "NO WAY watch-six: " in shown.out
    assert "one end speaks IPv4 and the other IPv6" in shown.out


def test_what_implied_flows_need_stays_with_the_leg_that_management_reaches(loaded: Inventory, site: Site) -> None:
    assert [str(network.reached_at(host, site, loaded.organization)) for host in site.hosts.values()] == [
        "10.43.40.1",
        "10.43.20.11",
        "10.43.30.11",
    ]


def test_only_a_gateway_between_networks_of_ipv6_forwards_it(loaded: Inventory, site: Site) -> None:
    key = "net/ipv6/conf/all/forwarding"
    six = {
        host.id: desired.components(loaded, site, host, {}, NUMBERS)["kernel"].values[key]
        for host in site.hosts.values()
    }
    assert six == {"gateway": "1", "recorder": "0", "viewing": "0"}


def test_each_route_goes_by_a_gateway_of_its_own_version(loaded: Inventory, site: Site) -> None:
    parts = desired.components(loaded, site, site.hosts["viewing"], {}, NUMBERS)
    routes = [line.split()[3:] for line in parts["routes"].files[0].text.splitlines() if "replace" in line]
    assert ["fd00:43:20::/64", "via", "fd00:43:30::1"] in routes
    assert ["10.43.20.0/24", "via", "10.43.30.1"] in routes
    assert all((":" in network) == (":" in gateway) for network, _, gateway in routes)


def test_the_rules_load_as_they_were_meant(nft: Nft, loaded: Inventory, site: Site) -> None:
    for host in site.hosts.values():
        found = firewall.parse(nft(LOAD + LOAD + LIST, firewall.ruleset(loaded, site, host)))
        assert firewall.difference(firewall.expected(loaded, site, host), found) == []


def test_a_twin_has_ways_of_both_versions(loaded: Inventory, site: Site) -> None:
    plan = layout.layout(site, loaded.organization)
    assert [str(route.via) for route in plan["viewing"].routes] == ["10.43.30.1", "fd00:43:30::1"]
    assert [str(route.via) for route in plan["guest.cameras"].routes] == ["fd00:43:10::1"]
    for node in plan.nodes:
        assert all(route.target is None or route.target.version == route.via.version for route in node.routes)
