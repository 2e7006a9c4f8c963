"""The homepage behind a real nginx: whole, typed, restricted, and moved at once."""

from __future__ import annotations

import http.client
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from closedcircuit.documents.page import CSP
from tests.documents.conftest import homepage
from tests.nginx import lay, nginx

KINDS = {
    "index.html": "text/html; charset=utf-8",
    "style.css": "text/css; charset=utf-8",
    "ko/feed.xml": "application/atom+xml; charset=utf-8",
    "ko/policy.json": "application/json; charset=utf-8",
    "en/policy.pdf": "application/pdf",
    "en/policy.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def ask(address: str, method: str = "GET") -> http.client.HTTPResponse:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    connection.request(method, parts.path)
    return connection.getresponse()


def test_every_file_is_served_as_it_is_with_the_restrictions_of_the_pages(tmp_path: Path) -> None:
    files = homepage("plain")
    with nginx(lay(tmp_path / "site", files), tmp_path / "server") as url:
        for path, content in files.items():
            answer = ask(url + path)
            assert (answer.status, answer.read()) == (200, content), path
            assert answer.headers["Content-Security-Policy"].startswith(CSP)
            assert f'content="{CSP}"'.encode() in content or not path.endswith(".html")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Server"] == "nginx"
            assert answer.headers["Content-Type"] == KINDS.get(path, answer.headers["Content-Type"])
        assert ask(url).read() == files["index.html"]
        assert ask(url + "ko/").read() == files["ko/index.html"]
        assert ask(url.removesuffix("/")).headers["Location"] == "/cctv/"
        for path, method, status in (
            ("none.html", "GET", 404),
            ("../../server/nginx.conf", "GET", 400),
            ("..%2f..%2fserver/nginx.conf", "GET", 400),
            ("", "POST", 403),
        ):
            answer = ask(url + path, method)
            assert answer.status == status, path
            assert "Content-Security-Policy" in answer.headers
        assert ask("/".join(url.split("/")[:3]) + "/").status == 404


def test_a_visitor_meets_one_tree_or_the_other(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
    site = tmp_path / "site"
    site.mkdir()
    (site / "current").symlink_to(tmp_path / "one")
    with nginx(site, tmp_path / "server") as url:
        assert ask(url).read() == b"one"
        (site / "new").symlink_to(tmp_path / "two")
        (site / "new").rename(site / "current")
        assert ask(url).read() == b"two"


@pytest.mark.parametrize("broken", ["{", "no_such_directive on;"])
def test_the_configuration_is_checked_before_it_is_loaded(tmp_path: Path, broken: str) -> None:
    with (
        pytest.raises(AssertionError, match="emerg"),
        nginx(lay(tmp_path / "site", {}), tmp_path / "server", extra=broken),
    ):
        pass
