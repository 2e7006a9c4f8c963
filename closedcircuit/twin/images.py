"""What hosts start from: a bare Debian, and a package mirror as the management host would serve it.

Both are built once from the machine's own package sources and kept in the cache under a name that is a hash of all
that goes into them.
"""

from __future__ import annotations

import contextlib
import fcntl
import gzip
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from closedcircuit.errors import ToolError
from closedcircuit.fleet.desired import RELEASE
from closedcircuit.twin.process import run

BUILD_TIMEOUT = 900.0
INSTALLED = (
    "ca-certificates dbus debian-archive-keyring ifupdown iproute2 iputils-ping kmod nftables openssh-server procps"
    " systemd systemd-sysv"
)
"""What the Debian installer leaves with its SSH server and nothing else, as far as a container can use it."""

MIRRORED = (
    "auditd chrony cracklib-runtime e2fsprogs faketime ffmpeg fscrypt libpam-pwquality libpam-systemd mariadb-server"
    " nginx-light python3 python3-cryptography python3-minimal rsyslog rsyslog-openssl sudo tzdata unattended-upgrades"
    " zoneminder"
)
"""What deploys may install. The mirror holds these and all they need beyond the bare system."""

KEYRING = "usr/share/keyrings/debian-archive-keyring.gpg"
_MASKED = (
    "console-getty.service getty.target apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer e2scrub_reap.service"
    " fstrim.timer dpkg-db-backup.timer ifupdown-pre.service systemd-timesyncd.service"
)
# A container may not set the clock: chrony runs, measures and serves, and leaves the machine's own clock alone.
_CHRONY = "[Unit]\nConditionCapability=\n[Service]\nExecStart=\nExecStart=!/usr/sbin/chronyd -F 1 -x\n"
_CUSTOMIZE = f"""#!/bin/sh
set -eu
cd "$1"
rm -f etc/ssh/ssh_host_* etc/hostname etc/resolv.conf etc/apt/sources.list etc/apt/sources.list.d/*
rm -rf var/lib/apt/lists/* var/cache/apt/*.bin var/log/*.log var/log/apt
: > etc/machine-id
: > etc/resolv.conf
rm -f usr/sbin/policy-rc.d
for unit in {_MASKED}; do ln -sf /dev/null "etc/systemd/system/$unit"; done
mkdir -p -m 700 root/.ssh
mkdir -p etc/systemd/system/chrony.service.d
printf '%s' '{_CHRONY}' > etc/systemd/system/chrony.service.d/twin.conf
"""


@dataclass(frozen=True)
class Images:
    """Folders in the cache: the root file system of a bare host, and the mirror with the key that signs it."""

    base: Path
    mirror: Path

    @property
    def key(self) -> Path:
        """The public key of the mirror, as apt's keyrings hold keys."""
        return self.mirror / "archive-key.gpg"


def images(say: Callable[[str], None] = lambda _: None) -> Images:
    """The images, built first where the cache lacks them; `say` is told what takes long. Raises ToolError."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "closedcircuit" / "twin"
    sources = _sources()
    base = _hash(RELEASE, INSTALLED, _CUSTOMIZE, sources.read_text("utf-8"))
    mirror = _hash(base, MIRRORED)
    found = Images(cache / f"base-{base}", cache / f"mirror-{mirror}")
    if found.base.is_dir() and found.mirror.is_dir():
        return found
    with _alone(cache):
        if not found.base.is_dir():
            say("building the image of a bare Debian host (once, about a minute)")
            _build(cache, found.base, lambda folder: _base(folder, sources))
        if not found.mirror.is_dir():
            say("filling the package mirror (once, about a minute)")
            _build(cache, found.mirror, lambda folder: _mirror(folder, found.base, sources))
    return found


def _sources() -> Path:
    """The machine's own package sources, which are the ones it can reach."""
    for path in (Path("/etc/apt/sources.list.d/debian.sources"), Path("/etc/apt/sources.list")):
        if path.is_file() and path.stat().st_size:
            return path
    raise ToolError("no Debian package sources in /etc/apt; the twin's hosts are made from the machine's own")


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


