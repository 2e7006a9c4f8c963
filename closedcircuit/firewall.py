"""The firewall of a host as nftables rules, and what of them a host has loaded.

Pure. `ruleset` renders what is to be loaded; `read` and `parse` bring that text and the answer of `nft --json list
ruleset` to one form, and `difference` names every line that only one of them has. Nothing here needs nft or root.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from closedcircuit.errors import ToolError
from closedcircuit.inventory import Inventory
from closedcircuit.model import Host, Network, Organization, Site
from closedcircuit.network.permits import Permit, permits
from closedcircuit.rendering import template

TABLE = "inet closedcircuit"
"""The one table that is ours, by family and name."""

Rules = Mapping[str, tuple[str, ...]]
"""Blocks by their heading (`inet closedcircuit chain input`), each a list of statements as nft writes them."""

FAMILIES: dict[int, Literal["ip", "ip6"]] = {4: "ip", 6: "ip6"}
ADDRESS_TYPES = {"ip": "ipv4_addr", "ip6": "ipv6_addr"}


@dataclass(frozen=True, order=True)
class Difference:
    """A statement that is missing on the host, or one too many; `order` where all are there in another order."""

    block: str
    kind: Literal["missing", "extra", "order"]
    statement: str

    def __str__(self) -> str:
        return f"{self.kind} in {self.block}: {self.statement}"


def ruleset(inventory: Inventory, site: Site, host: Host) -> str:
    """The text for `nft --file` that makes `host`, one of the site's, let through what its permits say and no more.

    Loading it again changes nothing; it replaces the table `inet closedcircuit` in one step and touches no other.
    """
    return _ruleset(site, inventory.organization, host)


def expected(inventory: Inventory, site: Site, host: Host) -> Rules:
    """What `parse` gives where `ruleset` is loaded and nothing else is."""
    return read(ruleset(inventory, site, host))


def read(text: str) -> Rules:
    """The statements of a text that `ruleset` rendered."""
    blocks: dict[str, tuple[str, ...]] = {f"{TABLE} table": ()}
    heading = ""
    for line in (line.strip() for line in text.splitlines()):
        if match := re.fullmatch(r"(set|chain) (\S+) \{", line):
            heading = f"{TABLE} {match[1]} {match[2]}"
            blocks[heading] = ()
        elif line == "}":
            heading = ""
        elif match := re.fullmatch(r"elements = \{ (.*) \}", line):
            blocks[heading] += tuple(sorted(f"element {item}" for item in match[1].replace('"', "").split(", ")))
        elif heading and not line.startswith("#"):
            blocks[heading] += (line,)
    return blocks


def parse(listing: str) -> Rules:
    """The statements that a host has loaded, from `nft --json list ruleset`.

    Whatever is not known by name (maps, flow tables, statements of other programs) is kept as its JSON, so that
    nothing goes unseen. Raises ToolError where the text is no such listing.
    """
    try:
        objects = [next(iter(entry.items())) for entry in json.loads(listing)["nftables"]]
        blocks: dict[str, tuple[str, ...]] = {}
        for kind, value in objects:
            if kind == "rule":
                heading = f"{value['family']} {value['table']} chain {value['chain']}"
                blocks[heading] = (*blocks.get(heading, ()), _rule(value))
            elif kind == "table":
                blocks[f"{value['family']} {value['name']} table"] = ()
            elif kind != "metainfo":
                heading = f"{value['family']} {value['table']} {kind} {value['name']}"
                blocks[heading] = (*_head(kind, value), *blocks.get(heading, ()))
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration) as error:
        raise ToolError(f"this is not what `nft --json list ruleset` prints: {error!r}") from error
    return blocks


def difference(wanted: Rules, actual: Rules) -> list[Difference]:
    """Every statement that only one of the two has, sorted; empty where a host has loaded just what it should."""
    return sorted(
        found for block in {*wanted, *actual} for found in _differences(block, wanted.get(block), actual.get(block))
    )


def _differences(block: str, wanted: tuple[str, ...] | None, actual: tuple[str, ...] | None) -> Iterator[Difference]:
    if wanted is None:
        yield Difference(block, "extra", "the block itself")
    if actual is None:
        yield Difference(block, "missing", "the block itself")
    here, there = Counter(wanted), Counter(actual)
    yield from (Difference(block, "missing", line) for line in (here - there).elements())
    yield from (Difference(block, "extra", line) for line in (there - here).elements())
    if wanted and here == there and wanted != actual:
        yield Difference(block, "order", next(a for a, b in zip(actual or (), wanted, strict=True) if a != b))


def _ruleset(site: Site, organization: Organization, host: Host) -> str:
    allowed = permits(site, organization, host)
    sets = dict(_sets(host, allowed))
    legs = {
        family: {"interfaces": [leg.id for leg in host.interfaces.values() if leg.address.version == version]}
        for version, family in FAMILIES.items()
    }
    chains = {
        chain: [_terms(permit) for permit in allowed if permit.chain == chain]
        for chain in ("input", "forward", "output")
    }
    return template("nftables/ruleset.nft.j2").render(sets=sets, legs=legs, permits=chains)


def _sets(host: Host, allowed: Sequence[Permit]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The host's own addresses by interface, and every end of a permit that has more than one address."""
    for version, family in FAMILIES.items():
        own = [f'"{leg.id}" . {leg.address}' for leg in host.interfaces.values() if leg.address.version == version]
        if own:
            yield f"legs-{family}", {"type": f"ifname . {ADDRESS_TYPES[family]}", "elements": own}
    for permit in allowed:
        for side, networks in (("from", permit.sources), ("to", permit.targets)):
            if len(networks) > 1:
                kind = ADDRESS_TYPES[FAMILIES[networks[0].version]]
                yield f"{side}-{permit.flow}", {"type": kind, "elements": [_shown(network) for network in networks]}


