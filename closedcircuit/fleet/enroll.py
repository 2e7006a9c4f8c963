"""Take a new host in: read the key by which it proves itself, and pin it in the inventory."""

from __future__ import annotations

import base64
import hashlib
import socket

from closedcircuit import network, schema, yamlfile
from closedcircuit.errors import InputError, Position, Refusal, ToolError
from closedcircuit.files import write_text
from closedcircuit.inventory import Inventory
from closedcircuit.model import Host, Site

_SECONDS = 10
_PORT = 22


def read_key(loaded: Inventory, site: Site, host: Host) -> str:
    """The key that the host shows, as in "ssh-ed25519 AAAA...". Raises Refusal where it does not answer."""
    import paramiko  # only now: it takes longer to load than most commands take to run

    address = str(network.reached_at(host, site, loaded.organization))
    try:
        with socket.create_connection((address, _PORT), _SECONDS) as connection:
            transport = paramiko.Transport(connection)
            try:
                transport.start_client(timeout=_SECONDS)
                key = transport.get_remote_server_key()
            finally:
                transport.close()
    except (OSError, EOFError, paramiko.SSHException) as error:
        raise Refusal(f"{site.id}/{host.id}: no SSH at {address} port {_PORT}: {error}; nothing was written") from error
    return f"{key.get_name()} {key.get_base64()}"


def fingerprint(key: str) -> str:
    """A key's fingerprint as `ssh-keygen -l` shows it."""
    digest = hashlib.sha256(base64.b64decode(key.split()[1])).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def pin(loaded: Inventory, site: Site, host: Host, key: str) -> Position:
    """Write `host_key` under the host in site.yaml, and nothing else; the place of the new line.

    Raises Refusal where another key is pinned, ToolError where the host is not written as lines of its own.
    """
    shown = f"inventory/sites/{site.id}/site.yaml"
    if host.host_key is not None:
        raise Refusal(
            f"{site.id}/{host.id}: {shown} pins the key {fingerprint(host.host_key)}, and the host shows"
            f" {fingerprint(key)}; if it was installed anew, remove the line first"
        )
    path = loaded.root / shown
    lines = path.read_text("utf-8").splitlines(keepends=True)
    document = loaded.documents[site.id, "site"]
    place = document.key_position(f"/hosts/{host.id}/role")
    before = lines[place.line - 1][: place.column - 1]
    if before.strip():
        raise ToolError(
            f"{shown}:{place.line}: write the host as lines of its own, or add this yourself: host_key: {key}"
        )
    lines.insert(place.line, f"{before}host_key: {key}\n")
    text = "".join(lines)
    problems = list(schema.problems(yamlfile.parse(text.encode("utf-8"), shown), "site"))
    if problems:
        raise InputError(problems)
    write_text(path, text)
    return Position(shown, place.line + 1, place.column)
