"""A whole twin: raised, found again, taken down."""

from __future__ import annotations

import contextlib
import itertools
import os
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from closedcircuit.errors import ToolError
from closedcircuit.fleet import LOG_AUTHORITY
from closedcircuit.model import Organization, Site
from closedcircuit.twin import capsule as capsules
from closedcircuit.twin import machine, scripts
from closedcircuit.twin.capsule import Capsule
from closedcircuit.twin.host import BOOT_SECONDS, Host
from closedcircuit.twin.images import Images, images
from closedcircuit.twin.layout import Layout, layout
from closedcircuit.twin.process import run

AT_ONCE = 8
"""How many hosts boot at the same time."""
_LOG_KEY = "log_key.pem"
_NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Twin:
    """A running twin of a site. `hosts` holds its machines and stand-ins by the names that `layout` gives."""

    capsule: Capsule
    layout: Layout
    hosts: Mapping[str, Host]

    @classmethod
    @contextlib.contextmanager
    def up(cls, site: Site, organization: Organization, say: Callable[[str], None] = lambda _: None) -> Iterator[Twin]:
        """Raise a twin for the block. It is gone afterwards, also when this process is killed.

        Yields when every host's sshd listens. Raises ToolError where the machine cannot raise it.
        """
        twin = cls.raised(f"{site.id}.{os.getpid()}.{next(_NUMBERS)}", site, organization, say, stay=False)
        try:
            yield twin
        finally:
            twin.capsule.down()

    @classmethod
    def raised(
        cls, name: str, site: Site, organization: Organization, say: Callable[[str], None], *, stay: bool
    ) -> Twin:
        """Raise a twin under a name; with `stay` it outlives this process. Raises ToolError, or Refusal if it is up."""
        plan = layout(site, organization)
        machine.require(len(plan.machines))
        found = images(say)
        capsule = capsules.begin(name, found.base.parent, stay=stay)
        try:
            say(f"starting {len(plan.machines)} hosts")
            return cls._start(capsule, plan, found)
        except BaseException:
            capsule.down()
            raise

    @classmethod
    def _start(cls, capsule: Capsule, plan: Layout, found: Images) -> Twin:
        twin = cls(capsule, plan, {node.name: Host(capsule, plan, node, found) for node in plan.nodes})
        twin._keys()
        (capsule.state / "management").write_text(plan.management.name, "utf-8")
        (capsule.state / "ssh_config").write_text(scripts.ssh_config(plan, str(capsule.state)), "utf-8")
        capsule.inside(["ip", "-batch", "-"], stdin=scripts.bridges(plan))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(Host.start, twin.hosts.values()))
            serve = [sys.executable, "-m", "closedcircuit.twin.standin", str(found.mirror)]
            logs = [capsule.state / LOG_AUTHORITY, capsule.state / _LOG_KEY, twin.heard]
            capsule.start("standin", [*serve, *map(str, logs)], "standin", plan.management.name)
            list(pool.map(Host.wait, twin.hosts.values()))
        twin._served()
        return twin

    def _served(self) -> None:
        """Wait until the management host serves packages."""
        deadline = time.monotonic() + BOOT_SECONDS
        with self.management.at():
            while time.monotonic() < deadline:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", 80)):
                    return
                time.sleep(0.02)
        raise ToolError(f"what the management host serves did not start within {BOOT_SECONDS:.0f} s")

    @property
    def ssh_config(self) -> Path:
        """An OpenSSH configuration that reaches every machine from the management host (`hosts[...].at()`)."""
        return self.capsule.state / "ssh_config"

    @property
    def known_hosts(self) -> Path:
        """The host keys of the machines, by address."""
        return self.capsule.state / "known_hosts"

    @property
    def heard(self) -> Path:
        """The frames that hosts sent to management's ear for logs."""
        return self.capsule.state / "heard"

    @property
    def key(self) -> Path:
        """The private key that the machines let in as root, made for this twin."""
        return self.capsule.state / "key"

    @property
    def management(self) -> Host:
        """The stand-in from which hosts are deployed: the only source of SSH."""
        return self.hosts[self.layout.management.name]

    @contextlib.contextmanager
    def temporary(self) -> Iterator[None]:
        """For the block, this process's temporary files lie in the twin, and go with it however it goes."""
        folder = self.capsule.state / "tmp"
        folder.mkdir(mode=0o700, exist_ok=True)
        before, tempfile.tempdir = tempfile.tempdir, str(folder)
        try:
            yield
        finally:
            tempfile.tempdir = before

    def _keys(self) -> None:
        state = self.capsule.state
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "twin", "-f"]
        run([*make, state / "key"])
        lines = []
        for node in self.layout.machines:
            folder = state / "hosts" / node.name
            folder.mkdir()
            run([*make, folder / "host_key"])
            lines.append(f"{node.reached_at} {self.hosts[node.name].host_key}\n")
        (state / "known_hosts").write_text("".join(lines), "utf-8")
        # One certificate is authority and host at once, for the addresses at which the stand-in listens.
        names = ",".join(f"IP:{leg.address}" for leg in self.layout.management.legs)
        make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        run([*make, "-days", "2", "-subj", "/CN=twin", "-addext", f"subjectAltName={names}",
             "-keyout", state / _LOG_KEY, "-out", state / LOG_AUTHORITY])  # fmt: skip
