"""A rehearsed end of footage: cameras play, a recorder records forty days ago and three days ago, and its eraser runs.

The recording software runs under libfaketime, which is installed in the twin alone; the keeper prepares the days by the
same clock. The eraser is the deployed one, on the true clock. What it leaves is counted by `erasure`.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import json
import operator
import secrets as random
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from closedcircuit import network
from closedcircuit import recorder as places
from closedcircuit.drivers import registry
from closedcircuit.errors import ToolError
from closedcircuit.inventory import Inventory
from closedcircuit.keeper.slots import Area
from closedcircuit.model import Host as DeclaredHost
from closedcircuit.model import Site
from closedcircuit.recorder import Channel, Recorder
from closedcircuit.twin import cameras, capsule, disks, scripts
from closedcircuit.twin.erasure import Disks, Erasure, Workshop, prove
from closedcircuit.twin.host import Host
from closedcircuit.twin.twin import Twin

OVER, KEPT = 40, 3
"""Days ago: of a day whose time is over once the retention is the shorter one, and of one that stays."""
LONG, SHORT = 60, 30
SECONDS = 8
"""How long each of the two days is recorded."""
_PATIENCE = 20.0
_FAKE = "/run/systemd/system/{unit}.d/faketime.conf"
_INSTALL = ["apt-get", "-qq", "-y", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0", "install", "faketime"]


def rehearse(twin: Twin, loaded: Inventory, site: Site, secrets: Mapping[str, str]) -> Erasure | None:
    """Rehearse the end of footage on every recorder of a site; None where no software of theirs is ours to start."""
    recorders = [host for host in site.hosts.values() if host.role == "recorder"]
    found = [one for host in recorders if (one := _rehearse(twin, loaded, site, host, secrets))]
    return functools.reduce(operator.and_, found) if found else None


def _rehearse(
    twin: Twin, loaded: Inventory, site: Site, host: DeclaredHost, secrets: Mapping[str, str]
) -> Erasure | None:
    """Let a deployed recorder of a twin record, shorten its retention, and prove what its eraser does.

    None where the recorder's software is not ours to start. `secrets` are the logins that the recorder was deployed
    with. Afterwards the recorder is idle and its keeper has other settings: nothing may be observed there any more.
    Raises ToolError.
    """
    told = places.recorder(loaded, site, host)
    played = [channel for channel in told.channels if channel.address and channel.live][: cameras.AT_MOST]
    units = _units(told, secrets, played)
    if not units:
        return None
    machine = twin.hosts[host.id]
    zone = ZoneInfo(told.timezone)
    marker = f"marker-{random.token_hex(16)}"
    folder = twin.capsule.state / f"expiry-{host.id}"
    folder.mkdir(mode=0o700)
    over, kept = (_today(zone) - datetime.timedelta(days=ago) for ago in (OVER, KEPT))
    with playing(twin, site, played, marker, secrets, folder):
        _record(machine, units)
    settings = json.loads((machine.root / places.CONFIG.strip("/")).read_text("utf-8"))

    def erase() -> None:
        for values in settings["groups"].values():
            values.append({"from": _today(zone).isoformat(), "days": SHORT})
        _configure(machine, settings)
        machine.run(["systemctl", "start", "keeper-erase.service"], check=False, timeout=120)

    return prove(_disks(twin, host, settings), _workshop(twin, folder), marker, over, kept, erase)


def _units(told: Recorder, secrets: Mapping[str, str], played: Sequence[Channel]) -> list[str]:
    """The units that record the cameras that play; of one unit for all cameras, that one."""
    wanted = registry.of(told).desired(told, secrets)
    instances = {f"@{channel.camera}.service" for channel in played}
    return [
        unit
        for unit in wanted.started
        if unit != "mariadb.service" and ("@" not in unit or "@" + unit.partition("@")[2] in instances)
    ]


@contextlib.contextmanager
def playing(
    twin: Twin,
    site: Site,
    played: Sequence[Channel],
    marker: str,
    secrets: Mapping[str, str],
    folder: Path,
    boxes: Sequence[tuple[int, int, int, int]] = (),
) -> Iterator[None]:
    """The cameras of channels play in their zones for the block, with the logins that the inventory gives them."""
    if reason := cameras.lacking():
        raise ToolError(reason)
    clip = cameras.clip(folder / "clip.h264", marker, boxes)
    by_zone: dict[str, list[cameras.Camera]] = {}
    for channel in played:
        login = channel.login
        camera = cameras.Camera(
            address=str(channel.address),
            path=channel.path,
            user=login.user if login else None,
            password=secrets[login.password.secret] if login else None,
            clip=str(clip),
        )
        by_zone.setdefault(network.camera_zone(site.cameras[channel.camera], site) or "", []).append(camera)
    groups = []
    try:
        for zone, described in by_zone.items():
            command: list[str | Path] = [
                cameras.PYTHON,
                cameras.SERVER,
                cameras.write(folder / f"{zone}.json", described),
            ]
            groups.append(f"{folder.name}-{zone}")
            twin.capsule.start(groups[-1], command, groups[-1], f"cameras.{zone}")
            _wait(twin.capsule.state / "log" / groups[-1], f"{len(described)} cameras\n")
        yield
    finally:
        for group in groups:
            capsule.kill(twin.capsule.group / group)


def _wait(log: Path, expected: str) -> None:
    """Wait until cameras play. Raises ToolError, with what they said, where they do not."""
    deadline = time.monotonic() + _PATIENCE
    while expected not in (said := log.read_text("utf-8", "replace") if log.exists() else ""):
        if time.monotonic() > deadline:
            raise ToolError(f"the fake cameras do not play: {said[-500:].strip() or 'they said nothing'}")
        time.sleep(0.05)


def _record(machine: Host, units: Sequence[str]) -> None:
    """Record both days, with a state of the keeper's own that knows of no time yet."""
    if machine.run(["test", "-e", _library(machine)], check=False).returncode:
        machine.run(["apt-get", "-qq", "update"], timeout=120)
        machine.run(_INSTALL, timeout=120)
    machine.run(["systemctl", "stop", "keeper-erase.timer", *units], timeout=120)
    machine.run(["mv", places.STATE, f"{places.STATE}.before"])
    machine.run(["mkdir", "-m", "755", places.STATE])
    settings = json.loads((machine.root / places.CONFIG.strip("/")).read_text("utf-8"))
    since = _today(ZoneInfo(settings["timezone"])) - datetime.timedelta(days=OVER)
    for values in settings["groups"].values():
        values[:] = [{"from": since.isoformat(), "days": LONG}]
    _configure(machine, settings)
    for ago in (OVER, KEPT):  # before anything else runs the keeper, whose clock may only go forward
        fake = [f"LD_PRELOAD={_library(machine)}", f"FAKETIME=-{ago}d"]
        prepare = [places.PYTHON, "-m", "keeper", "--config", places.CONFIG, "prepare"]
        machine.run(["env", "-C", places.PROGRAM, *fake, *prepare], timeout=120)
    for ago in (KEPT, OVER):  # the other way round, a rule of the software's own would clear the older day
        text = f"[Service]\nEnvironment=LD_PRELOAD={_library(machine)} FAKETIME=-{ago}d\n"
        for unit in units:
            path = _FAKE.format(unit=unit)
            machine.run(["sh", "-c", 'mkdir -p "$(dirname "$0")" && cat > "$0"', path], stdin=text)
        machine.run(["systemctl", "daemon-reload"])
        machine.run(["systemctl", "start", *units], timeout=120)
        machine.run(["sleep", str(SECONDS)])
        machine.run(["systemctl", "stop", *units], timeout=120)


