"""The homepage in a real browser and under a real validator: valid, accessible, self-contained, on every screen."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from closedcircuit.documents.words import LANGUAGES
from tests.documents.conftest import HOSTILE, homepage, lines

PAGES = ["index.html", "ko/index.html", "en/index.html", "archive/2026-12-01/index.html"]
Serve = Callable[[str], str]


@pytest.fixture
def opened(browser: Browser) -> Callable[..., tuple[Page, list[str]]]:
    """Open an address; the page, and what should not have happened: foreign requests, console messages, dialogs."""

    def open_page(address: str, **context: object) -> tuple[Page, list[str]]:
        page = browser.new_context(**context).new_page()
        wrong: list[str] = []
        base = "/".join(address.split("/")[:3]) + "/"
        page.on("request", lambda request: None if request.url.startswith(base) else wrong.append(request.url))
        # A browser asks every host for its icon, whatever the page says.
        icon = f"{base}favicon.ico"
        page.on("console", lambda said: None if said.location["url"] == icon else wrong.append(said.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.goto(address)
        return page, wrong

    return open_page


def test_the_nu_validator_finds_nothing(vnu: list[str | Path], tmp_path: Path) -> None:
    written = {
        tmp_path / kind / path: content
        for kind in ("plain", "hostile")
        for path, content in homepage(kind).items()
        if path.endswith(".html") or path == "style.css"
    }
    written[tmp_path / "broken.html"] = b"<!DOCTYPE html><html lang=ko><title>x</title><p id=a><p id=a>"
    for path, content in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert len(written) == 2 * 7 + 1
    command = [*vnu, "--also-check-css", "--format", "json", *written]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False).stderr
    found = [message for message in json.loads(said)["messages"] if message["type"] == "error"]
    assert {Path(message["url"]).name for message in found} == {"broken.html"}, found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation_and_nothing_is_fetched_or_said(
    serve: Serve, opened: Callable[..., tuple[Page, list[str]]], path: str, scheme: str
) -> None:
    page, wrong = opened(serve("plain") + path, color_scheme=scheme)
    answer = Axe().run(page).response
    assert [(found["id"], [node["html"] for node in found["nodes"]]) for found in answer["violations"]] == []
    assert len(answer["passes"]) > 10
    assert wrong == []


def test_axe_is_awake(serve: Serve, opened: Callable[..., tuple[Page, list[str]]]) -> None:
    page, _ = opened(serve("plain") + PAGES[0])
    page.evaluate("document.querySelector('main').innerHTML += '<img src=x><a href=y></a>'")
    assert {"image-alt", "link-name"} <= {found["id"] for found in Axe().run(page).response["violations"]}


@pytest.mark.parametrize("kind", ["long", "hostile", pytest.param("many", marks=pytest.mark.slow)])
def test_no_screen_has_to_be_moved_sideways(
    serve: Serve, opened: Callable[..., tuple[Page, list[str]]], kind: str
) -> None:
    base = serve(kind)
    for path in PAGES:
        page, wrong = opened(base + path)
        for width in (320, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        assert wrong == []


@pytest.mark.parametrize("path", PAGES[:3])
def test_the_keyboard_reaches_every_link_in_the_order_of_reading(
    serve: Serve, opened: Callable[..., tuple[Page, list[str]]], path: str
) -> None:
    page, _ = opened(serve("plain") + path, viewport={"width": 1280, "height": 800})
    wanted = page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href'))")
    reached, outlines = [], set()
    for _ in wanted:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
        outlines.add(page.evaluate("getComputedStyle(document.activeElement).outlineWidth"))
    assert reached == wanted
    assert outlines == {"3px"}
    assert wanted[0] == "#_main"
    page.reload()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0, "the skip link shows itself"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_main"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_reads_without_styles(serve: Serve, browser: Browser, language: str) -> None:
    context = browser.new_context()
    context.route("**/*.css", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{serve('plain')}{language}/index.html")
    text = " ".join(page.inner_text("body").split())
    shown = [" ".join(line.split()) for line in lines(homepage("plain"), language)]
    assert len(shown) > 100
    assert [line for line in shown if line not in text] == []
    at = text.index("목차" if language == "ko" else "Contents")
    for heading in page.locator("main h2").all_inner_texts():
        at = text.index(" ".join(heading.split()), at)


@pytest.mark.parametrize("path", PAGES)
def test_hostile_names_are_only_read(serve: Serve, opened: Callable[..., tuple[Page, list[str]]], path: str) -> None:
    page, wrong = opened(serve("hostile") + path)
    text = page.inner_text("body")
    assert HOSTILE[1 if path.startswith("en") else 0] in text
    assert page.locator("script, b, img, iframe, [onerror]").count() == 0
    assert wrong == []
