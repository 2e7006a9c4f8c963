"""One process that holds a whole twin: its mounts, its processes, its networks.

Killing it, even with -9, leaves nothing but empty cgroup folders, which the next start sweeps. Those folders are also
the register of what is up: `closedcircuit.<name>` is there and populated, or there is no such twin.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from closedcircuit.errors import Refusal, ToolError
from closedcircuit.twin import machine, scripts
from closedcircuit.twin.process import Completed, run

PREFIX = "closedcircuit."
START_SECONDS = 20.0
KILL_SECONDS = 20.0
_CLONE_NEWNET = 0x40000000


@dataclass(frozen=True)
class Capsule:
    """A running capsule. `holder` is its first process, as this machine numbers it."""

    name: str
    group: Path
    holder: int

    @property
    def state(self) -> Path:
        """The twin's own files, as seen from outside."""
        return Path(f"/proc/{self.holder}/root{scripts.STATE}")

    def inside(self, command: Sequence[str | Path], *, check: bool = True, stdin: str = "") -> Completed:
        """Run a program among the capsule's mounts, processes and bridges."""
        enter = ["nsenter", "--target", str(self.holder), "--mount", "--net", "--pid", "--"]
        return run([*enter, *command], check=check, stdin=stdin)

    @contextlib.contextmanager
    def at(self, node: str) -> Iterator[None]:
        """For the block, the calling thread stands in a node's network, and so does all that it starts."""
        with Path("/proc/thread-self/ns/net").open("rb") as home:
            with Path(f"/proc/{self.holder}/root/run/netns/{node}").open("rb") as there:
                _enter(there)
            try:
                yield
            finally:
                _enter(home)

    def start(self, group: str, command: Sequence[str | Path], log: str, node: str | None = None) -> None:
        """Start a program that lasts, in a cgroup of its own below the capsule's.

        It runs among the capsule's mounts; or, with `node`, in that node's network and among this machine's files.
        """
        folder = self.group / group
        folder.mkdir(exist_ok=True)
        spaces = ["--mount", "--net"] if node is None else [f"--net=/proc/{self.holder}/root/run/netns/{node}"]
        enter = ["nsenter", "--target", str(self.holder), "--pid", *spaces, "--"]
        with (self.state / "log" / log).open("ab") as said:
            _launch(folder, [*enter, *map(str, command)], said, subprocess.DEVNULL)

    def hold(self, group: str, descriptors: Sequence[int]) -> None:
        """Keep what descriptors stand for until the group ends, in a cgroup below the capsule's."""
        folder = self.group / group
        folder.mkdir(exist_ok=True)
        enter = ["nsenter", "--target", str(self.holder), "--pid", "--", "sleep", "infinity"]
        _launch(folder, enter, subprocess.DEVNULL, subprocess.DEVNULL, keep=descriptors)

    def down(self) -> None:
        """End everything in it, at once. Raises ToolError where something does not die."""
        kill(self.group)
        _remove(self.group)


