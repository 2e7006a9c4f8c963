"""The deploy of the homepage: the releases of the published versions, and what serves them.

pyinfra inventory/hosts.py deploys/homepage.py --limit role_homepage --dry
"""

import sys
from pathlib import Path

from pyinfra.api.exceptions import DeployError
from pyinfra.context import host

sys.path.insert(0, str(Path(__file__).parent.parent))  # the operations beside this file, wherever it is installed

from closedcircuit.fleet.orders import homepage_orders
from deploys import operations
from deploys.facts import HomepageReading, HostReading

wanted = homepage_orders(host.data.root)
actual = host.get_fact(HostReading, _stdin=[wanted.script])
held = host.get_fact(HomepageReading)
parts = wanted.components

if obstacle := wanted.obstacle(actual):
    raise DeployError(f"{host.name} {obstacle}; nothing was changed there")

# What lets a release show is there before the first one, and who serves them after it.
operations.apply(name=parts["turn"].name, part=parts["turn"], actual=actual)
operations.releases(name="The homepage's releases are those of the published versions", wanted=wanted.wanted, held=held)
operations.apply(name=parts["server"].name, part=parts["server"], actual=actual)
