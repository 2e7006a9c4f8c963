"""What a recorder is told, from the inventory: its cameras, their streams, and how long footage is kept. Pure.

The places below are the same on every recorder; keeper, drivers and the readers of both meet there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from closedcircuit.inventory import Inventory
from closedcircuit.model import Address, CameraLogin, Host, Site

STORE = "/srv/footage"
"""Where the file system of footage is mounted."""
HOLDS = "/srv/holds"
"""Where footage that is held lies, on a file system apart."""
OWNER = "recording"
"""The account of the recording software, the only one that reads and writes footage."""
PROGRAM = "/usr/local/lib/closedcircuit"
"""The folder in which the package `keeper` lies."""
PYTHON = "/usr/bin/python3"
CREDENTIALS = "/etc/closedcircuit/credentials"
"""Where secrets lie on a host: a file of root's for each, which units read by LoadCredential=."""
CONFIG = "/etc/keeper.json"
STATE = "/var/lib/keeper"
KEEPER = "/usr/local/sbin/keeper"
"""The keeper as people call it."""
LOGS_CONFIG = "/etc/keeper-logs.json"
KEEPER_LOGS = "/usr/local/sbin/keeper-logs"
"""What keeps the access log and the record of rights, as PAM calls it."""
GROUP = "site"
"""The retention group of cameras that name none."""
Layout = Literal["date-first", "camera-first"]


@dataclass(frozen=True)
class Channel:
    """A camera that the recorder records: where its stream is, and where its footage goes.

    `group` is its retention group, `directory` what the software calls it in paths, `hours` as the inventory writes
    them. `live` says that it is in service, at a site in service: what is planned is installed and not started.
    """

    camera: str
    number: int | None
    group: str
    directory: str
    address: Address | None
    path: str
    login: CameraLogin | None
    hours: str | None
    live: bool

    @property
    def stream(self) -> str | None:
        """The stream's address without a login, or None where the inventory gives the camera none."""
        if self.address is None:
            return None
        host = f"[{self.address}]" if self.address.version == 6 else str(self.address)
        return f"rtsp://{host}{self.path}"


@dataclass(frozen=True)
class Recorder:
    """A recorder with its channels by the order of the inventory, in the zone in which days are counted.

    `days` is how long footage is kept, by retention group; a group without a declared period lacks. By up to
    `granularity` days, 0 or 1, footage outlives that, since a day goes as a whole. `people` are the rights of everybody
    who has an account at the site, by the account's id.
    """

    site: str
    host: str
    driver: str
    timezone: str
    channels: tuple[Channel, ...]
    days: dict[str, int]
    granularity: int
    people: dict[str, tuple[str, ...]]

    @property
    def live(self) -> tuple[Channel, ...]:
        """The channels that are recorded now."""
        return tuple(channel for channel in self.channels if channel.live)


def clock(source: str) -> dict[str, Any]:
    """How the keeper is told of a host's clock: the address that it has to follow, and what tells whether it does."""
    return {"source": source, "command": ["chronyc", "-n", "-c", "tracking"]}


def recorder(inventory: Inventory, site: Site, host: Host) -> Recorder:
    """The recorder that a host of a site is. A host without a driver counts as one that only a file system tells of."""
    channels = [
        Channel(
            camera=camera.id,
            number=camera.channel,
            group=camera.retention_group or GROUP,
            # ZoneMinder names folders by its own numbers, which are those of channels.
            directory=str(camera.channel) if host.driver == "zoneminder" else camera.id,
            address=camera.address,
            path=camera.stream_path or "/",
            login=camera.login,
            hours=camera.hours or site.hours,
            live=camera.in_service and site.in_service,
        )
        for camera in site.cameras.values()
        if camera.recorder == host.id
    ]
    periods = {GROUP: site.retention} | {key: group.retention for key, group in site.retention_groups.items()}
    return Recorder(
        site=site.id,
        host=host.id,
        driver=host.driver or "filesystem",
        timezone=inventory.organization.timezone,
        channels=tuple(channels),
        days={key: int(days) for key, days in periods.items() if days is not None},
        granularity=inventory.policy.parameters.get("erasure_granularity_days", 1),
        people={key: site.people[account.role].rights for key, account in site.accounts.items()},
    )
