"""What a twin is made of, computed from the inventory."""

from __future__ import annotations

import ipaddress

import pytest

from closedcircuit import inventory, network
from closedcircuit.inventory import Inventory
from closedcircuit.twin import machine, packets, standin
from closedcircuit.twin.layout import layout
from closedcircuit.twin.probes import probes
from tests.conftest import REPOSITORY, Run


@pytest.fixture(scope="module")
def examples() -> Inventory:
    return inventory.load(REPOSITORY)


def test_every_host_and_camera_has_the_addresses_that_are_declared(examples: Inventory) -> None:
    for site in examples.sites.values():
        plan = layout(site, examples.organization)
        for host in site.hosts.values():
            declared = {(leg.id, leg.zone, leg.address, leg.mac) for leg in host.interfaces.values()}
            assert {(leg.interface, leg.zone, leg.address, leg.mac) for leg in plan[host.id].legs} == declared
        cameras = {(camera.address, camera.mac) for camera in site.cameras.values()}
        raised = {(leg.address, leg.mac) for node in plan.nodes if node.role == "camera" for leg in node.legs}
        assert raised == cameras


def test_no_two_legs_share_an_address_or_a_mac(examples: Inventory) -> None:
    for site in examples.sites.values():
        legs = [leg for node in layout(site, examples.organization).nodes for leg in node.legs]
        assert len({leg.address for leg in legs}) == len(legs)
        assert len({leg.mac for leg in legs}) == len(legs)


def test_every_zone_has_a_stranger(examples: Inventory) -> None:
    for site in examples.sites.values():
        plan = layout(site, examples.organization)
        assert {node.legs[0].zone for node in plan.nodes if node.role == "guest"} == set(plan.zones)


def test_every_pair_of_the_matrix_is_probed(examples: Inventory) -> None:
    for site in examples.sites.values():
        plan = layout(site, examples.organization)
        cells = network.matrix(examples, site)
        planned = probes(plan, cells)
        tried = {(probe.leg.zone, probe.port, probe.protocol) for probe in planned if probe.kind == "connect"}
        assert tried >= {(cell.source.zone, cell.port, cell.protocol) for cell in cells}
        flows = {cell.flow for cell in cells if cell.allowed}
        assert {probe.flow for probe in planned if probe.allowed} == flows
        assert not [probe for probe in planned if probe.allowed and probe.kind != "connect"]


def test_a_feigned_packet_has_right_checksums() -> None:
    one, two = ipaddress.ip_address("10.0.0.1"), ipaddress.ip_address("10.0.0.2")
    for protocol, number in packets.PROTOCOLS.items():
        packet = packets.lie(protocol, one, 10_000, two, 22)
        assert packets.ports(packet, 4) == (10_000, 22)
        body = packet[20:]
        pseudo = one.packed + two.packed + bytes([0, number]) + len(body).to_bytes(2, "big")
        assert packets.checksum(pseudo + body) == 0
        six = packets.lie(protocol, ipaddress.ip_address("fd00::1"), 10_000, ipaddress.ip_address("fd00::2"), 22)
        assert packets.ports(six[40:], 6) == (10_000, 22)


def test_what_is_cut_short_is_nobodys_packet() -> None:
    assert packets.ports(b"", 4) is None
    assert packets.ports(b"\x45" + bytes(20), 4) is None


def test_the_time_server_answers_with_the_time_it_has() -> None:
    request = bytes([0x23, 0, 6]) + bytes(37) + b"clientts"
    reply = standin.answer(request, 1_800_000_000.5)
    assert len(reply) == 48
    assert reply[24:32] == b"clientts"
    assert int.from_bytes(reply[40:44], "big") - 2_208_988_800 == 1_800_000_000
    assert reply[44:48] == b"\x80\0\0\0"


def test_a_machine_that_lacks_programs_says_what_brings_them(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setenv("PATH", "/nonexistent")
    said = machine.lacks()
    assert said is not None
    assert "systemd-container" in said
    assert "make system" in said
    for command in (("rehearse", "gangneung-terminal"), ("twin", "up", "gangneung-terminal")):
        done = run("--root", REPOSITORY, *command)
        assert done.code == 2
        assert "systemd-container" in done.err
