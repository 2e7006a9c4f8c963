"""How long a deploy takes: `closedcircuit deploy`, next to Ansible making the same of the same hosts.

Run it as root, `make bench`, or with numbers of hosts: `python -m benchmarks.deploys 2026-12-01 1 5 20`. Each number is
a site of a gateway and viewing desks, raised as containers on this machine. Times are of the whole command on the wall
clock, ours with its verdict, its lock and its audit; a run without changes is the better of two. Both must leave
the same hosts: everything that a deploy reads of them is compared. What Ansible needs on a host (Python) is there
before the clock starts, and so is the way to the hosts behind the gateway.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from closedcircuit import firewall, inventory, newsite
from closedcircuit.fleet import component, confirm, reading
from closedcircuit.fleet.orders import Orders, orders
from closedcircuit.inventory import Inventory
from closedcircuit.twin import Twin, machine

ROOT = Path(__file__).parent.parent
PLAYBOOK = Path(__file__).parent / "ansible" / "playbook.yaml"
SITE = "benchmark"
PARTS = {"hostname", "packages", "tools", "kernel", "ssh", "time", "routes"}
"""The components that the playbook knows."""
PYTHON = "apt-get -qq update && apt-get -qq -y --no-install-recommends install python3 python3-apt >/dev/null"
"""What Ansible needs of a bare host."""


@dataclass(frozen=True)
class Times:
    """Seconds of a first run, and of one that has nothing to change."""

    first: float
    again: float


def site(root: Path, today: str, hosts: int) -> Inventory:
    """The example inventory with one more site, of a gateway and viewing desks."""
    shutil.copytree(ROOT / "inventory", root / "inventory")
    newsite.write(inventory.load(root), SITE, datetime.date.fromisoformat(today))
    folder = root / "inventory" / "sites" / SITE
    text = (folder / "site.yaml").read_text("utf-8")
    text = re.sub(r"\nsigns:\n(  .*\n)+", "\nsigns: {}\n", text[: text.index("  recorder:\n")])
    network = re.search(r"viewing: \{kind: viewing, cidr: ([0-9.]+)\.0/24", text)
    if network is None:
        sys.exit("deploys: a new site has no viewing network any more")
    for number in range(1, hosts):
        leg = f"{{zone: viewing, address: {network[1]}.{10 + number}}}"
        text += f"  desk-{number}:\n    role: viewing\n    interfaces:\n      eth0: {leg}\n    room: security-office\n"
    (folder / "site.yaml").write_text(text, "utf-8")
    (folder / "cameras.yaml").write_text("{}\n", "utf-8")
    return inventory.load(root)


@contextlib.contextmanager
def raised(loaded: Inventory) -> Iterator[Twin]:
    """Bare hosts, all of them reached from where this process then stands: the gateway forwards what it is given."""
    with Twin.up(loaded.sites[SITE], loaded.organization) as twin, twin.management.at():
        twin.hosts["gateway"].run(["sysctl", "-qw", "net.ipv4.ip_forward=1"])
        yield twin


def python(twin: Twin) -> None:
    """Python on every host, a few at a time."""
    with ThreadPoolExecutor(4) as pool:
        names = [node.name for node in twin.layout.machines]
        list(pool.map(lambda name: twin.hosts[name].run(["sh", "-ec", PYTHON], timeout=900), names))


def timed(work: Callable[[], int], expected: Callable[[int], bool]) -> float:
    """Seconds of a run, which tells how many things it changed."""
    start = time.perf_counter()
    changed = work()
    took = time.perf_counter() - start
    if not expected(changed):
        sys.exit(f"deploys: {changed} changes, which is not what this run is for")
    return took


def measure(work: Callable[[], int]) -> Times:
    """A first run, and the better of two after it."""
    first = timed(work, lambda changed: changed > 0)
    return Times(first, min(timed(work, lambda changed: changed == 0) for _ in range(2)))


def ran(command: Sequence[str | Path], environment: dict[str, str] | None = None) -> str:
    """What a command printed; where it fails, all ends with what it said."""
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(f"deploys: {command[0]} ended with {done.returncode}\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    return done.stdout


def ours(root: Path, today: str, twin: Twin) -> int:
    """Deploy by our command; how many operations changed something."""
    command = [sys.executable, "-m", "closedcircuit", "--root", root, "--today", today, "deploy", SITE]
    said = ran([*command, "--ssh-config", twin.ssh_config, "--audit", root / "audit.jsonl"])
    return int(re.findall(r"(\d+) changed", said)[-1])


def theirs(root: Path) -> int:
    """Deploy by Ansible; how many tasks and handlers changed something."""
    environment = os.environ | {
        "ANSIBLE_CONFIG": str(PLAYBOOK.parent / "ansible.cfg"),
        "ANSIBLE_HOME": str(root / "ansible"),
        "LC_ALL": "C.UTF-8",
    }
    playbook = Path(sys.executable).with_name("ansible-playbook")
    said = ran([playbook, "--inventory", root / "hosts.json", PLAYBOOK], environment)
    return sum(map(int, re.findall(r"changed=(\d+)", said)))


def write_inventory(root: Path, wanted: dict[str, Orders], twin: Twin) -> None:
    """Ansible's inventory, and the files of every host, rendered."""
    hosts = {}
    for name, order in wanted.items():
        if unknown := set(order.components) - PARTS:
            sys.exit(f"deploys: benchmarks/ansible/playbook.yaml lacks the component {', '.join(sorted(unknown))}")
        folder = root / "files" / name
        parts = list(order.components.values())
        hosts[name] = {
            "ansible_host": str(twin.layout[name].reached_at),
            "parts": {part.id: [rendered(folder, file) for file in part.files] for part in parts},
            "rules": rendered(folder, component.File(confirm.PATH, order.rules))["src"],
            "packages": [package for part in parts for package in part.packages],
            "units": [unit for part in parts for unit in part.units],
            "ansible_ssh_common_args": f"-F {twin.ssh_config}",
        }
    (root / "hosts.json").write_text(json.dumps({"all": {"hosts": hosts}}), "utf-8")


