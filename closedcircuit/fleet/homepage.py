"""What the homepage's hosts should hold: trees of files, a link per day from which one shows, and a server. Pure.

    /srv/closedcircuit/homepage/
      trees/<hash>           a whole homepage, never changed; the hash covers names, modes, owners and contents
      releases/<date>        a link to the tree that shows from that day on
      current                a link to the release of today, which a timer moves at midnight

A link is replaced by a rename, so that a visitor meets one whole tree or the other. What is past stays.
"""

from __future__ import annotations

import datetime
import gzip
import hashlib
import io
import shlex
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from closedcircuit.documents.page import CSP
from closedcircuit.fleet import reading
from closedcircuit.fleet.component import Component, File
from closedcircuit.model import Organization
from closedcircuit.rendering import template

ROOT = "/srv/closedcircuit/homepage"
TURN = "/usr/local/lib/closedcircuit/homepage-turn"
_CONFIG = "/etc/nginx/nginx.conf"
_UNITS = "/etc/systemd/system/closedcircuit-homepage"
# The same listing that `tree_name` makes: every entry with kind, mode and owner, then every file with its hash.
_NAME = r"""
tree_name() {
	(
		cd "$1"
		find . -mindepth 1 -printf '%y %m %U:%G %P\n' | LC_ALL=C sort
		find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 -r sha256sum
	) | sha256sum | cut -d' ' -f1
}
"""


@dataclass(frozen=True)
class Held:
    """What a host holds: the names of whole trees, the tree of each release by its day, and the day that shows."""

    trees: frozenset[str] = frozenset()
    releases: Mapping[str, str] = field(default_factory=dict)
    current: str | None = None


@dataclass(frozen=True)
class Wanted:
    """The releases that a host should hold by their days, and the day that they were made for."""

    releases: Mapping[datetime.date, Mapping[str, bytes]]
    today: datetime.date

    @property
    def names(self) -> dict[str, str]:
        """The name of each release's tree, by its day."""
        return {day.isoformat(): tree_name(files) for day, files in sorted(self.releases.items())}

    @property
    def due(self) -> str | None:
        """The day of the release that shows today."""
        return max((day.isoformat() for day in self.releases if day <= self.today), default=None)

    def missing(self, held: Held) -> dict[str, Mapping[str, bytes]]:
        """The trees that a host lacks, or holds damaged, by their names."""
        found = {tree_name(files): files for files in self.releases.values()}
        return {name: files for name, files in found.items() if name not in held.trees}


def tree_name(files: Mapping[str, bytes]) -> str:
    """The name of a tree: the SHA-256 of a listing that `find` and `sha256sum` make on a host in the same way."""
    folders = {str(parent) for path in files for parent in PurePosixPath(path).parents} - {"."}
    entries = [f"d 755 0:0 {folder}" for folder in folders] + [f"f 644 0:0 {path}" for path in files]
    sums = [f"{hashlib.sha256(files[path]).hexdigest()}  {path}" for path in sorted(files, key=str.encode)]
    listing = "".join(f"{line}\n" for line in [*sorted(entries, key=str.encode), *sums])
    return hashlib.sha256(listing.encode()).hexdigest()


def packed(files: Mapping[str, bytes]) -> bytes:
    """A tree as a compressed archive; the same files give the same bytes."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for path, content in sorted(files.items()):
            entry = tarfile.TarInfo(path)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return gzip.compress(written.getvalue(), mtime=0)


def read_script() -> str:
    """The POSIX shell script that reads what a host holds."""
    return f"""{_NAME}