@contextlib.contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """One builder at a time; what a killed one left is removed."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in cache.glob(".building-*"):
            shutil.rmtree(left)
        yield


def _build(cache: Path, target: Path, make: Callable[[Path], None]) -> None:
    folder = Path(tempfile.mkdtemp(prefix=".building-", dir=cache))
    try:
        made = folder / "made"
        made.mkdir(mode=0o755)
        make(made)
        made.rename(target)
    finally:
        shutil.rmtree(folder)


def _base(root: Path, sources: Path) -> None:
    hook = root.parent / "customize"
    hook.write_text(_CUSTOMIZE, "utf-8")
    hook.chmod(0o755)
    root.rmdir()  # mmdebstrap makes it
    include = f"--include={INSTALLED.replace(' ', ',')}"
    command = ["mmdebstrap", "--quiet", "--mode=root", "--variant=apt", include, f"--customize-hook={hook}"]
    run([*command, RELEASE, root, sources], timeout=BUILD_TIMEOUT)


def _mirror(root: Path, base: Path, sources: Path) -> None:
    """A signed archive under debian/ and debian-security/ (which is empty), as apt expects of a mirror."""
    lists, pool = root.parent / "lists", root / "debian/pool"
    for folder in (lists / "partial", pool / "partial"):
        folder.mkdir(parents=True)
    options = {
        "Dir": base,
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "-",
        "Dir::Etc::parts": "/etc/apt/apt.conf.d",
        "Dir::Etc::trusted": f"{base}/{KEYRING}",
        "Dir::State::status": base / "var/lib/dpkg/status",
        "Dir::State::lists": lists,
        "Dir::Cache::archives": pool,
        "Dir::Cache::pkgcache": "",
        "Dir::Cache::srcpkgcache": "",
        "APT::Sandbox::User": "root",
    }
    apt = ["apt-get", "-qq", *(word for key, value in options.items() for word in ("-o", f"{key}={value}"))]
    run([*apt, "update"], timeout=BUILD_TIMEOUT)
    install = ["install", "-y", "--no-install-recommends", "--download-only"]
    run([*apt, *install, *MIRRORED.split()], timeout=BUILD_TIMEOUT)
    (pool / "partial").rmdir()
    (pool / "lock").unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="closedcircuit-gpg-") as home:
        gpg = ["gpg", "--homedir", home, "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", ""]
        run([*gpg, "--quick-generate-key", "closedcircuit twin mirror", "ed25519", "sign", "never"])
        for archive, suites in {
            "debian": (RELEASE, f"{RELEASE}-updates"),
            "debian-security": (f"{RELEASE}-security",),
        }.items():
            for suite in suites:
                _suite(root / archive, suite, gpg, full=suite == RELEASE)
        run([*gpg, "--output", root / "archive-key.gpg", "--export"])
        run(["gpgconf", "--homedir", home, "--kill", "all"])


def _suite(archive: Path, suite: str, gpg: list[str], *, full: bool) -> None:
    folder = archive / "dists" / suite
    binaries = folder / "main/binary-amd64"
    binaries.mkdir(parents=True)
    packages = run(["apt-ftparchive", "packages", "pool"], cwd=archive).stdout if full else ""
    (binaries / "Packages").write_text(packages, "utf-8")
    (binaries / "Packages.gz").write_bytes(gzip.compress(packages.encode(), mtime=0))
    facts = {"Origin": "Debian", "Label": "Debian", "Suite": suite, "Codename": suite, "Components": "main"}
    facts["Architectures"] = "amd64"
    options = [word for key, value in facts.items() for word in ("-o", f"APT::FTPArchive::Release::{key}={value}")]
    (folder / "Release").write_text(run(["apt-ftparchive", *options, "release", folder]).stdout, "utf-8")
    run([*gpg, "--clearsign", "--output", folder / "InRelease", folder / "Release"])
