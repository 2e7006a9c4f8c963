"""Can this machine raise a twin? The real things are tried, in namespaces that are thrown away."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from closedcircuit.errors import ToolError
from closedcircuit.twin.process import run

PROGRAMS = {
    "ffmpeg": "ffmpeg",
    "systemd-nspawn": "systemd-container",
    "mmdebstrap": "mmdebstrap",
    "apt-ftparchive": "apt-utils",
    "gpg": "gnupg",
    "unshare": "util-linux",
    "nsenter": "util-linux",
    "ip": "iproute2",
    "nft": "nftables",
    "openssl": "openssl",
    "ssh": "openssh-client",
    "ssh-keygen": "openssh-client",
}
"""What is needed, and the Debian package that brings it."""

_WATCHES = 10
"""Inotify instances of a host: five of systemd, one of dbus, one of logind, three of the deploy's own session."""
_TRIAL = """
trial=$(mktemp -d); trap 'umount -R -l "$trial" 2>/dev/null; rmdir "$trial"' EXIT
mount -t tmpfs tmpfs "$trial" || { echo "mounts"; exit 1; }
cd "$trial"; mkdir lower upper work merged groups
mount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work merged || { echo "overlayfs"; exit 1; }
mount -t cgroup2 cgroup2 groups || { echo "cgroup2"; exit 1; }
group=$(mktemp -d groups/closedcircuit-trial.XXXXXX) && rmdir "$group" ||
  { echo "a cgroup2 that may be written"; exit 1; }
ip link add bridge0 type bridge || { echo "network bridges"; exit 1; }
ip link add one type veth peer name two || { echo "veth pairs"; exit 1; }
nft 'add table inet t; add chain inet t f { type filter hook forward priority 0; policy drop; };
     add rule inet t f ct state established,related accept; add rule inet t f fib saddr . iif oif missing drop' ||
  { echo "nftables with ct and fib"; exit 1; }
cd /
"""


def lacks() -> str | None:
    """What this machine lacks for a twin, in words, or None. Takes about a third of a second."""
    if os.geteuid() != 0:
        return "the twin needs root"
    missing = sorted({package for program, package in PROGRAMS.items() if shutil.which(program) is None})
    if missing:
        return f"the twin needs {', '.join(missing)}; `make system` installs what lacks, as root on Debian"
    namespaces = ["unshare", "--mount", "--net", "--pid", "--fork", "--mount-proc", "--propagation", "private"]
    done = run([*namespaces, "sh", "-c", _TRIAL], check=False)
    if done.returncode == 0:
        return None
    thing = done.stdout.strip() or "namespaces"
    said = done.stderr.strip().splitlines()
    reason = f" ({said[-1]})" if said else ""
    return (
        f"the twin needs {thing}, which this machine's kernel does not allow{reason};"
        " a full virtual machine does, and `make system` brings the packages"
    )


def require(hosts: int) -> None:
    """Raises ToolError, naming what lacks and what brings it, where this machine cannot raise so many hosts."""
    if reason := lacks() or _crowded(hosts):
        raise ToolError(reason)


def _crowded(hosts: int) -> str | None:
    """Whether the kernel would refuse some host's systemd what it watches files with: it would boot, and half work."""
    limit = int(Path("/proc/sys/fs/inotify/max_user_instances").read_text("utf-8"))
    used = 0
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):
            used += str(descriptor.readlink()) == "anon_inode:inotify"
    if used + hosts * _WATCHES <= limit:
        return None
    return (
        f"{hosts} hosts need {hosts * _WATCHES} inotify instances, and {max(0, limit - used)} of this machine's {limit}"
        " are free; `make system` raises that (sysctl fs.inotify.max_user_instances)"
    )


def groups() -> Path:
    """Where the machine's cgroup2 hierarchy is mounted. Raises ToolError where it is not."""
    for line in Path("/proc/self/mounts").read_text("utf-8").splitlines():
        _, place, kind, *_ = line.split()
        if kind == "cgroup2":
            return Path(place)
    raise ToolError("the twin needs a cgroup2 hierarchy, and none is mounted on this machine")
