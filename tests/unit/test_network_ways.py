"""Ways through a network: what a packet reaches over several hops, where chains lead, and how a user is told."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from closedcircuit import firewall, inventory, network
from closedcircuit.network.ways import rules
from tests.conftest import REPOSITORY, Run

Edit = Callable[[str, str, str], int]
INVENTORY = inventory.load(REPOSITORY)
SITE = INVENTORY.sites["gangneung-terminal"]
ORGANIZATION = INVENTORY.organization
YAML = "sites/gangneung-terminal/site.yaml"


def _network(text: str) -> network.Permit:
    """A rule that makes the recorder a bridge from its cameras into the recording network."""
    recorder = SITE.hosts["recorder"]
    camera, recording = (
        next(leg for leg in recorder.interfaces.values() if leg.zone == zone) for zone in ("cameras", "recording")
    )
    cidr = SITE.zones["cameras"].cidr
    target = ipaddress.ip_network(text)
    return network.Permit("bridge", "forward", camera.id, recording.id, (cidr,), (target,), "tcp", 22)


@pytest.mark.parametrize("site", INVENTORY.sites.values(), ids=list(INVENTORY.sites))
def test_the_example_is_closed_over_packets_and_over_chains(site: inventory.Site) -> None:
    assert network.leaks(site, ORGANIZATION) == []
    assert network.exposures(site, ORGANIZATION) == []
    assert list(network.ways(site, ORGANIZATION)), "nothing was followed"


def test_a_recorder_that_bridges_its_two_networks_is_found_with_every_hop() -> None:
    loaded = rules(SITE, ORGANIZATION)
    loaded["recorder"] = [*loaded["recorder"], _network(str(SITE.zones["recording"].cidr))]
    found = network.leaks(SITE, ORGANIZATION, loaded)
    assert found
    assert {(way.zone, way.hops[0].host, way.hops[0].flow) for way in found} == {("cameras", "recorder", "bridge")}
    assert "recorder (" in str(found[0])


def test_two_hops_to_the_internet_are_a_chain_and_exit_one(run: Run, root: Path, edit: Edit) -> None:
    out = "  out: {from: management, to: internet, service: https, reason: updates}\n"
    hop = "  hop: {from: cameras, to: management, service: https, reason: upload}\n"
    edit(YAML, "flows:\n", "flows:\n" + out + hop)
    reply = run("network", "--root", root, "gangneung-terminal")
    assert reply.code == 1
    assert "cameras -> management (hop) -> internet (out)" in reply.out
    reply = run("network", "--root", root, "gangneung-terminal", "--explain", "camera:internet")
    assert reply.code == 0
    assert "only if a host relays" in reply.out


def test_the_matrix_gives_the_reason_of_every_open_cell(run: Run, root: Path) -> None:
    reply = run("network", "--root", root, "gangneung-terminal", "--format", "json")
    assert reply.code == 0
    document = json.loads(reply.out)
    assert document["closed"] is True
    cells = document["cells"]
    assert {cell["allowed"] for cell in cells} == {True, False}
    assert all((cell["reason"] is not None) is cell["allowed"] for cell in cells)
    opened = [cell for cell in cells if cell["allowed"] and cell["to"]["who"] == "cameras"]
    assert {(cell["from"]["who"], cell["port"]) for cell in opened} == {("recorder", 554)}


def test_a_question_is_answered_and_a_wrong_one_corrected(run: Run, root: Path) -> None:
    asked = run("network", "--root", root, "gangneung-terminal", "--explain", "viewing:recording:https")
    assert "viewing-https-recorder" in asked.out
    closed = run("network", "--root", root, "gangneung-terminal", "--explain", "cameras:recording")
    assert "no flow allows it" in closed.out
    for wrong, said in {
        "camera": "no FROM:TO",
        "camras:internet": "cameras",
        "cameras:internet:htp": "no such service",
    }.items():
        reply = run("network", "--root", root, "gangneung-terminal", "--explain", wrong)
        assert reply.code == 2
        assert said in reply.err


def test_the_drawing_is_the_same_bytes_and_a_name_is_only_text(run: Run, root: Path, edit: Edit) -> None:
    edit(YAML, "en: Gangneung terminal}", "en: Sand & Sea's terminal}")
    reply = run("network", "--root", root, "gangneung-terminal", "--format", "svg")
    assert reply.code == 0, reply.err
    first = reply.out
    assert first == run("network", "--root", root, "gangneung-terminal", "--format", "svg").out
    drawing = ElementTree.fromstring(first)  # noqa: S314
    assert any("Sand & Sea's terminal" in (node.text or "") for node in drawing.iter())


def test_no_free_text_reaches_the_rules(run: Run, root: Path, edit: Edit) -> None:
    evil = 'x\\" accept; # $(reboot) {{ 7*7 }}'
    flow = f'  extra: {{from: viewing, to: recording, service: ssh, reason: "{evil}"}}\n'
    edit(YAML, "flows:\n", "flows:\n" + flow)
    loaded = inventory.load(root)
    site = loaded.sites["gangneung-terminal"]
    text = "".join(firewall.ruleset(loaded, site, host) for host in site.hosts.values())
    assert "reboot" not in text
    assert 'comment "extra"' in text


@pytest.mark.parametrize("flow", ["a b", "Extra", 'a\\"b', "x" * 101, "a;b"])
def test_a_flow_whose_id_nft_could_not_hold_is_refused(run: Run, root: Path, edit: Edit, flow: str) -> None:
    line = edit(YAML, "flows:\n", f'flows:\n  "{flow}": {{from: viewing, to: recording, service: ssh}}\n')
    reply = run("check", "--root", root)
    assert reply.code == 2
    assert f"site.yaml:{line + 1}:" in reply.err


def test_a_rule_more_and_a_rule_less_are_both_differences() -> None:
    host = SITE.hosts["gateway"]
    wanted = firewall.expected(INVENTORY, SITE, host)
    block = next(name for name in wanted if "forward" in name)
    more = {**wanted, block: (*wanted[block], "accept")}
    less = {**wanted, block: wanted[block][:-1]}
    assert "accept" in str(firewall.difference(wanted, more)[0])
    assert firewall.difference(wanted, less)
    assert firewall.difference(wanted, {}), "rules that are gone"
    assert not firewall.difference(wanted, wanted)
