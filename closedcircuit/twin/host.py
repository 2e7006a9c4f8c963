"""One node of a twin: a machine that boots, or a stand-in that only has a network."""

from __future__ import annotations

import contextlib
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from closedcircuit.errors import ToolError
from closedcircuit.twin import capsule as capsules
from closedcircuit.twin import disks, scripts
from closedcircuit.twin.capsule import Capsule
from closedcircuit.twin.images import KEYRING, Images
from closedcircuit.twin.layout import Layout, Node
from closedcircuit.twin.process import TIMEOUT, Completed, run

BOOT_SECONDS = 60.0
_SSH = ":0016"
_LISTEN = "0A"
_ENVIRONMENT = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LC_ALL=C.UTF-8"]


class Host:
    """A node of a running twin. Everything here goes around the network, so it works whatever the firewalls say."""

    def __init__(self, capsule: Capsule, layout: Layout, node: Node, images: Images) -> None:
        self.node = node
        self._capsule = capsule
        self._layout = layout
        self._images = images
        self._folder = capsule.state / "hosts" / node.name
        self._group = capsule.group / node.name
        self.loops: dict[str, Path] = {}

    @property
    def root(self) -> Path:
        """A machine's root directory, as seen from this machine."""
        return self._folder / "root"

    @property
    def host_key(self) -> str:
        """A machine's public host key, made for this twin: `ssh-ed25519 <base64>`."""
        return " ".join((self._folder / "host_key.pub").read_text("utf-8").split()[:2])

    @property
    def leader(self) -> int | None:
        """A machine's own process 1, as this machine numbers it, while it runs."""
        return capsules.first(self._group / "system/payload/init.scope")

    def run(
        self, command: Sequence[str | Path], *, check: bool = True, stdin: str = "", timeout: float = TIMEOUT
    ) -> Completed:
        """Run a program on a machine, as root, or in a stand-in's network with this machine's files.

        Raises ToolError where the machine is down, where the program lasts longer than `timeout` seconds, and with
        `check` where it fails.
        """
        if not self.node.machine:
            with self.at():
                return run(command, check=check, stdin=stdin, timeout=timeout)
        leader = self.leader
        if leader is None:
            raise ToolError(f"{self.node.name} is not running")
        spaces = ["--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--wd"]
        enter = ["nsenter", "--target", str(leader), *spaces, "--", *_ENVIRONMENT]
        return run([*enter, *command], check=check, stdin=stdin, timeout=timeout)

    @contextlib.contextmanager
    def at(self) -> Iterator[None]:
        """For the block, the calling thread, and what it starts, stands in this node's network."""
        with self._capsule.at(self.node.name):
            yield

    def start(self) -> None:
        """Switch on: a machine boots in the background (`wait` waits for it); a stand-in's network is made."""
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / "network").write_text(scripts.network(self._layout, self.node), "utf-8")
        inside = f"{scripts.STATE}/hosts/{self.node.name}"
        if not self.node.machine:
            self._capsule.inside(["sh", "-e", f"{inside}/network"])
            return
        if not self.root.is_dir():
            self._install()
        for part in ("", "loop", "system"):
            (self._group / part).mkdir(exist_ok=True)
        nspawn = ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--boot", f"--directory={inside}/root"]
        nspawn += [f"--machine={self.node.hostname}", f"--network-namespace-path=/run/netns/{self.node.name}"]
        nspawn += ["--console=read-only", "--link-journal=no", "--timezone=off", "--resolv-conf=off"]
        # A namespace that is handed over costs nspawn's guest its network rights; they are given back.
        nspawn += ["--capability=CAP_NET_ADMIN,CAP_BPF", "--system-call-filter=bpf @keyring"]
        nspawn += self._plug_in()
        loop = ["env", "SYSTEMD_NSPAWN_API_VFS_WRITABLE=network", "bash", "-c", scripts.LOOP, "loop"]
        inner = f"/sys/fs/cgroup/{self._capsule.group.name}/{self.node.name}"
        self._capsule.start(f"{self.node.name}/loop", [*loop, inner, self.node.name, *nspawn], self.node.name)

    def wait(self, other_than: int | None = None) -> None:
        """Wait until a machine's sshd listens, in a process 1 other than the given one. Raises ToolError."""
        if self.node.machine:
            self._until(lambda: self.leader != other_than and self._listens(), "did not come up")

    def stop(self) -> None:
        """Cut the power."""
        if self.node.machine:
            capsules.kill(self._group)
            disks.wait_until_free(self.loops.values())
            self.loops = {}

    def reboot(self) -> None:
        """Restart in an orderly way and wait until sshd listens again."""
        before = self.leader
        self.run(["systemctl", "reboot"], check=False)
        self.wait(other_than=before)

    def reset(self) -> None:
        """Forget all changes since the last snapshot (or since the beginning), boot, and wait for sshd."""
        self.stop()
        if self.node.machine:
            self._unmount()
            self._delete("upper")
            self._delete("disks")
            self._copy("kept-disks", "disks")
        self.start()
        self.wait()

    def snapshot(self) -> None:
        """Shut down in an orderly way, keep the disk as what `reset` goes back to, and boot again."""
        self.run(["systemctl", "poweroff"], check=False)
        self._until(lambda: not capsules.populated(self._group), "did not shut down")
        self._unmount()
        disks.wait_until_free(self.loops.values())
        self._delete("kept-disks")
        self._copy("disks", "kept-disks")
        layers = self._layers()
        kept = f"snapshots/{self.node.name}.{len(layers)}"
        (self._folder / "upper").rename(self._capsule.state / kept)
        (self._folder / "layers").write_text("\n".join([f"{scripts.STATE}/{kept}", *layers]), "utf-8")
        self.start()
        self.wait()

    def log(self) -> str:
        """What its console said."""
        path = self._capsule.state / "log" / self.node.name
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def _layers(self) -> list[str]:
        """The read-only layers under its disk, topmost first."""
        kept = self._folder / "layers"
        return (
            kept.read_text("utf-8").splitlines()
            if kept.exists()
            else [f"{scripts.STATE}/images/{self._images.base.name}"]
        )

    def _install(self) -> None:
        """Mount a disk with no changes of its own; one that has no snapshot is then set up as an installer would."""
        layers = self._layers()
        for part in ("upper", "work", "root"):
            (self._folder / part).mkdir(exist_ok=True)
        inside = f"{scripts.STATE}/hosts/{self.node.name}"
        options = f"lowerdir={':'.join(layers)},upperdir={inside}/upper,workdir={inside}/work"
        self._capsule.inside(["mount", "-t", "overlay", "overlay", "-o", options, f"{inside}/root"])
        if len(layers) > 1:
            return
        mirror = self._layout.management.legs[0].address
        files = {
            "etc/hostname": f"{self.node.hostname}\n",
            "etc/hosts": f"127.0.0.1 localhost\n127.0.1.1 {self.node.hostname}\n::1 localhost ip6-localhost\n",
            "etc/machine-id": f"{uuid.uuid4().hex}\n",
            "etc/network/interfaces": scripts.interfaces(self.node),
            "etc/apt/sources.list": scripts.sources(str(mirror)),
            "etc/ssh/ssh_host_ed25519_key": (self._folder / "host_key").read_text("utf-8"),
            "etc/ssh/ssh_host_ed25519_key.pub": (self._folder / "host_key.pub").read_text("utf-8"),
            "root/.ssh/authorized_keys": (self._capsule.state / "key.pub").read_text("utf-8"),
        }
        for name, text in files.items():
            path = self.root / name
            path.write_text(text, "utf-8")
            path.chmod(0o600 if "key" in path.name and path.suffix != ".pub" else 0o644)
        # Known wherever apt looks, whether a source names Debian's keyring or none.
        keyring, key = self.root / KEYRING, self._images.key.read_bytes()
        keyring.write_bytes(keyring.read_bytes() + key)
        (self.root / "etc/apt/trusted.gpg.d/mirror.gpg").write_bytes(key)

    def _unmount(self) -> None:
        inside = f"{scripts.STATE}/hosts/{self.node.name}"
        self._capsule.inside(["umount", f"{inside}/root"], check=False)
        self.root.rmdir()

    def _plug_in(self) -> list[str]:
        """Attach the machine's disks, and the words by which nspawn hands them over under their declared names."""
        words = []
        with contextlib.ExitStack() as stack:
            held = []
            self.loops = {}
            for device, image in disks.images(self._folder / "disks", self.node.disks).items():
                loop, descriptor = stack.enter_context(disks.attached(image))
                held.append(descriptor)
                self.loops[device] = loop
                words.append(f"--bind={loop}:{device}")
            if held:
                self._capsule.hold(f"{self.node.name}/loop", held)
        return words

    def _copy(self, source: str, target: str) -> None:
        """Copy a folder of this machine's, holes and all, where there is one."""
        if (self._folder / source).is_dir():
            run(["cp", "-a", "--sparse=always", str(self._folder / source), str(self._folder / target)])

    def _delete(self, part: str) -> None:
        self._capsule.inside(["rm", "-rf", f"{scripts.STATE}/hosts/{self.node.name}/{part}"])

    def _listens(self) -> bool:
        """Whether sshd listens: read from the kernel's tables, so that no firewall has a say."""
        leader = self.leader
        if leader is None:
            return False
        with contextlib.suppress(OSError):
            for table in ("tcp", "tcp6"):
                for line in Path(f"/proc/{leader}/net/{table}").read_text("utf-8").splitlines():
                    words = line.split()
                    if words[1].endswith(_SSH) and words[3] == _LISTEN:
                        return True
        return False

    def _until(self, reached: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + BOOT_SECONDS
        while not reached():
            if time.monotonic() > deadline:
                raise ToolError(
                    f"{self.node.name} {otherwise} within {BOOT_SECONDS:.0f} s: {self.log()[-600:].strip()}"
                )
            time.sleep(0.02)
