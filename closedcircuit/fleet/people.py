"""The people of the inventory as accounts of a host: one for each, keys only, and no more rights than the role. Pure.

Every account that a deploy makes is in the group `cctv`, and in one for each right of its role. Such an account that is
declared no more is removed; one that somebody else made is left alone and found by whoever observes.
"""

from __future__ import annotations

import datetime
import shlex

from closedcircuit.fleet.component import Component, File
from closedcircuit.model import Account, Host, Site
from closedcircuit.recorder import KEEPER, KEEPER_LOGS
from closedcircuit.rendering import template

GROUP = "cctv"
ROLES = ("recorder", "viewing")
"""Roles of hosts on which people have accounts."""
KEYS = "/etc/closedcircuit/authorized_keys"
SUDOERS = "/etc/sudoers.d/closedcircuit"
_SHELL, _NONE = "/bin/bash", "/usr/sbin/nologin"
_ADMIN = "admin"
_COMMANDS = [
    f"{KEEPER} {words}"
    for words in (
        "state",
        "footage",
        "ledger verify",
        "hold list",
        "hold add *",
        "hold release *",
        "clock accept *",
        "restart *",
    )
]
"""What an administrator of a recorder may do as root, by the keeper alone, which enters it in the access log first.
Nothing of it shows footage."""
RECORD = f"{KEEPER_LOGS} record"
"""Enters what changed of accounts and groups in the record of rights."""
_EPOCH = datetime.date(1970, 1, 1)


def component(site: Site, host: Host) -> Component:
    """The accounts of a host."""
    accounts = sorted(site.accounts.values(), key=lambda account: account.id)
    groups = sorted({GROUP, *(f"{GROUP}-{right}" for role in site.people.values() for right in role.rights)})
    keys = {
        account.id: account.ssh_key for account in accounts if account.ssh_key and _shell(site, host, account) == _SHELL
    }
    files = [File(f"{KEYS}/{name}", f"{key}\n") for name, key in keys.items()]
    if host.role == "recorder":
        text = template("recorder/sudoers.j2").render(group=f"{GROUP}-{_ADMIN}", commands=_COMMANDS)
        files.append(File(SUDOERS, text, "440"))
    return Component(
        "accounts",
        "Everybody has an account of their own, with the rights of their role",
        packages=("sudo",) if host.role == "recorder" else (),
        files=tuple(files),
        states={
            f"getent group {GROUP} | cut -d: -f4 | tr , '\\n' | sort": "\n".join(account.id for account in accounts),
            f"ls {KEYS}": "\n".join(sorted(keys)),
            **{_question(account): _answer(site, host, account) for account in accounts},
        },
        check=f"! [ -e {SUDOERS}.closedcircuit ] || visudo -cqf {SUDOERS}.closedcircuit",
        apply=(
            f"for group in {' '.join(groups)}; do getent group $group >/dev/null || groupadd --system $group; done",
            *(line for account in accounts for line in _made(site, host, account)),
            _removed([account.id for account in accounts]),
            (
                f"for key in $(ls {KEYS} 2>/dev/null); do case ' {' '.join(keys)} ' in *\" $key \"*) ;;"
                f" *) rm -f {KEYS}/$key ;; esac; done"
            ),
            RECORD,
        ),
    )


def _shell(site: Site, host: Host, account: Account) -> str:
    """At a viewing desk everybody sits down; on a recorder only who administers it has any business."""
    return _SHELL if host.role == "viewing" or _ADMIN in site.people[account.role].rights else _NONE


def _groups(site: Site, account: Account) -> list[str]:
    return sorted([GROUP, *(f"{GROUP}-{right}" for right in site.people[account.role].rights)])


def _expires(account: Account) -> datetime.date | None:
    """The first day on which the account opens nothing any more."""
    return account.until + datetime.timedelta(days=1) if account.until else None


def _question(account: Account) -> str:
    name = shlex.quote(account.id)
    return (
        f"getent passwd {name} | cut -d: -f5,7; id -nG {name} | tr ' ' '\\n' | sort | paste -sd' ';"
        f" getent shadow {name} | cut -d: -f8"
    )


def _answer(site: Site, host: Host, account: Account) -> str:
    end = _expires(account)
    lines = [f"{account.role}:{_shell(site, host, account)}", " ".join(sorted([account.id, *_groups(site, account)]))]
    return "\n".join([*lines, str((end - _EPOCH).days)] if end else lines)


def _made(site: Site, host: Host, account: Account) -> list[str]:
    name, end = account.id, _expires(account)
    return [
        (
            f"if getent passwd {name} >/dev/null && ! id -nG {name} | tr ' ' '\\n' | grep -qx {GROUP}; then"
            f" echo 'the account {name} is there already, and no deploy made it' >&2; exit 1; fi"
        ),
        f"getent passwd {name} >/dev/null || useradd --create-home --user-group --groups {GROUP} {name}",
        (
            f"usermod --comment {account.role} --shell {_shell(site, host, account)}"
            f" --groups {','.join(_groups(site, account))} --expiredate '{end or ''}' {name}"
        ),
    ]


def _removed(declared: list[str]) -> str:
    """Who is declared no more. What they left in their home stays, for whoever has to look into it."""
    return (
        f"for name in $(getent group {GROUP} | cut -d: -f4 | tr , ' '); do case ' {' '.join(declared)} ' in"
        ' *" $name "*) ;; *) userdel "$name" ;; esac; done'
    )
