"""From what a host says to facts: nothing is said that is not known."""

from __future__ import annotations

import datetime
import functools
import http.server
import json
import os
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

from closedcircuit import evidence, inventory
from closedcircuit.errors import ToolError
from closedcircuit.fleet import observed
from closedcircuit.inventory import Inventory
from tests.conftest import REPOSITORY

SITE = "gangneung-terminal"
DAY = datetime.date(2026, 12, 1)
SAID = """@@time
2026-12-01T09:00:00Z
@@sockets
tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=34,fd=3))
tcp LISTEN 0 128 [::]:22 [::]:* users:(("sshd",pid=34,fd=4))
tcp LISTEN 0 128 127.0.0.1:25 0.0.0.0:* users:(("exim4",pid=3,fd=3))
udp UNCONN 0 0 0.0.0.0%eth0:68 0.0.0.0:*
@@neighbours
[{"dst":"10.43.10.11","dev":"eth0","lladdr":"02:00:0a:2b:0a:0b","state":["STALE"]},{"dst":"10.43.10.9","dev":"eth0"}]
@@bridge
@@absent bridge
@@leases
1764579600 02:00:00:00:00:AA 10.43.10.77 unknown *
@@routes
[{"dst":"default","gateway":"10.43.20.1","dev":"eth1"}]
[]
@@resolvers
nameserver 192.0.2.53
@@shells
root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
s10688:x:1000:1000::/home/s10688:/bin/bash
idle:x:1001:1001::/home/idle:/bin/sh
@@passwords
root L 2026-01-01 0 99999 7 -1
s10688 P 2026-01-01 0 99999 7 -1
idle L 2026-01-01 0 99999 7 -1
@@keys
root
@@sshd
passwordauthentication no
kbdinteractiveauthentication no
permitrootlogin without-password
allowtcpforwarding yes
@@clock
0A2B1401,10.43.20.1,3,1764579600.1,-0.0042,0.0001,0.0001,1.0,0.0,0.1,0.001,0.0005,64.2,Normal
@@updates
Inst openssl [1] (2 Debian-Security:12/stable-security [amd64])
Inst tzdata [1] (2 Debian:12/stable [amd64])
@@published
10.40.10.10 /debian-security/pool/updates/main/o/openssl/openssl_2_amd64.deb Tue, 17 Nov 2026 09:30:00 GMT
10.40.10.10 /debian/pool/main/t/tzdata/tzdata_2_all.deb Mon, 02 Nov 2026 09:30:00 GMT
@@connections
tcp 0 0 10.43.20.11:22 10.40.10.10:51234
tcp 0 0 [::ffff:10.43.10.2]:40000 [::ffff:10.43.10.11]:554
@@legacy
@@versions
nftables 1.0.6-2
@@end
"""


@pytest.fixture(scope="module")
def loaded() -> Inventory:
    return inventory.load(REPOSITORY)


def _facts(loaded: Inventory, said: str = SAID) -> dict[str, Any]:
    site = loaded.sites[SITE]
    return observed.facts(said.splitlines(), loaded, site, site.hosts["recorder"], DAY)


def test_every_section_becomes_a_fact(loaded: Inventory, tmp_path: Path) -> None:
    found = _facts(loaded)
    assert found["listeners"] == {
        "tcp-22": {"services": ["ssh", "tcp/22"], "addresses": ["0.0.0.0", "::"], "program": "sshd"},
        "udp-68": {"services": ["udp/68"], "addresses": ["0.0.0.0"], "program": "unknown"},
    }
    assert found["neighbours"] == [
        {"mac": "02:00:00:00:00:aa", "address": "10.43.10.77", "by": "lease"},
        {"mac": "02:00:0a:2b:0a:0b", "interface": "eth0", "address": "10.43.10.11", "by": "neighbour"},
    ]
    assert found["routes"] == [{"interface": "eth1", "via": "10.43.20.1"}]
    assert found["resolvers"] == ["192.0.2.53"]
    assert found["logins"] == ["root", "s10688"], "idle has neither a password nor a key"
    assert found["ssh"] == {"passwords": False, "root_passwords": False, "forwarding": True}
    assert found["clock"] == {"offset_ms": -4, "synchronised": True}
    assert found["updates"] == {"pending": 1, "oldest_pending": "2026-11-17"}
    path = tmp_path / "observed.json"
    path.write_text(json.dumps(observed.document({SITE: {"recorder": found}})))
    assert evidence.read(path, "observed") is not None, "the schema accepts it"


def test_a_disk_is_retired_only_when_every_copy_of_its_keys_was_reached(loaded: Inventory) -> None:
    record = {"kind": "retire", "serial": "EX-1", "destroyed": "2026-11-10", "unreachable": []}
    lines = [json.dumps(record), json.dumps({**record, "serial": "EX-2", "unreachable": ["key store: no answer"]})]
    found = _facts(loaded, SAID.replace("@@end", "\n".join(["@@retired", *lines, "@@end"])))
    assert found["retired"] == {"EX-1": {"destroyed": "2026-11-10"}}
    assert "retired" not in _facts(loaded)


