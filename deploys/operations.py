"""Operations: thin. They ask the domain for the difference and yield what closes it."""

from __future__ import annotations

import io
from collections.abc import Generator

from pyinfra.api.command import FileUploadCommand, FunctionCommand, PyinfraCommand, StringCommand
from pyinfra.api.operation import operation
from pyinfra.context import host

from closedcircuit.fleet import component, confirm, homepage, shell
from closedcircuit.fleet.component import Component
from closedcircuit.fleet.fresh import confirm_by_fresh_connection
from closedcircuit.fleet.homepage import Held, Wanted
from closedcircuit.fleet.orders import Orders
from closedcircuit.fleet.reading import Reading


class Script(StringCommand):
    """A shell script on standard input, which no list of processes shows, with the difference that it closes."""

    def __init__(self, script: str, difference: str) -> None:
        super().__init__(shell.EVALUATE, _stdin=[script])
        self.difference = difference


class Archive(FileUploadCommand):
    """A tree on its way to a host; the script that unpacks it tells of it."""

    difference = ""


@operation()
def apply(part: Component, actual: Reading) -> Generator[PyinfraCommand]:
    """Make the host what a component says.

    + part: the component
    + actual: the host as it was read
    """
    if found := component.difference(part, actual):
        yield Script(component.script(part, actual), found)
    else:
        host.noop(f"{part.id} is as declared")


@operation()
def firewall(orders: Orders, actual: Reading, window: float) -> Generator[PyinfraCommand]:
    """Load the host's rules, and keep them once a fresh connection has come through them.

    + orders: what the host should be
    + actual: the host as it was read
    + window: seconds after which the old rules return by themselves
    """
    if found := orders.firewall(actual):
        yield Script(confirm.load(orders.rules, window), found)
        yield FunctionCommand(confirm_by_fresh_connection, (orders.rules, window), {})
    else:
        host.noop("the rules are as declared")


@operation()
def releases(wanted: Wanted, held: Held) -> Generator[PyinfraCommand]:
    """Stage the homepage's releases, and let the one of today show.

    + wanted: the releases that the host should hold
    + held: those that it holds
    """
    if found := homepage.difference(wanted, held):
        for name, files in wanted.missing(held).items():
            yield Archive(io.BytesIO(homepage.packed(files)), homepage.incoming(name))
        yield Script(homepage.script(wanted, held), found)
    else:
        host.noop("the releases are as published")
