"""What hosts should be, from the example inventory."""

from __future__ import annotations

import subprocess

import pytest

from closedcircuit import inventory
from closedcircuit.fleet import desired, groups, known_hosts
from closedcircuit.fleet.component import Component
from closedcircuit.inventory import Inventory
from tests.conftest import NUMBERS, REPOSITORY

SITE = "gangneung-terminal"


@pytest.fixture(scope="module")
def loaded() -> Inventory:
    return inventory.load(REPOSITORY)


def _parts(loaded: Inventory, host: str) -> dict[str, Component]:
    site = loaded.sites[SITE]
    return desired.components(loaded, site, site.hosts[host], {}, NUMBERS)


def test_only_the_gateway_forwards(loaded: Inventory) -> None:
    for site in loaded.sites.values():
        for host in site.hosts.values():
            values = desired.components(loaded, site, host, {}, NUMBERS)["kernel"].values
            assert values["net/ipv4/ip_forward"] == ("1" if host.role == "gateway" else "0")
            assert values["net/ipv6/conf/all/forwarding"] == "0"
            assert values["net/ipv4/conf/all/rp_filter"] == "1"


def test_rules_stand_before_anything_is_forwarded(loaded: Inventory) -> None:
    deploy = (REPOSITORY / "deploys/site.py").read_text()
    assert 0 < deploy.index("operations.firewall(") < deploy.index('parts["kernel"]')
    unit = next(file for file in _parts(loaded, "gateway")["kernel"].files if "systemd-sysctl" in file.path)
    assert "Requires=nftables.service\nAfter=nftables.service" in unit.text


def test_time_comes_from_the_gateways_leg_in_the_hosts_own_network(loaded: Inventory) -> None:
    time = {host: _parts(loaded, host)["time"].files[0].text for host in loaded.sites[SITE].hosts}
    assert "server 10.43.20.1 " in time["recorder"]
    assert "server 10.43.30.1 " in time["viewing"]
    assert "allow 10.43.10.0/24" in time["gateway"]
    assert "\nport 0" in time["recorder"]
    assert "\nport 0" not in time["gateway"]


def test_no_default_route_stays_among_cameras_and_the_script_is_shell(loaded: Inventory) -> None:
    routes = next(file for file in _parts(loaded, "recorder")["routes"].files if file.path.endswith("/routes"))
    assert "default dev eth0" in routes.text
    assert "default dev eth1" not in routes.text
    assert "ip route replace 10.40.10.0/24 via 10.43.20.1" in routes.text
    assert "10.43.10." not in routes.text, "nobody but the recorder's own leg reaches cameras"
    subprocess.run(["sh", "-n"], input=routes.text, text=True, timeout=10, check=True)


def test_no_name_server_is_asked(loaded: Inventory) -> None:
    resolver = next(file for file in _parts(loaded, "recorder")["routes"].files if file.path == "/etc/resolv.conf")
    assert "nameserver" not in resolver.text


def test_ids_of_operations_are_their_own(loaded: Inventory) -> None:
    parts = _parts(loaded, "recorder")
    assert len({part.name for part in parts.values()}) == len(parts)
    assert all(key == part.id for key, part in parts.items())


def test_a_host_without_a_key_is_in_no_list_of_known_hosts(loaded: Inventory) -> None:
    """Strict checking then refuses it."""
    assert known_hosts(loaded, loaded.sites[SITE]) == ""
    data = dict(groups(REPOSITORY)["site_gangneung_terminal"])[f"{SITE}/recorder"]
    assert data["ssh_strict_host_key_checking"] == "yes"
