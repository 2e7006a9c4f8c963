"""From what a host says of itself to observed facts, in the shape of schemas/observed.json. Pure.

A section that the host could not give is left out: what is not known is never said.
"""

from __future__ import annotations

import datetime
import email.utils
import ipaddress
import json
import shlex
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from closedcircuit import firewall, network
from closedcircuit.errors import ToolError
from closedcircuit.fleet import observed_login, observed_logs, observed_recorder, people
from closedcircuit.fleet.orders import live_differences
from closedcircuit.fleet.reading import sections
from closedcircuit.inventory import Inventory
from closedcircuit.model import Address, Host, Site

_VERSIONS = "chrony linux-image-amd64 nftables openssh-server"
# When a package came to the mirror, which keeps Debian's own times. Its address, path and time, a line each.
_PUBLISHED = r"""
apt-get -qq --print-uris -o Debug::NoLocking=1 upgrade |
	sed -n "s,^'http://\([^/:']*\):*\([0-9]*\)\(/[^']*\)'.*,\1 \3 \2,p" | while read -r host path port; do
	exec 3<>"/dev/tcp/$host/${port:-80}" || continue
	printf "HEAD %s HTTP/1.0\r\nHost: %s\r\n\r\n" "$path" "$host" >&3
	echo "$host $path $(sed -n "s/^last-modified: *//Ip" <&3 | tr -d '\r')"
done
"""
_PARTS = {
    "time": "date -u +%Y-%m-%dT%H:%M:%SZ",
    "rules": "nft --json list ruleset",
    "sockets": "ss -Hlntup",
    "neighbours": "ip -j neigh",
    "bridge": "bridge -j fdb show",
    "leases": "cat /var/lib/misc/dnsmasq.leases",
    "routes": "ip -j route show default && ip -j -6 route show default",
    "resolvers": "grep -E '^[[:space:]]*nameserver' /etc/resolv.conf || true",
    "shells": "getent passwd",
    "passwords": "passwd -Sa",
    "keys": 'for user in $(getent passwd | cut -d: -f1); do home=$(getent passwd "$user" | cut -d: -f6);'
    ' [ ! -s "$home/.ssh/authorized_keys" ] || echo "$user"; done; ls /etc/closedcircuit/authorized_keys || true',
    "groups": "getent group",
    "sshd": "sshd -T",
    "clock": "chronyc -c tracking",
    "updates": "ls /var/lib/apt/lists/*_Packages >/dev/null && apt-get -s -o Debug::NoLocking=1 upgrade",
    "published": f"timeout 10 bash -c {shlex.quote(_PUBLISHED)}",
    "connections": "ss -Htun state connected",
    "legacy": "cat /proc/net/ip_tables_names /proc/net/ip6_tables_names; true",
    "versions": f"dpkg-query -W -f='${{Package}} ${{Version}}\\n' {_VERSIONS} || true",
    "mounts": "findmnt -J -l -o TARGET,SOURCE,FSTYPE,OPTIONS",
}
_UPNP = {"udp-1900", "udp-5351"}
"""Where a program must listen to be found by UPnP (SSDP), or to open ports by NAT-PMP or PCP (RFC 6886, 6887)."""


def script(loaded: Inventory, site: Site, earlier: Mapping[str, Any] = MappingProxyType({})) -> str:
    """Reads everything of any host of a site in one round trip. What fails says so, told apart from what is empty.

    `earlier` are the facts of its hosts as they were seen before.
    """
    own = observed_login.COMMANDS | observed_logs.COMMANDS | observed_recorder.commands(loaded, site, earlier)
    parts = _PARTS | own
    return "\n".join(
        [
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin; export LC_ALL=C",
            *(
                f"echo @@{name}; {{ {command}\n}} 2>/dev/null || echo @@absent {name}"
                for name, command in parts.items()
            ),
            "echo @@end",
        ]
    )


