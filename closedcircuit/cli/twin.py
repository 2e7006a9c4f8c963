"""`closedcircuit twin`: a site's hosts on this machine, to look around in."""

from __future__ import annotations

import argparse
import subprocess

from closedcircuit import inventory
from closedcircuit.cli.options import common
from closedcircuit.errors import Refusal
from closedcircuit.terminal import console, text
from closedcircuit.twin import Twin, capsule

SUMMARY = "raise a site's hosts on this machine, log in to them, take them down"
EXAMPLES = """
closedcircuit twin up gangneung-terminal       its hosts, bare, as root on Debian
closedcircuit twin ssh gangneung-terminal gateway nft list ruleset
closedcircuit twin down gangneung-terminal
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, said in (("up", "raise a site's hosts"), ("down", "take them down"), ("status", "what is up")):
        action = actions.add_parser(name, help=said, description=said, parents=[common()])
        action.add_argument("site", metavar="SITE", nargs="?" if name == "status" else None, help="the site")
    said = "log in to a host, from management"
    ssh = actions.add_parser("ssh", help=said, description=said, parents=[common()])
    ssh.add_argument("site", metavar="SITE", help="the site")
    ssh.add_argument("host", metavar="HOST", help="a host of the site, by its id")
    ssh.add_argument("remote", metavar="COMMAND", nargs=argparse.REMAINDER, help="what to run there (a shell)")


def run(options: argparse.Namespace) -> int:
    """Do the one thing asked."""
    actions = {"up": _up, "down": _down, "status": _status, "ssh": _ssh}
    return actions[options.action](options)


def _up(options: argparse.Namespace) -> int:
    loaded = inventory.load(options.root)
    (site,) = loaded.select([options.site])
    out = console()
    twin = Twin.raised(
        site.id, site, loaded.organization, lambda step: out.print(text((f"... {step}", "dim"))), stay=True
    )
    for host in twin.layout.machines:
        out.print(text((host.name, "bold"), f"  {host.role}  {host.reached_at}"))
    out.print(text(("Next   ", "dim"), f"closedcircuit twin ssh {site.id} {twin.layout.machines[0].name}"))
    return 0


def _down(options: argparse.Namespace) -> int:
    _found(options.site).down()
    return 0


def _status(options: argparse.Namespace) -> int:
    names = capsule.running()
    out = console()
    if options.site:
        out.print(f"{options.site} is {'up' if options.site in names else 'down'}")
        return 0
    for name in names:
        out.print(f"{name} is up")
    if not names:
        out.print("no twin is up")
    return 0


def _ssh(options: argparse.Namespace) -> int:
    found = _found(options.site)
    management = (found.state / "management").read_text("utf-8")
    command = ["ssh", "-F", str(found.state / "ssh_config"), options.host, *options.remote]
    with found.at(management):
        return subprocess.run(command, check=False).returncode  # noqa: S603  the user's own words, to ssh


def _found(site: str) -> capsule.Capsule:
    found = capsule.find(site)
    if found is None:
        raise Refusal(f"no twin of {site} is up; `closedcircuit twin up {site}` raises it")
    return found
