"""The access log and the record of rights of every host on which people have accounts. Pure but for templates.

PAM calls the keeper for every session, and a unit runs whenever something was written or accounts changed, and every
hour. So the log stands before the accounts do, and what is granted is on record.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from closedcircuit import recorder as places
from closedcircuit.controls import Parameter
from closedcircuit.fleet import systemd
from closedcircuit.fleet.component import Component, File
from closedcircuit.fleet.people import GROUP, RECORD
from closedcircuit.inventory import Inventory
from closedcircuit.model import Host, Site
from closedcircuit.rendering import template

RUN = "/run/keeper"
SESSION = f"optional\tpam_exec.so quiet seteuid {places.KEEPER_LOGS} session"
"""A session is never refused for its entry: whoever mends a full disk has to get in."""
_PROFILE = "closedcircuit-sessions"
_UNITS = ("keeper-logs.path", "keeper-logs.service", "keeper-logs.timer")
_KEEPER = Path(__file__).parent.parent / "keeper"


def component(told: Mapping[str, Any], authority: str | None) -> Component:
    """The logs of a host by their configuration; `authority` is the certificate of who vouches for their receiver."""
    forward = told["forward"]
    values = {
        "python": places.PYTHON,
        "program": places.PROGRAM,
        "config": places.LOGS_CONFIG,
        "state": places.STATE,
        "watched": [
            f"{places.STATE}/access.jsonl",
            f"{places.STATE}/rights.jsonl",
            "/etc/group",
            "/etc/passwd",
            "/etc/shadow",
        ],
    }
    shell = template("recorder/keeper.sh.j2").render(program=places.PROGRAM, python=places.PYTHON, module="keeper.logs")
    return Component(
        "logs",
        "Who comes, what they have done, and which rights they have is on record",
        packages=("python3", "tzdata"),
        files=(
            *_program(),
            File(places.LOGS_CONFIG, json.dumps(told, indent=1, sort_keys=True) + "\n"),
            *([File(forward["authority"], authority)] if forward and authority else []),
            File(places.KEEPER_LOGS, shell, "755"),
            File(f"/usr/share/pam-configs/{_PROFILE}", template("hosts/pam-sessions.j2").render(line=SESSION)),
            *(File(f"/etc/systemd/system/{unit}", systemd.render(unit, **values)) for unit in _UNITS),
        ),
        states={"grep -h keeper-logs /etc/pam.d/common-session": f"session\t{SESSION}"},
        units=("keeper-logs.path", "keeper-logs.timer"),
        apply=(
            f"install -d -m 755 {places.STATE}",
            f"DEBIAN_FRONTEND=noninteractive pam-auth-update --force --enable {_PROFILE}",
            "systemctl daemon-reload",
            RECORD,
        ),
    )


def configuration(
    inventory: Inventory,
    site: Site,
    host: Host,
    clock: str,
    numbers: Mapping[str, Parameter],
    forward: Mapping[str, Any] | None,
    units: Iterable[str],
) -> dict[str, Any]:
    """The configuration of a host's logs (schemas/keeper-logs.json); entries are kept as long as the controls ask.

    `clock` is the address of its time source, `numbers` are the parameters of the controls. `forward` says where
    entries are sent, `units` are those of the recording software, which an administrator may start anew through the
    keeper.
    """
    return {
        "version": 1,
        "site": site.id,
        "host": host.id,
        "timezone": inventory.organization.timezone,
        "roles": sorted(site.people),
        "group": GROUP,
        "restart": sorted(units),
        "days": {"access": _access_days(inventory, numbers), "rights": numbers["rights_log_min_days"]},
        "clock": places.clock(clock),
        "state": places.STATE,
        "run": RUN,
        "forward": forward,
    }


def _access_days(inventory: Inventory, numbers: Mapping[str, Any]) -> Any:
    """How long the access log is kept: for longer where many people, or sensitive data, or no figures are declared."""
    size = inventory.data(None, "organization").get("size", {})
    many, sensitive = size.get("data_subjects"), size.get("sensitive_subjects")
    few = many is not None and many < numbers["access_log_many_subjects"] and sensitive == 0
    return numbers["access_log_min_days" if few else "access_log_long_min_days"]


def _program() -> Iterator[File]:
    for path in sorted(_KEEPER.glob("*.py")):
        yield File(f"{places.PROGRAM}/keeper/{path.name}", path.read_text("utf-8"), program=True)
