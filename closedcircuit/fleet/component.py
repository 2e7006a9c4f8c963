"""A part of what a host should be, the difference to what it is, and the script that closes it. Pure.

A component is a value; a deploy reads a host once, asks for the difference, and runs the script where there is one. The
last thing that a script does is to note what it applied, so that a run that was killed half-way is seen by the next.
"""

from __future__ import annotations

import base64
import difflib
import hashlib
import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType

from closedcircuit.fleet.reading import FileState, Reading, Wanted, name_of

HEADER = "# Written by closedcircuit; a change made here is undone by the next deploy.\n"
"""The first line of a file in which a number sign begins a comment."""
APPLIED = "/var/lib/closedcircuit/applied"
STAGED = ".closedcircuit"
_RUNS, _IDLE = "enabled, active", "disabled, inactive"
_HIDDEN = "(a secret, not shown)"


@dataclass(frozen=True)
class File:
    """A file of root's. Of a secret one neither plan nor log shows the content; of a program of ours, its hash."""

    path: str
    text: str = field(repr=False)
    mode: str = "644"
    secret: bool = False
    program: bool = False

    @property
    def shown(self) -> bool:
        """Whether a plan shows what is in it."""
        return not (self.secret or self.program)

    @property
    def sha256(self) -> str:
        """Of its content, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class Component:
    """What must hold on a host, and how a change of it takes effect.

    `values` are kernel settings by their path under /proc/sys. `states` are shell commands with the text that each must
    print, for what lies in no file; `apply` is what makes them print it. `idle` units are there and do not run. `check`
    is a shell command that refuses staged files before they take their place; `apply` are commands that make the host
    use what was written, run after any change.
    """

    id: str
    name: str
    packages: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    states: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    units: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    check: str = ""
    apply: tuple[str, ...] = ()

    @property
    def stamp(self) -> File:
        """What the host notes when all of it is applied."""
        parts = [
            [[file.path, file.text, file.mode] for file in self.files],
            dict(self.values),
            [self.packages, self.units, self.check, self.apply],
            [dict(self.states), self.idle],
        ]
        digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
        return File(f"{APPLIED}/{self.id}", digest + "\n", "600", secret=True)

    @property
    def wanted(self) -> Wanted:
        """What has to be read of a host to know the difference."""
        return Wanted(
            files=tuple(file.path for file in self.files if file.shown),
            hashes=tuple(file.path for file in (*self.files, self.stamp) if not file.shown),
            values=tuple(self.values),
            units=(*self.units, *self.idle),
            commands=tuple(self.states),
        )


def difference(component: Component, actual: Reading) -> str:
    """What the host lacks, as lines of a diff; empty where it lacks nothing. Never the content of a secret."""
    lines = list(_lines(component, actual))
    if not lines and not _same(component.stamp, actual.files.get(component.stamp.path)):
        lines = [f"+{component.id}: applied anew, since no run noted that it had come to the end of just this"]
    return "\n".join(lines)


def script(component: Component, actual: Reading) -> str:
    """The shell script, for standard input of `sh`, that makes the host what the component says."""
    return "\n".join(_commands(component, actual)) + "\n"


def _lines(component: Component, actual: Reading) -> Iterator[str]:
    for package in _lacking(component, actual):
        yield f"+package {package}"
    for file in component.files:
        state = actual.files.get(file.path)
        if not _same(file, state):
            yield from _file_lines(file, state)
    for path, value in component.values.items():
        found = actual.values.get(path)
        if found != value:
            name = path.replace("/", ".")
            yield from ([f"-{name} = {found}"] if found is not None else [])
            yield f"+{name} = {value}"
    for command, expected in component.states.items():
        found = actual.answers.get(name_of(command), "")
        if found != expected:
            yield from difflib.unified_diff(
                found.splitlines(), expected.splitlines(), command, command, n=1, lineterm=""
            )
    for units, wanted in ((component.units, _RUNS), (component.idle, _IDLE)):
        for unit in units:
            unit_state = actual.units.get(unit, "absent")
            # What is tried again and again, as a camera that is down, is as good as running.
            if unit_state.replace("activating", "active") != wanted:
                yield f"-{unit} {unit_state}"
                yield f"+{unit} {wanted}"


def _file_lines(file: File, state: FileState | None) -> Iterator[str]:
    before = f"{state.mode} {state.owner}" if state else "absent"
    after = f"{file.mode} root:root"
    if file.secret:
        yield f"-{file.path} {before} {_HIDDEN if state else ''}".rstrip()
        yield f"+{file.path} {after} {_HIDDEN}"
        return
    if file.program:
        yield f"-{file.path} {before} {state.sha256[:12] if state else ''}".rstrip()
        yield f"+{file.path} {after} {file.sha256[:12]}"
        return
    if (state and before != after) or file.mode != "644":
        yield f"-{file.path} {before}"
        yield f"+{file.path} {after}"
    old = (state.text if state else "").splitlines()
    label = file.path if state else "/dev/null"
    yield from difflib.unified_diff(old, file.text.splitlines(), label, file.path, n=1, lineterm="")


def _same(file: File, state: FileState | None) -> bool:
    if state is None or (state.mode, state.owner) != (file.mode, "root:root"):
        return False
    return state.sha256 == file.sha256


def _lacking(component: Component, actual: Reading) -> list[str]:
    return [package for package in component.packages if package not in actual.packages]


def _commands(component: Component, actual: Reading) -> Iterator[str]:
    yield "set -eu"
    yield "umask 022"
    if packages := _lacking(component, actual):
        yield "export DEBIAN_FRONTEND=noninteractive"
        yield "apt-get -qq -o APT::Update::Error-Mode=any -o Acquire::Retries=1 -o Acquire::http::Timeout=20 update"
        yield f"apt-get -qq -y --no-install-recommends install {' '.join(packages)} >/dev/null"
    changed = [file for file in component.files if not _same(file, actual.files.get(file.path))]
    for file in changed:
        yield from put(file, file.path + STAGED)
    if component.check and changed:
        yield component.check
    for file in changed:
        yield f"mv -fT {shlex.quote(file.path + STAGED)} {shlex.quote(file.path)}"
    for path, value in component.values.items():
        yield f"printf '%s\\n' {shlex.quote(value)} >{shlex.quote('/proc/sys/' + path)}"
    yield from component.apply
    for unit in component.units:
        yield f"systemctl enable --quiet --now {shlex.quote(unit)} 2>&1"
    for unit in component.idle:
        yield f"systemctl disable --quiet --now {shlex.quote(unit)} 2>&1"
    yield from put(component.stamp, component.stamp.path + STAGED)
    yield f"mv -fT {component.stamp.path + STAGED} {component.stamp.path}"


def put(file: File, path: str) -> Iterator[str]:
    """Shell lines that write a file's content to `path`, whatever the content is, with its mode and of root.

    The content is on standard input of the shell and in no argument of any process.
    """
    quoted = shlex.quote(path)
    folder = shlex.quote(str(PurePosixPath(path).parent))
    content = base64.b64encode(file.text.encode()).decode()
    yield f"[ -d {folder} ] || install -d -m {'700' if file.secret else '755'} {folder}"
    yield f"rm -f {quoted}"
    yield f"(umask 077; base64 -d >{quoted} <<'END'\n{content}\nEND\n)"
    yield f"chown root:root {quoted}"
    yield f"chmod {file.mode} {quoted}"