def _terms(permit: Permit) -> dict[str, str | int | None]:
    ends = {"sources": ("from", permit.sources), "targets": ("to", permit.targets)}
    return {
        "arrives": permit.arrives,
        "leaves": permit.leaves,
        "family": FAMILIES[permit.sources[0].version],
        "protocol": permit.protocol,
        "port": permit.port,
        "flow": permit.flow,
    } | {
        name: f"@{side}-{permit.flow}" if len(networks) > 1 else _shown(networks[0])
        for name, (side, networks) in ends.items()
    }


def _shown(network: Network) -> str:
    """As nft prints it: an address without the length that says that it is one."""
    return str(network.network_address) if network.num_addresses == 1 else str(network)


PRIORITIES = {-300: "raw", 0: "filter"}


def _head(kind: str, value: dict[str, Any]) -> Iterator[str]:
    known = {"family", "table", "name", "handle"}
    if kind == "chain" and "hook" in value:
        priority = PRIORITIES.get(value["prio"], value["prio"])
        yield f"type {value['type']} hook {value['hook']} priority {priority}; policy {value['policy']};"
        known |= {"type", "hook", "prio", "policy"}
    if kind == "set":
        types = value["type"]
        yield f"type {types if isinstance(types, str) else ' . '.join(types)}"
        yield from sorted(f"element {_value(item)}" for item in value.get("elem", ()))
        known |= {"type", "elem"}
    yield from (f"{key} {json.dumps(value[key], sort_keys=True)}" for key in sorted(value.keys() - known))


def _rule(value: dict[str, Any]) -> str:
    words = [_statement(*next(iter(statement.items()))) for statement in value["expr"]]
    if "comment" in value:
        words.append(f'comment "{value["comment"]}"')
    return " ".join(words)


def _statement(name: str, value: Any) -> str:
    match name, value:
        case (("accept" | "drop" | "return"), _):
            return name
        case "counter", _:
            return name
        case (("jump" | "goto"), {"target": target}):
            return f"{name} {target}"
        case "limit", {"rate": rate, "per": per, "burst": burst, **rest} if not rest:
            return f"limit rate {rate}/{per} burst {burst} packets"
        case "log", {"prefix": prefix, "level": level, **rest} if not rest:
            return f'log prefix "{prefix}" level {level}'
        case "match", {"op": op, "left": left, "right": right}:
            if "fib" in left and right is False and op == "==":
                return f"{_key(left)} missing"
            word = f"{op} " if op not in ("==", "in") else ""
            return f"{_key(left)} {word}{_right(left, right)}"
    return json.dumps({name: value}, sort_keys=True)


def _key(left: Any) -> str:
    match left:
        case {"meta": {"key": ("iifname" | "oifname") as key}}:
            return str(key)
        case {"meta": {"key": key}}:
            return f"meta {key}"
        case {"payload": {"protocol": protocol, "field": field}}:
            return f"{protocol} {field}"
        case {"ct": {"key": key, **rest}} if not rest:
            return f"ct {key}"
        case {"fib": {"result": result, "flags": flags}}:
            return f"fib {' . '.join(flags)} {result}"
        case {"concat": parts}:
            return " . ".join(map(_key, parts))
    return json.dumps(left, sort_keys=True)


def _right(left: Any, right: Any) -> str:
    if isinstance(right, str) and left.get("meta", {}).get("key") in ("iifname", "oifname"):
        return f'"{right}"'
    return _value(right)


def _value(value: Any) -> str:
    match value:
        case str() | int():
            return str(value)
        case {"prefix": {"addr": address, "len": length}}:
            return f"{address}/{length}"
        case {"range": [first, last]}:
            return f"{_value(first)}-{_value(last)}"
        case {"concat": parts}:
            return " . ".join(map(_value, parts))
        case {"set": list(items)}:
            return f"{{ {', '.join(map(_value, items))} }}"
        case list():
            return ",".join(map(_value, value))
    return json.dumps(value, sort_keys=True)