def rendered(folder: Path, file: component.File) -> dict[str, str]:
    """Write a file where Ansible finds it."""
    path = folder / file.path.lstrip("/")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(file.text, "utf-8")
    return {"src": str(path), "dest": file.path, "mode": file.mode}


def state(twin: Twin, wanted: dict[str, Orders]) -> dict[str, Any]:
    """All that a deploy reads of the hosts, but for the notes that ours leaves for itself."""
    found = {}
    for name, order in wanted.items():
        read = reading.parse(twin.hosts[name].run(["sh"], stdin=order.script).stdout.splitlines())
        files = {path: file for path, file in read.files.items() if not path.startswith(component.APPLIED)}
        packages = {package for part in order.components.values() for package in part.packages} & read.packages
        found[name] = [files, read.values, read.units, packages, firewall.parse(read.rules)]
    return found


def compare(today: str, hosts: int) -> tuple[Times, Times]:
    """The times of ours and of Ansible. Ends all where they do not leave the same hosts."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        loaded = site(root, today, hosts)
        wanted = {name: orders(root, SITE, name, {}) for name in loaded.sites[SITE].hosts}
        with raised(loaded) as twin:
            mine = measure(lambda: ours(root, today, twin))
            left = state(twin, wanted)
        with raised(loaded) as twin:
            python(twin)
            write_inventory(root, wanted, twin)
            other = measure(lambda: theirs(root))
            for name, found in state(twin, wanted).items():
                if found != left[name]:
                    sys.exit(f"deploys: {name} is not the same after both:\n{left[name]}\n{found}")
        return mine, other


def main() -> int:
    """Print a line for each number of hosts."""
    if reason := machine.lacks():
        sys.exit(f"deploys: not measured: {reason}")
    out = sys.stdout.write
    out("deploys, seconds; in the end both have left the same files, rules, kernel settings, units and packages\n")
    out(f"{'':>8} {'first run':>26} {'nothing to change':>26}\n")
    out(f"{'hosts':>8} {'ours':>8} {'Ansible':>8} {'times':>8} {'ours':>8} {'Ansible':>8} {'times':>8}\n")
    for hosts in map(int, sys.argv[2:]):
        mine, other = compare(sys.argv[1], hosts)
        out(f"{hosts:>8} {mine.first:>8.1f} {other.first:>8.1f} {other.first / mine.first:>8.1f}")
        out(f" {mine.again:>8.1f} {other.again:>8.1f} {other.again / mine.again:>8.1f}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
