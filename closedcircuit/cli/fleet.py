"""What the commands that talk to hosts have in common."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from closedcircuit import fleet, secrets
from closedcircuit.errors import InputError, Refusal, no_such
from closedcircuit.fleet import audit, desired, gate
from closedcircuit.fleet.run import Settings
from closedcircuit.inventory import Inventory
from closedcircuit.model import Site


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how hosts are reached and where secrets are."""
    parser.add_argument("sites", nargs="+", metavar="SITE", help="sites by their id")
    group = parser.add_argument_group("hosts")
    group.add_argument("--ssh-config", metavar="FILE", type=Path, help="an SSH configuration, with its own known hosts")
    group.add_argument("--secrets", metavar="DIR", type=Path, help="a folder with a file of mode 0600 per secret")
    group.add_argument("--secrets-command", metavar="COMMAND", help="a command that prints the secret it is named")


def chosen(loaded: Inventory, names: Iterable[str]) -> list[Site]:
    """The places with these ids: sites, and the homepage's hosts under `homepage`. Raises InputError for another."""
    known = fleet.places(loaded)
    wanted = list(dict.fromkeys(names))
    if unknown := [no_such("site", name, list(known)) for name in wanted if name not in known]:
        raise InputError(unknown)
    return [known[name] for name in wanted]


def settings(options: argparse.Namespace, loaded: Inventory, sites: Iterable[Site]) -> Settings:
    """The settings of a run, every secret that it needs at hand.

    Raises InputError with all missing secrets, Refusal where management would lose a host.
    """
    own = [site for site in sites if site.id in loaded.sites]
    if lost := list(gate.cut_off(loaded, own)):
        raise Refusal("the inventory would cut management off; no host was touched\n" + "\n".join(lost))
    names = {name for site in own for name in desired.secret_names(site, site.hosts.values())}
    return Settings(
        audit.who(),
        audit.revision(loaded.root),
        options.ssh_config,
        secrets.resolve(names, secrets.Sources(options.secrets, options.secrets_command)),
    )