def facts(
    output: Iterable[str],
    loaded: Inventory,
    site: Site,
    host: Host,
    day: datetime.date,
    earlier: Mapping[str, Any] = MappingProxyType({}),
) -> dict[str, Any]:
    """The facts of one host from the lines that `script` gave, seen on `day`; `earlier` are its facts from before.

    Raises ToolError where the script did not come to its end.
    """
    found = sections(output)
    parts = {key[0]: lines for key, lines in found.items() if len(key) == 1 and ("absent", key[0]) not in found}
    known: dict[str, Any] = {"seen": day.isoformat(), "at": "".join(parts["time"])}
    readers: dict[str, tuple[tuple[str, ...], Callable[..., Any]]] = {
        "firewall": (("rules",), lambda lines: _firewall("".join(lines), loaded, site, host)),
        "listeners": (("sockets",), _listeners),
        "neighbours": (
            ("neighbours",),
            lambda lines: _neighbours(lines, parts.get("bridge", []), parts.get("leases", [])),
        ),
        "routes": (("routes",), _routes),
        "resolvers": (("resolvers",), lambda lines: [line.split()[1] for line in lines if len(line.split()) > 1]),
        "logins": (("shells", "passwords", "keys"), _logins),
        "accounts": (
            ("shells", "passwords", "keys", "groups"),
            lambda *said: _accounts(said[0], _logins(*said[:3]), said[3]),
        ),
        "ssh": (("sshd",), _ssh),
        "clock": (("clock",), _clock),
        "updates": (("updates",), lambda lines: _updates(lines, parts.get("published", []))),
        "exposed": (
            ("rules", "legacy", "sockets", "connections"),
            lambda *said: _exposed(loaded, site, known["firewall"], *said),
        ),
        "packages": (("versions",), lambda lines: dict(line.split(" ", 1) for line in lines if " " in line)),
        "mounts": (("mounts",), _mounts),
    }
    for name, (needs, read) in readers.items():
        if all(need in parts for need in needs):
            try:
                known[name] = read(*(parts[need] for need in needs))
            except (ValueError, KeyError, IndexError) as error:
                raise ToolError(f"{site.id}/{host.id}: what it says of {name} is not understood: {error}") from error
    try:
        known |= observed_login.facts(parts, known, loaded, site, host)
        known |= observed_logs.facts(parts)
        return observed_recorder.facts(known, parts, loaded, site, host, earlier)
    except (ValueError, KeyError, IndexError) as error:
        raise ToolError(f"{site.id}/{host.id}: what it says of itself is not understood: {error}") from error


def _firewall(listing: str, loaded: Inventory, site: Site, host: Host) -> dict[str, Any]:
    """What becomes of what no rule allows, by hook, and every line by which the rules are not the declared ones."""
    policies: dict[str, Any] = {}
    for entry in json.loads(listing)["nftables"]:
        chain = entry.get("chain", {})
        if chain.get("type") == "filter" and chain.get("hook") in ("input", "forward", "output"):
            # One chain that drops is enough: a packet has to pass them all.
            strict = "drop" in (policies.get(chain["hook"]), chain.get("policy"))
            policies[chain["hook"]] = "drop" if strict else "accept"
    for hook in ("input", "forward", "output"):
        policies.setdefault(hook, "accept")
    return policies | {"differences": live_differences(firewall.ruleset(loaded, site, host), listing)}


def _listeners(lines: list[str]) -> dict[str, Any]:
    """What listens for others, by protocol and port: the services it may be, on which addresses, which program."""
    found: dict[str, Any] = {}
    for line in lines:
        fields = line.split()
        address, _, port = fields[4].rpartition(":")
        address = address.split("%")[0].strip("[]")
        if address.startswith("127.") or address == "::1" or fields[0] not in ("tcp", "udp"):
            continue
        entry = found.setdefault(
            f"{fields[0]}-{port}", {"services": _services(fields[0], int(port)), "addresses": [], "program": "unknown"}
        )
        entry["addresses"] = sorted({*entry["addresses"], address})
        if len(fields) > 6:
            entry["program"] = fields[6].split('"')[1]
    return found


def _services(protocol: str, port: int) -> list[str]:
    """The words by which a flow may name a port."""
    words = [name for name, ports in network.PORTS.items() if (protocol, port) in ports]
    return [*sorted(words), f"{protocol}/{port}"]


def _neighbours(lines: list[str], bridge: list[str], leases: list[str]) -> list[dict[str, str]]:
    """Who is really there: a MAC on an interface, by which table it is known, and under which address if any."""
    found = []
    for entry in json.loads("".join(lines) or "[]"):
        if "lladdr" in entry:
            found.append(
                {"mac": entry["lladdr"], "interface": entry["dev"], "address": entry["dst"], "by": "neighbour"}
            )
    for entry in json.loads("".join(bridge) or "[]"):
        if "master" in entry and entry.get("state") != "permanent":
            found.append({"mac": entry["mac"], "interface": entry["master"], "by": "bridge"})
    for line in leases:
        fields = line.split()
        if len(fields) > 2:
            found.append({"mac": fields[1].lower(), "address": fields[2], "by": "lease"})
    return sorted(found, key=lambda entry: (entry["mac"], entry["by"], entry.get("address", "")))


def _routes(lines: list[str]) -> list[dict[str, str]]:
    """Default routes: the interface each leaves by, and its next hop."""
    entries = [entry for line in lines for entry in json.loads(line)] if lines else []
    return [{"interface": entry["dev"], "via": entry.get("gateway", "link")} for entry in entries]