def _library(machine: Host) -> str:
    return f"/usr/lib/{machine.run(['uname', '-m']).stdout.strip()}-linux-gnu/faketime/libfaketime.so.1"


def _configure(machine: Host, settings: Mapping[str, object]) -> None:
    machine.run(["sh", "-c", f"cat > {places.CONFIG}"], stdin=json.dumps(settings))


def _disks(twin: Twin, host: DeclaredHost, settings: Mapping[str, dict[str, dict[str, object]]]) -> Disks:
    machine = twin.hosts[host.id]
    root = Path(f"/proc/{machine.leader}/root")
    found = disks.images(twin.capsule.state / "hosts" / host.id / "disks", host.disks.values())
    footage = [disk.device for disk in host.disks.values() if disk.use == "footage" and disk.device]

    def area(name: str, kind: str) -> Area:
        told = settings["keys"][name]
        return Area(kind, kind, found[str(told["device"])], int(str(told["offset"])), int(str(told["slot_bytes"])))

    if not footage:
        raise ToolError(f"{host.id}: no disk for footage")
    state = root / places.STATE.strip("/")
    return Disks(
        store=root / places.STORE.strip("/"),
        footage=found[footage[0]],
        key_store=area("key_store", "key-store"),
        wrapping_key=area("wrapping_key", "wrapping-key"),
        ledger=state / "ledger.jsonl",
        elsewhere=(state, root / "etc", root / "var/log"),
    )


def _workshop(twin: Twin, folder: Path) -> Workshop:
    return Workshop(Path(scripts.STATE) / folder.name, folder, twin.capsule.inside)


def _today(zone: ZoneInfo) -> datetime.date:
    return datetime.datetime.now(zone).date()
