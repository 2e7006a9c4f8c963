"""The entry of every deploy: makes the hosts of a site what their roles say."""

from pyinfra.context import host
from pyinfra.operations import server

server.hostname(
    name="Name the host after its site and its id in the inventory",
    hostname=host.data.hostname,
)