def _logins(shells: list[str], passwords: list[str], keys: list[str]) -> list[str]:
    """Accounts of the system that a person can log in to: with a shell, and a password or a key."""
    usable = {fields[0] for fields in map(str.split, passwords) if len(fields) > 1 and fields[1] in ("P", "NP")}
    found = []
    for line in shells:
        name, *_, shell = line.split(":")
        if not shell.endswith(("/nologin", "/false", "/sync")) and name in usable | set(keys):
            found.append(name)
    return sorted(found)


def _accounts(shells: list[str], logins: list[str], groups: list[str]) -> dict[str, Any]:
    """People's accounts: those of a deploy, with role and rights, and any other that somebody can log in to."""
    members = {fields[0]: fields[3].split(",") for fields in (line.split(":") for line in groups)}
    roles = {fields[0]: fields[4] for fields in (line.split(":") for line in shells)}
    prefix = f"{people.GROUP}-"
    rights = {name.removeprefix(prefix): who for name, who in members.items() if name.startswith(prefix)}
    found: dict[str, Any] = {name: {} for name in logins if name != "root"}
    for name in members.get(people.GROUP, []):
        if name:
            given = sorted(right for right, who in rights.items() if name in who)
            found[name] = {"role": roles.get(name, ""), "rights": given}
    return found


def _ssh(lines: list[str]) -> dict[str, bool]:
    settings = observed_login.settings(lines)
    return {
        "passwords": "yes" in (settings["passwordauthentication"], settings["kbdinteractiveauthentication"]),
        "root_passwords": settings["permitrootlogin"] == "yes",
        "forwarding": settings["allowtcpforwarding"] != "no",
    }


def _clock(lines: list[str]) -> dict[str, Any]:
    fields = "".join(lines).split(",")
    return {"offset_ms": round(float(fields[4]) * 1000), "synchronised": fields[-1] != "Not synchronised"}


def _updates(lines: list[str], published: list[str]) -> dict[str, Any]:
    """How many security updates wait, and since when; the day lacks where that of one of them is not known."""
    waiting = [line.split()[1] for line in lines if line.startswith("Inst ") and "-security" in line]
    found: dict[str, Any] = {"pending": len(waiting)}
    days = {}
    for line in published:
        _, path, *time = line.split(maxsplit=2)
        if "-security/" in path and time:
            days[path.rpartition("/")[2].split("_")[0]] = email.utils.parsedate_to_datetime(time[0]).date().isoformat()
    if waiting and all(package in days for package in waiting):
        found["oldest_pending"] = min(days[package] for package in waiting)
    return found


def _exposed(
    loaded: Inventory,
    site: Site,
    state: Mapping[str, Any],
    rules: list[str],
    legacy: list[str],
    sockets: list[str],
    connections: list[str],
) -> dict[str, bool]:
    """Ways in from outside; `state` is that of the firewall. What cannot be told for certain lacks."""
    found = {"upnp": bool(_listeners(sockets).keys() & _UPNP)}
    statements = [statement for entry in json.loads("".join(rules))["nftables"] for statement in _expressions(entry)]
    if any(statement.keys() & {"dnat", "redirect", "tproxy"} for statement in statements):
        found["port_forwarding"] = True
    elif "nat" not in legacy and not any("xt" in statement for statement in statements):
        found["port_forwarding"] = False
    # A relay is talked to from inside. Rules that let nothing out to strangers are the proof that none is.
    known = [zone.cidr for zone in network.zones(site, loaded.organization).values() if zone.kind != "internet"]
    if any(not any(peer in cidr for cidr in known) for peer in _peers(connections)):
        found["p2p"] = True
    elif state["output"] == "drop" and not state["differences"]:
        found["p2p"] = False
    return found


def _expressions(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [statement for statement in entry.get("rule", {}).get("expr", []) if isinstance(statement, dict)]


def _peers(lines: list[str]) -> Iterable[Address]:
    """The other ends of connections, but for those within the host and those on the link itself."""
    for line in lines:
        peer = ipaddress.ip_address(line.split()[-1].rpartition(":")[0].split("%")[0].strip("[]"))
        peer = getattr(peer, "ipv4_mapped", None) or peer
        if not peer.is_loopback and not peer.is_link_local:
            yield peer


def _mounts(lines: list[str]) -> dict[str, Any]:
    entries = json.loads("".join(lines))["filesystems"]
    real = [entry for entry in entries if entry["source"].startswith("/dev/") or entry["target"] == "/"]
    return {
        entry["target"]: {
            "type": entry["fstype"],
            "options": sorted(entry["options"].split(",")) if entry["source"].startswith("/dev/") else [],
        }
        for entry in real
    }


def document(sites: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The observed document from hosts' facts by site and host."""
    return {"version": 1, "sites": {site: {"hosts": dict(hosts)} for site, hosts in sites.items()}}
