"""The end of a recorder, or of one of its disks: every key concerned goes, then a record for each serial number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from . import fscrypt, store
from .configuration import Disk
from .days import day_of
from .desk import Desk
from .erase import destroy
from .errors import ConfigurationError, KeeperError
from .files import read_json, write_json
from .slots import Area


def retire(desk: Desk, serial: str | None) -> Iterator[str]:
    """Destroy what a disk held, or everything. Raises KeeperError where a copy of the keys could not be reached.

    A disk with footage takes the keys of all days with it, since nobody knows which part of a volume lay on it; a disk
    with holds takes the keys of all holds. A copy of the keys is wiped; where it is the only one, or its mirror does
    not answer, every key goes before.
    """
    configuration = desk.configuration
    if serial is not None and serial not in configuration.disks:
        known = ", ".join(configuration.disks)
        raise ConfigurationError(f"there is no disk {serial} in the configuration; there are {known}")
    concerned = {serial: configuration.disks[serial]} if serial is not None else dict(configuration.disks)
    areas = [area for disk in concerned.values() for area in _areas(desk, disk)]
    uses = {disk.use for disk in concerned.values()}
    everything = serial is None or bool(uses & {"footage", "holds"})
    lost = None
    try:
        yield from desk.settle()
    except KeeperError as error:
        lost = str(error)
    survivors = [area for area in configuration.areas if area not in areas]
    alone = _last_copy(desk, areas, survivors)
    if lost is None and (everything or alone):
        # Problems of copies that are to go are told by the wiping below.
        whole = serial is None or alone
        chosen = [entry for entry in desk.vault.table.entries if whole or (entry.hold is not None) == ("holds" in uses)]
        yield from destroy(desk, {entry.id: "retired" for entry in chosen})
        left = [entry.label for entry in desk.vault.table.entries if entry in chosen]
        if left:
            raise KeeperError(f"the keys of {', '.join(left[:3])} are not gone from every copy")
    if lost is not None and alone:
        yield from _remove_footage(desk)
    unreachable = []
    for area in configuration.areas if alone else areas:
        try:
            yield from desk.vault.wipe_all([area])
        except (OSError, KeeperError) as error:
            unreachable.append(str(error))
    if lost is not None and not areas:
        raise KeeperError(lost)
    yield from _records(desk, concerned, serial is None, unreachable)
    if unreachable:
        desk.problems.append(f"{'; '.join(unreachable)}: destroy the disk itself before it leaves")
    if areas and alone:
        # With the last copy gone there is nothing left to go back from.
        state = read_json(desk.state_file)
        write_json(desk.state_file, state | {"generation": 0})
        desk.vault.table = type(desk.vault.table)()


def _records(desk: Desk, disks: Mapping[str, Disk], whole: bool, unreachable: list[str]) -> Iterator[str]:
    """A record for each disk that has none yet. `whole` says that all of the recorder went."""
    done = {(record["serial"], record["whole"]) for record in desk.ledger.records() if record["kind"] == "retire"}
    today = day_of(desk.now, desk.configuration.zone).isoformat()
    for number, disk in disks.items():
        if (number, whole) not in done:
            desk.record(
                "retire",
                file=f"disk/{number}",
                serial=number,
                use=disk.use,
                medium=disk.medium,
                method="key-destruction" if disk.use in ("footage", "holds") else "overwrite",
                destroyed=today,
                verified=today if not unreachable else None,
                unreachable=unreachable,
                whole=whole,
            )
            yield f"{number}: recorded"


def _remove_footage(desk: Desk) -> Iterator[str]:
    """Footage whose keys are lost goes as well: the kernel may still hold them, and nothing else would end it."""
    root = desk.configuration.store.path
    store.require_mounted(root)
    for directory in store.present(root):
        key_id = fscrypt.policy(directory.path)
        if key_id and not store.evict(root, key_id):
            raise KeeperError(f"{directory.path}: files are still open")
        store.remove(directory.path)
        yield f"{directory.path}: removed"


def _areas(desk: Desk, disk: Disk) -> list[Area]:
    return [area for area in desk.configuration.areas if area.device in disk.devices]


def _last_copy(desk: Desk, areas: list[Area], survivors: list[Area]) -> bool:
    """Whether, with these areas gone, no copy of the keys or of what opens them is left that answers."""
    left = {area for area in survivors if area.name not in desk.vault.missing}
    return bool(areas) and not (
        left & set(desk.configuration.key_store) and left & set(desk.configuration.wrapping_key)
    )
