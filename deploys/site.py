"""The entry of every deploy: makes the hosts of a site what their roles say.

pyinfra inventory/hosts.py deploys/site.py --limit site_<id> --dry
"""

import sys
from pathlib import Path

from pyinfra.api.exceptions import DeployError
from pyinfra.context import host

sys.path.insert(0, str(Path(__file__).parent.parent))  # the operations beside this file, wherever it is installed

from closedcircuit.fleet.confirm import WINDOW
from closedcircuit.fleet.orders import orders
from deploys import operations
from deploys.facts import HostReading

wanted = orders(
    host.data.root,
    host.data.site,
    host.data.id,
    host.data.get("secrets"),
    host.data.get("as_of"),
    host.data.get("log_authority"),
)
actual = host.get_fact(HostReading, _stdin=[wanted.script])
parts = wanted.components

if obstacle := wanted.obstacle(actual):
    raise DeployError(f"the host {obstacle}; nothing was changed there")

# One line each: an operation is known by its line. Rules stand before anything is forwarded.
operations.apply(name=parts["hostname"].name, part=parts["hostname"], actual=actual)
operations.apply(name=parts["packages"].name, part=parts["packages"], actual=actual)
operations.apply(name=parts["tools"].name, part=parts["tools"], actual=actual)
operations.firewall(
    name="Only what the inventory allows passes the firewall",
    orders=wanted,
    actual=actual,
    window=host.data.get("window") or WINDOW,
)
operations.apply(name=parts["kernel"].name, part=parts["kernel"], actual=actual)
operations.apply(name=parts["ssh"].name, part=parts["ssh"], actual=actual)
operations.apply(name=parts["login"].name, part=parts["login"], actual=actual)
operations.apply(name=parts["time"].name, part=parts["time"], actual=actual)
operations.apply(name=parts["routes"].name, part=parts["routes"], actual=actual)
if "credentials" in parts:
    operations.apply(name=parts["credentials"].name, part=parts["credentials"], actual=actual)
if "logs" in parts:
    operations.apply(name=parts["logs"].name, part=parts["logs"], actual=actual)
if "accounts" in parts:
    operations.apply(name=parts["accounts"].name, part=parts["accounts"], actual=actual)
if "memory" in parts:
    operations.apply(name=parts["memory"].name, part=parts["memory"], actual=actual)
if "store" in parts:
    operations.apply(name=parts["store"].name, part=parts["store"], actual=actual)
if "recording-account" in parts:
    operations.apply(name=parts["recording-account"].name, part=parts["recording-account"], actual=actual)
if "keeper" in parts:
    operations.apply(name=parts["keeper"].name, part=parts["keeper"], actual=actual)
if "recording" in parts:
    operations.apply(name=parts["recording"].name, part=parts["recording"], actual=actual)
