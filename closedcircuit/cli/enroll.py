"""`closedcircuit enroll`: take new hosts in."""

from __future__ import annotations

import argparse
import sys

from closedcircuit import inventory
from closedcircuit.errors import InputError, Refusal, no_such
from closedcircuit.fleet.enroll import fingerprint, pin, read_key
from closedcircuit.terminal import console, text

SUMMARY = "read the key of a new host, show its fingerprint, and pin it in the inventory"
EXAMPLES = """
closedcircuit enroll seoul-hq                  every host of the site that has no key yet
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("site", metavar="SITE", help="the site's id")
    parser.add_argument("--host", metavar="HOST", help="only this host (all that have no key yet)")
    parser.add_argument("--fingerprint", metavar="SHA256:...", help="with --host: the one that its console showed")


def run(options: argparse.Namespace) -> int:
    """Pin the keys that a person has compared."""
    loaded = inventory.load(options.root)
    (site,) = loaded.select([options.site])
    if options.host is not None and options.host not in site.hosts:
        raise InputError([no_such("host", options.host, list(site.hosts))])
    if options.fingerprint and options.host is None:
        raise Refusal("--fingerprint goes with --host: a fingerprint is one host's")
    wanted = [site.hosts[options.host]] if options.host else [host for host in site.hosts.values() if not host.host_key]
    out = console()
    for host in wanted:
        key = read_key(loaded, site, host)
        shown = fingerprint(key)
        out.print(text((f"{site.id}/{host.id}", "bold"), f"  {key.split()[0]}  {shown}"))
        if host.host_key != key:
            _compare(options.fingerprint, shown)
            place = pin(inventory.load(options.root), site, host, key)
            out.print(text(("Wrote  ", "dim"), str(place)))
    return 0


def _compare(given: str | None, shown: str) -> None:
    """Raises Refusal unless a person says that the host's own console shows the same."""
    if given is not None:
        if given != shown:
            raise Refusal(f"the host shows {shown}, and not {given}: somebody may stand between; nothing was written")
        return
    if not sys.stdin.isatty():
        raise Refusal("nobody is here to compare it; name it by --host and --fingerprint; nothing was written")
    console().print("  on the host's own console: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub")
    if input("  is it the same? yes or no: ").strip().lower() != "yes":
        raise Refusal("not confirmed; nothing was written")