def test_a_ledger_whose_end_was_cut_off_stays_a_problem(loaded: Inventory) -> None:
    site = loaded.sites[SITE]
    head = {"records": 3, "hash": "a" * 64}
    before = {"recorder": {"erasure": {"ledger": head}}}
    asked = observed.script(loaded, site, before)
    assert f"gangneung-terminal-recorder) /usr/local/sbin/keeper ledger verify --seen 3:{'a' * 64} 2>&1 ;;" in asked
    assert "--seen" not in observed.script(loaded, site)
    state = {"problems": {}, "ledger": {"records": 2, "hash": "b" * 64}}

    def erasure(answer: str, earlier: dict[str, Any]) -> Any:
        said = SAID.replace("@@end", f"@@keeper\n{json.dumps(state)}\n@@ledger\n{answer}\n@@end").splitlines()
        return observed.facts(said, loaded, site, site.hosts["recorder"], DAY, earlier)["erasure"]

    whole = erasure('{"destruction": {"records": 2}}', before["recorder"])
    assert (whole["problems"], whole["ledger"]) == ([], state["ledger"])
    why = "ledger verify: /var/lib/keeper/ledger.jsonl: lacks record 3 as it was last seen; its end was cut off"
    cut = erasure(f"<2>keeper: {why}", before["recorder"])
    assert (cut["problems"], cut["ledger"]) == ([why], head)
    assert erasure(f"<2>keeper: {why}", {})["ledger"] == state["ledger"]


def test_what_could_not_be_read_is_left_out_and_not_empty(loaded: Inventory) -> None:
    found = _facts(loaded, SAID.replace("@@resolvers\n", "@@resolvers\n@@absent resolvers\n"))
    assert "resolvers" not in found
    assert "firewall" not in found, "nft said nothing here"


def test_a_report_that_breaks_off_is_none(loaded: Inventory) -> None:
    with pytest.raises(ToolError, match="stopped answering"):
        _facts(loaded, SAID.removesuffix("@@end\n"))


def test_an_update_whose_day_the_mirror_does_not_tell_has_none(loaded: Inventory) -> None:
    assert _facts(loaded, SAID.replace(" Tue, 17 Nov 2026 09:30:00 GMT", " "))["updates"] == {"pending": 1}


def _exposed(loaded: Inventory, rules: str, **replaced: str) -> Any:
    said = SAID.replace("@@end", f"@@rules\n{rules}\n@@end")
    for old, new in replaced.items():
        said = said.replace(f"@@{old}\n", f"@@{old}\n{new}\n")
    return _facts(loaded, said)["exposed"]


def _rule(*statements: dict[str, Any]) -> str:
    rule = {"family": "ip", "table": "nat", "chain": "in", "handle": 1, "expr": list(statements)}
    return json.dumps({"nftables": [{"rule": rule}]})


NOTHING = '{"nftables": []}'


def test_ways_in_from_outside_are_told_from_rules_sockets_and_connections(loaded: Inventory) -> None:
    """Whether a relay is off is known where the rules are the declared ones only: see the tests in the twin."""
    assert _exposed(loaded, NOTHING) == {"upnp": False, "port_forwarding": False}
    assert _exposed(loaded, _rule({"dnat": {"addr": "10.43.20.11"}}))["port_forwarding"]
    assert _exposed(loaded, _rule({"redirect": {"port": 22}}))["port_forwarding"]
    listens = 'udp UNCONN 0 0 239.255.255.250:1900 0.0.0.0:* users:(("miniupnpd",pid=9,fd=4))'
    assert _exposed(loaded, NOTHING, sockets=listens)["upnp"]
    assert _exposed(loaded, NOTHING, connections="tcp 0 0 10.43.20.11:40000 198.51.100.7:443")["p2p"]


def test_what_rules_of_another_make_do_is_not_known(loaded: Inventory) -> None:
    assert "port_forwarding" not in _exposed(loaded, NOTHING, legacy="filter\nnat")
    assert "port_forwarding" not in _exposed(loaded, _rule({"xt": None}))


def test_a_mirror_is_asked_for_the_day_of_what_is_pending(tmp_path: Path) -> None:
    """The real shell script, with an apt-get that names a package of a mirror on loopback."""
    package = tmp_path / "debian-security" / "openssl_2_amd64.deb"
    package.parent.mkdir()
    package.write_bytes(b"")
    os.utime(package, (1794900600, 1794900600))
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as mirror:
        threading.Thread(target=mirror.serve_forever, daemon=True).start()
        apt = tmp_path / "apt-get"
        address = f"http://127.0.0.1:{mirror.server_port}/debian-security/openssl_2_amd64.deb"
        apt.write_text(f"#!/bin/sh\necho \"'{address}' openssl_2_amd64.deb 100 SHA256:00\"\n")
        apt.chmod(0o755)
        path = f"{tmp_path}:{os.environ['PATH']}"
        command = ["sh", "-c", observed._PARTS["published"]]
        done = subprocess.run(command, env={"PATH": path}, capture_output=True, text=True, timeout=30, check=True)
        mirror.shutdown()
    assert done.stdout == "127.0.0.1 /debian-security/openssl_2_amd64.deb Tue, 17 Nov 2026 07:30:00 GMT\n"


def test_what_is_not_understood_is_an_error_that_names_it(loaded: Inventory) -> None:
    with pytest.raises(ToolError, match=f"{SITE}/recorder: what it says of clock"):
        _facts(loaded, SAID.replace("-0.0042", "soon"))


def test_the_script_is_shell_and_comes_to_its_end_anywhere(loaded: Inventory, tmp_path: Path) -> None:
    nothing = tmp_path / "apt.conf"  # the mirror of whoever runs this is not asked
    nothing.write_text('Dir::Etc::sourcelist "/dev/null";\nDir::Etc::sourceparts "/dev/null";\n')
    done = subprocess.run(
        ["sh", "-s"],
        input=observed.script(loaded, loaded.sites[SITE]),
        env={"APT_CONFIG": str(nothing)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "@@end"