echo @@trees; for tree in {ROOT}/trees/*/; do [ -d "$tree" ] || continue; name=$(basename "$tree")
[ "$(tree_name "$tree")" = "$name" ] && [ "$(stat -c '%a %u:%g' "$tree")" = '755 0:0' ] && echo "$name"; done
echo @@releases; find {ROOT}/releases -maxdepth 1 -type l -printf '%f %l\\n' 2>/dev/null
echo @@current; readlink {ROOT}/current
echo @@end"""


def parse(output: Iterable[str]) -> Held:
    """What the script's lines say. Raises ToolError where they end early."""
    found = reading.sections(output)
    links = dict(line.split(" ", 1) for line in found["releases",])
    current = "".join(found["current",]).removeprefix("releases/")
    return Held(
        frozenset(found["trees",]),
        {day: target.removeprefix("../trees/") for day, target in links.items()},
        current or None,
    )


def difference(wanted: Wanted, held: Held) -> str:
    """What a host lacks, as lines of a diff; empty where it lacks nothing."""
    lines = [f"+tree {name[:12]}, {len(files)} files" for name, files in wanted.missing(held).items()]
    for day, name in wanted.names.items():
        if (found := held.releases.get(day)) != name:
            lines += [f"-release {day} {found[:12]}"] if found else []
            lines.append(f"+release {day} {name[:12]}")
    lines += [f"-release {day} {held.releases[day][:12]}" for day in _called_off(wanted, held)]
    if wanted.due and held.current != wanted.due:
        lines += [f"-current {held.current}"] if held.current else []
        lines.append(f"+current {wanted.due}")
    return "\n".join(lines)


def _called_off(wanted: Wanted, held: Held) -> list[str]:
    """Days to come that a host still holds a release for, and that nothing happens on any more."""
    return sorted(day for day in held.releases if day > wanted.today.isoformat() and day not in wanted.names)


def incoming(name: str) -> str:
    """Where the archive of a tree is put before it is unpacked."""
    return f"/root/closedcircuit-{name}.tar.gz"


def script(wanted: Wanted, held: Held) -> str:
    """The shell script that takes in the archives at `incoming`, sets the links, and lets today's release show."""
    return "\n".join(_commands(wanted, held)) + "\n"


def _commands(wanted: Wanted, held: Held) -> Iterator[str]:
    yield "set -eu\numask 022" + _NAME
    yield f"install -d -m 755 {ROOT} {ROOT}/trees {ROOT}/releases"
    for name in wanted.missing(held):
        new, tree, archive = f"{ROOT}/trees/.new", f"{ROOT}/trees/{name}", incoming(name)
        yield f"rm -rf {new} {ROOT}/trees/.old; mkdir {new}"
        yield f"tar -xzf {archive} --no-same-owner --no-same-permissions -C {new}"
        yield f"[ \"$(tree_name {new})\" = {name} ] || {{ echo '{archive} is not what was sent' >&2; exit 1; }}"
        yield f"sync -f {new}"
        # A damaged tree goes aside first: a folder that is not empty cannot be renamed over.
        yield f"[ ! -e {tree} ] || mv -T {tree} {ROOT}/trees/.old"
        yield f"mv -T {new} {tree}"
        yield f"rm -rf {ROOT}/trees/.old {archive}"
    for day, name in wanted.names.items():
        if held.releases.get(day) != name:
            yield f"ln -sfn ../trees/{name} {ROOT}/releases/.new"
            yield f"mv -fT {ROOT}/releases/.new {ROOT}/releases/{day}"
    for day in _called_off(wanted, held):
        yield f"rm -f {shlex.quote(f'{ROOT}/releases/{day}')}"
    yield TURN


def components(organization: Organization) -> dict[str, Component]:
    """What serves the releases and moves `current`, by id."""
    parts = [_turn(organization), _server(organization)]
    return {part.id: part for part in parts}


def turn_script(root: str, timezone: str) -> str:
    """The program that makes `current` lead to the newest release that is due by the date in a time zone."""
    return template("hosts/homepage-turn.sh.j2").render(root=root, timezone=timezone)


def _turn(organization: Organization) -> Component:
    units = {
        kind: template(f"systemd/homepage.{kind}.j2").render(turn=TURN, root=ROOT, timezone=organization.timezone)
        for kind in ("service", "timer")
    }
    return Component(
        "turn",
        "At midnight the release of the day shows",
        packages=("tzdata",),
        files=(
            File(TURN, turn_script(ROOT, organization.timezone), "755"),
            *(File(f"{_UNITS}.{kind}", text) for kind, text in units.items()),
        ),
        apply=("systemctl daemon-reload", "systemctl restart closedcircuit-homepage.timer"),
        units=("closedcircuit-homepage.timer",),
    )


def _server(organization: Organization) -> Component:
    prefix = urlsplit(organization.homepage or "/").path.rstrip("/") + "/"
    return Component(
        "server",
        "nginx serves the release that shows",
        packages=("nginx-light",),
        files=(File(_CONFIG, server_config(ROOT, prefix)),),
        check=f"nginx -q -t -c {_CONFIG}.closedcircuit",
        apply=("systemctl reload-or-restart nginx.service",),
        units=("nginx.service",),
    )


def server_config(root: str, prefix: str, listen: Iterable[str] = ("80", "[::]:80")) -> str:
    """The whole configuration of nginx; `prefix` is the path of the policy's address, with a slash at both ends."""
    return template("hosts/nginx.conf.j2").render(root=root, prefix=prefix, listen=list(listen), csp=CSP)
