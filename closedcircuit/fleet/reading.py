"""What one round trip tells of a host: the shell script that reads it, and the reading as a value. Pure."""

from __future__ import annotations

import base64
import hashlib
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from closedcircuit.errors import ToolError

_MARK = "@@"
_FUNCTIONS = r"""
state() {
	if [ -L "$1" ] || { [ -e "$1" ] && [ ! -f "$1" ]; }; then echo other; return 1; fi
	if [ ! -e "$1" ]; then echo absent; return 1; fi
	stat -c '%a %U:%G' "$1"
}
"""


@dataclass(frozen=True)
class FileState:
    """A regular file as it is. `text` is empty where only the hash was asked for."""

    mode: str
    owner: str
    sha256: str
    text: str = ""


@dataclass(frozen=True)
class Wanted:
    """What is to be read: files with content, files by hash only, kernel values, units, what commands answer."""

    files: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()

    def __add__(self, other: Wanted) -> Wanted:
        return Wanted(
            self.files + other.files,
            self.hashes + other.hashes,
            self.values + other.values,
            self.units + other.units,
            self.commands + other.commands,
        )


@dataclass(frozen=True)
class Reading:
    """A host as it is. A file that is absent, or no regular file, lacks in `files`; so does an unknown value.

    `answers` are what commands printed, by `name_of` the command, without the ends of lines at the end. `interfaces`
    are the names of its network interfaces, `rules` what `nft --json list ruleset` says (empty where nft lacks),
    `release` is Debian's code name.
    """

    files: Mapping[str, FileState]
    values: Mapping[str, str]
    units: Mapping[str, str]
    packages: frozenset[str]
    interfaces: frozenset[str]
    release: str
    rules: str
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def name_of(command: str) -> str:
    """The name under which a command's answer is told."""
    return hashlib.sha256(command.encode()).hexdigest()[:16]


def script(wanted: Wanted) -> str:
    """The POSIX shell script that reads what is wanted, in one round trip, as root."""
    lines = [_FUNCTIONS]
    for path in wanted.files:
        quoted = shlex.quote(path)
        lines.append(f"echo {_MARK}file {quoted}; state {quoted} && base64 -w0 <{quoted} && echo")
    for path in wanted.hashes:
        quoted = shlex.quote(path)
        lines.append(f"echo {_MARK}hash {quoted}; state {quoted} && sha256sum <{quoted}")
    if wanted.values:  # one process for all of them: a host has thirty
        lines.append(f"echo {_MARK}values; (cd /proc/sys; grep -Hs '' {' '.join(map(shlex.quote, wanted.values))})")
    if wanted.units:
        units = " ".join(map(shlex.quote, wanted.units))
        lines.append(f"echo {_MARK}units; systemctl show -p Id,UnitFileState,ActiveState {units}")
    for command in wanted.commands:
        lines.append(f"echo {_MARK}answer {name_of(command)}; {{ {command}\n}} 2>/dev/null | base64 -w0; echo")
    lines.append(f"echo {_MARK}packages; dpkg-query -W -f='${{db:Status-Abbrev}} ${{Package}}\\n'")
    lines.append(f"echo {_MARK}interfaces; ls /sys/class/net")
    lines.append(f"echo {_MARK}release; (. /etc/os-release; echo ${{VERSION_CODENAME:-}})")
    lines.append(f"echo {_MARK}rules; ! command -v nft >/dev/null || nft --json list ruleset")
    lines.append(f"echo {_MARK}end")
    return "\n".join(lines)


def parse(output: Iterable[str]) -> Reading:
    """The reading from the script's lines. Raises ToolError where the script did not come to its end."""
    found = sections(output)
    files: dict[str, FileState] = {}
    for (kind, *name), lines in found.items():
        if kind in ("file", "hash") and len(lines) > 1:
            mode, owner = lines[0].split()
            content = base64.b64decode(lines[1]) if kind == "file" else b""
            digest = hashlib.sha256(content).hexdigest() if kind == "file" else lines[1].split()[0]
            files[" ".join(name)] = FileState(mode, owner, digest, content.decode("utf-8", "replace"))
    answers = {
        name[1]: base64.b64decode("".join(lines)).decode("utf-8", "replace").rstrip("\n")
        for name, lines in found.items()
        if name[0] == "answer"
    }
    values = {}
    for line in found.get(("values",), []):
        path, _, value = line.partition(":")
        values[path] = " ".join(value.split())
    installed = (line.split() for line in found["packages",])
    return Reading(
        files,
        values,
        _units(found.get(("units",), [])),
        frozenset(fields[1] for fields in installed if fields[0] == "ii"),
        frozenset(found["interfaces",]),
        "".join(found["release",]),
        "".join(found["rules",]),
        answers,
    )


def sections(output: Iterable[str]) -> dict[tuple[str, ...], list[str]]:
    """Lines by the words of the mark before them. Raises ToolError where the closing mark lacks."""
    found: dict[tuple[str, ...], list[str]] = {}
    current: list[str] = []
    for line in output:
        if line.startswith(_MARK):
            current = found.setdefault(tuple(line[len(_MARK) :].split()), [])
        else:
            current.append(line)
    if ("end",) not in found:
        raise ToolError("the host stopped answering while it was read")
    return found


def _units(lines: list[str]) -> dict[str, str]:
    """State by unit, as in "enabled, active"."""
    units: dict[str, str] = {}
    fields: dict[str, str] = {}
    for line in [*lines, ""]:
        if line:
            key, _, value = line.partition("=")
            fields[key] = value
        elif fields:
            units[fields["Id"]] = f"{fields['UnitFileState'] or 'absent'}, {fields['ActiveState']}"
            fields = {}
    return units
