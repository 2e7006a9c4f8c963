"""The preview: the page as it would be published, anew when a file is saved, and still there when one is broken."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from closedcircuit.errors import ToolError
from closedcircuit.preview import Server
from tests.conftest import REPOSITORY, TODAY, Run

Get = Callable[[str], bytes]


@pytest.fixture
def get(root: Path) -> Iterator[Get]:
    """Fetch from a running `closedcircuit preview` of the copy."""
    shutil.rmtree(
        root / "inventory/published", ignore_errors=True
    )  # so that `build` shows the inventory's wording, too
    command = [sys.executable, "-m", "closedcircuit", "preview", "--no-open", "--port", "0", "--today", TODAY]
    with subprocess.Popen([*command, "--root", root], stdout=subprocess.PIPE, text=True, cwd=REPOSITORY) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[1]
            assert process.stdout.readline().startswith("Built  build 1 in ")

            def fetch(path: str) -> bytes:
                with urllib.request.urlopen(address + path, timeout=10) as answer:  # noqa: S310
                    content: bytes = answer.read()
                    return content

            yield fetch
        finally:
            process.terminate()
            assert process.wait(10) == 130


def state(get: Get, reached: Callable[[dict[str, object]], bool]) -> dict[str, object]:
    """The state of the server once it is as expected."""
    deadline = time.monotonic() + 60
    while not reached(found := json.loads(get("state"))):
        assert time.monotonic() < deadline, found
        time.sleep(0.1)
    return found


def test_the_page_follows_the_files_and_outlives_a_broken_one(get: Get, root: Path, run: Run) -> None:
    assert b"<iframe" in get("")
    assert run("build", "--root", root).code == 0
    first = get("ko/index.html")
    assert first == (root / "build/site/ko/index.html").read_bytes()
    for path in ("index.html", "en/index.html", "ko/policy.pdf", "ko/feed.xml", "archive/2026-12-01/index.html"):
        assert get(path) == (root / "build/site" / path).read_bytes()

    policy = root / "inventory/policy.yaml"
    good = policy.read_text("utf-8")
    policy.write_text(good.replace("범죄예방", "범죄 예방과 수사", 1), "utf-8")
    built = state(get, lambda now: now["build"] == 2)
    assert built["trouble"] == ""
    assert "범죄 예방과 수사" in get("ko/index.html").decode()

    policy.write_text(good + "purposes: [", "utf-8")
    broken = state(get, lambda now: now["trouble"] != "")
    assert broken["build"] == 2
    assert "inventory/policy.yaml:" in str(broken["trouble"])
    assert "범죄 예방과 수사" in get("ko/index.html").decode()

    policy.write_text(good, "utf-8")
    assert state(get, lambda now: now["build"] == 3)["trouble"] == ""
    assert get("ko/index.html") == first


def test_what_may_not_be_published_is_shown_as_a_draft_with_the_reason(get: Get, root: Path) -> None:
    site = root / "inventory/sites/gangneung-terminal/site.yaml"
    site.write_text(site.read_text("utf-8").replace("retention: 14d\n", "", 1), "utf-8")
    found = state(get, lambda now: now["build"] == 2)
    assert "retention" in str(found["trouble"])
    assert "초안" in get("ko/index.html").decode()


def test_a_template_of_the_company_is_followed_for_every_kind_of_file(get: Get, root: Path) -> None:
    before = get("ko/policy.pdf"), get("ko/index.html")
    for number, name in enumerate(("policy.typ.j2", "page.html.j2"), 2):
        own = root / "templates/page" / name
        own.parent.mkdir(parents=True, exist_ok=True)
        text = (REPOSITORY / "templates/page" / name).read_text("utf-8")
        own.write_text(text.replace("19pt", "25pt").replace("<body{%", "<body data-own{%"), "utf-8")
        state(get, lambda now, number=number: now["build"] == number)  # type: ignore[misc]
    assert b"data-own" in get("ko/index.html")
    changed = get("ko/policy.pdf")
    assert changed != before[0]
    own = root / "templates/page/policy.typ.j2"
    own.write_text(own.read_text("utf-8").replace("25pt", "30pt"), "utf-8")
    state(get, lambda now: now["build"] == 4)
    assert get("ko/policy.pdf") not in (changed, before[0])


@pytest.mark.parametrize(
    ("path", "host", "code"),
    [
        ("ko/index.html", "localhost", 200),
        ("ko/index.html", "127.0.0.1:1", 200),
        ("../inventory/policy.yaml", "localhost", 404),
        ("ko", "localhost", 404),
        ("ko/index.html", "evil.example", 403),
    ],
)
def test_it_serves_the_pages_alone_to_this_machine_alone(path: str, host: str, code: int) -> None:
    with Server(0) as server:
        server.update(lambda: ({"ko/index.html": b"page"}, ""))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        connection.request("GET", f"/{path}", headers={"Host": host})
        assert connection.getresponse().status == code
        server.shutdown()


def test_a_port_that_is_taken_is_said() -> None:
    with Server(0) as server, pytest.raises(ToolError, match="--port 0 takes one that is"):
        Server(server.server_port)
