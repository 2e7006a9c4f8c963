"""What a host says of its access log and its record of rights, as facts in the shape of schemas/observed.json. Pure.

The host checks the chains itself and tells what they hold: no entry leaves it this way.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any

from closedcircuit import recorder as places

COMMANDS = {"logs": f"{places.KEEPER_LOGS} state"}
"""The shell command by the name of the part that it answers; it fails where no logs are kept."""
_AWAKE = datetime.timedelta(minutes=15)
"""The log has an entry as young as this: that of the session in which it is asked."""
_ACCESS = ("fields", "kept_days", "since", "oldest", "remote_copy", "hash_chain")
_RIGHTS = ("kept_days", "since", "oldest")


def facts(parts: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What is known of both logs. Raises ValueError or KeyError for an answer that is not understood.

    Nothing is said of an access log that does not even know the session in which it was asked, and of a record of
    rights whose chain is broken.
    """
    if not parts.get("logs"):
        return {}
    told = json.loads("".join(parts["logs"]))
    access, rights = told.get("access", {}), told.get("rights", {})
    at = datetime.datetime.fromisoformat("".join(parts["time"]))
    found: dict[str, Any] = {}
    if access and (not access["hash_chain"] or at - datetime.datetime.fromisoformat(access["newest"]) < _AWAKE):
        found["access_log"] = {key: access[key] for key in _ACCESS if key in access}
    if rights and rights["hash_chain"]:
        found["rights_log"] = {key: rights[key] for key in _RIGHTS}
    return found