@contextlib.contextmanager
def _registry() -> Iterator[Path]:
    """The cgroup hierarchy, with nobody else starting or sweeping."""
    groups = machine.groups()
    descriptor = os.open(groups, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield groups
    finally:
        os.close(descriptor)


def running() -> list[str]:
    """The names of the twins that are up."""
    return sorted(group.name.removeprefix(PREFIX) for group in machine.groups().glob(f"{PREFIX}*") if populated(group))


def find(name: str) -> Capsule | None:
    """The capsule of a name, if it is up."""
    group = machine.groups() / f"{PREFIX}{name}"
    holder = first(group / "capsule")
    return Capsule(name, group, holder) if holder else None


def begin(name: str, images: Path, *, stay: bool) -> Capsule:
    """A new, empty capsule. It ends when this process does, however that ends, unless it is to `stay`.

    Raises Refusal where one of that name is up, and ToolError where the machine cannot hold one.
    """
    with _registry() as groups:
        sweep(groups)
        group = groups / f"{PREFIX}{name}"
        if group.exists():
            raise Refusal(f"a twin of {name} is up already; `closedcircuit twin down {name}` ends it")
        for folder in (group, group / "capsule"):
            folder.mkdir()
        unshare = ["unshare", "--mount", "--net", "--pid", "--ipc", "--fork", "--mount-proc", "--kill-child=KILL"]
        waiting = ["sleep", "infinity"] if stay else ["cat"]  # `cat` ends when the other end of its input does
        command = [*unshare, "--propagation", "private", "bash", "-c", scripts.HOLDER, "capsule", *waiting]
        read, write = os.pipe()
        process = _launch(
            group / "capsule", command, subprocess.PIPE, read, {"IMAGES": str(images), "PATH": os.environ["PATH"]}
        )
        os.close(read)
        if stay:
            os.close(write)
        # Until something runs in it, a group looks to everybody else like one that is left over.
        try:
            return Capsule(name, group, _ready(group, process))
        except BaseException:
            kill(group)
            _remove(group)
            raise


def _ready(group: Path, process: subprocess.Popen[bytes]) -> int:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            said = process.stdout.read().decode("utf-8", "replace") if process.stdout else ""
            raise ToolError(f"the capsule of the twin did not start: {said.strip()[-500:]}")
        holder = first(group / "capsule")
        if holder and Path(f"/proc/{holder}/root{scripts.STATE}/ready").exists():
            return holder
        time.sleep(0.01)
    raise ToolError(f"the capsule of the twin did not start within {START_SECONDS:.0f} s")


def _launch(
    group: Path,
    command: Sequence[str],
    said: int | IO[bytes],
    stdin: int,
    environment: dict[str, str] | None = None,
    keep: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a program that stands in a cgroup from its first moment, with a session of its own."""
    entry = ["sh", "-c", 'echo $$ > "$0/cgroup.procs"; exec "$@"', str(group)]
    return subprocess.Popen(  # noqa: S603  the words are ours, or were matched by the schema
        [*entry, *command],
        stdin=stdin,
        stdout=said,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        env=environment,
        pass_fds=keep,
    )


def members(group: Path) -> list[int]:
    """The processes of a cgroup, not of those below it; none where it is gone."""
    try:
        return [int(word) for word in (group / "cgroup.procs").read_text("utf-8").split()]
    except OSError:
        return []


def first(group: Path) -> int | None:
    """The process of a cgroup that is number 1 in a process namespace of its own."""
    for pid in members(group):
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
                if line.startswith("NSpid:") and line.split()[2:3] and line.split()[-1] == "1":
                    return pid
    return None


def populated(group: Path) -> bool:
    """Whether any process is in a cgroup or below it."""
    try:
        return "populated 1" in (group / "cgroup.events").read_text("utf-8")
    except OSError:
        return False


def kill(group: Path) -> None:
    """Kill all processes of a cgroup and below it, and wait until they are gone."""
    deadline = time.monotonic() + KILL_SECONDS
    while populated(group):
        if time.monotonic() > deadline:
            raise ToolError(f"{group.name}: processes still run {KILL_SECONDS:.0f} s after they were killed")
        with contextlib.suppress(FileNotFoundError):
            (group / "cgroup.kill").write_text("1", "utf-8")
        time.sleep(0.01)


def sweep(groups: Path) -> None:
    """Remove the empty folders that killed capsules left."""
    for group in groups.glob(f"{PREFIX}*"):
        if not populated(group):
            _remove(group)


def _remove(group: Path) -> None:
    for folder, _, _ in os.walk(group, topdown=False):
        with contextlib.suppress(FileNotFoundError):
            Path(folder).rmdir()


def _enter(namespace: IO[bytes]) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if library.setns(namespace.fileno(), _CLONE_NEWNET) != 0:
        number = ctypes.get_errno()
        raise ToolError(f"a network of the twin cannot be entered: {os.strerror(number)}")
