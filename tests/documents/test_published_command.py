"""`closedcircuit published` against a real nginx: what differs is a finding, what does not answer is unknown."""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import json
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from closedcircuit import evidence, inventory
from closedcircuit.check import today
from closedcircuit.documents.build import composed
from closedcircuit.documents.freeze import Edition, freeze
from closedcircuit.documents.homepage import tree
from closedcircuit.documents.published import FOLDER, SIGHTINGS, Version, digest, load
from closedcircuit.documents.wording import wording
from closedcircuit.fetch import Request, allowed, fetch
from closedcircuit.model import Label
from closedcircuit.resources import shared
from tests.conftest import REPOSITORY, Run
from tests.nginx import lay, nginx

FIRST, POSTED, SECOND = (datetime.date(2026, 12, 1), datetime.date(2026, 12, 5), datetime.date(2026, 12, 20))
FRONT = "location = / { default_type text/html; return 200 '<a href=\"/cctv/#top\">CCTV</a>'; }"
Verdicts = list[dict[str, Any]]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with two published versions."""
    root = tmp_path_factory.mktemp("company")
    shutil.copytree(REPOSITORY / "inventory", root / "inventory", ignore=shutil.ignore_patterns("published"))
    loaded, folders = inventory.load(root), [shared("templates")]
    files = composed(loaded, wording(loaded, folders).texts, [], draft=False, templates=folders)
    reason = Label("이유", "Reason")
    notice = {f"{language}/notice.html": b"notice" for language in ("ko", "en")}
    freeze(root, Edition("1.0", FIRST, None, reason, files))
    freeze(root, Edition("1.1", SECOND, POSTED, reason, files | {"ko/index.html": b"<title>1.1</title>"} | notice))
    seen = {
        "time": f"{POSTED}T09:00:00+09:00",
        "url": "https://homepage.example/",
        "status": 200,
        "hash": digest(b"notice"),
    }
    lines = [json.dumps(seen | {"file": file}) + "\n" for file in notice]
    (root / FOLDER / str(SECOND) / SIGHTINGS).write_text("".join(lines), "utf-8")
    return root


@pytest.fixture
def site(company: Path, tmp_path: Path) -> Callable[[datetime.date], Path]:
    """The homepage of a day in a folder."""
    loaded = inventory.load(company)
    return lambda day: lay(tmp_path / "site", tree(load(company), loaded.organization, day, [shared("templates")]))


@pytest.fixture
def judged(company: Path, run: Run, tmp_path: Path) -> Callable[..., tuple[int, str, dict[str, Any], Verdicts]]:
    """Fetch an address; exit code, what was said, the file, and the verdicts of `check` on it that are no PASS."""

    def judge(url: str, day: datetime.date, *more: str) -> tuple[int, str, dict[str, Any], Verdicts]:
        out = tmp_path / "published.json"
        done = run("published", "--root", company, "--url", url, "--out", out, "--today", str(day), *more)
        document = evidence.read(out, "published")
        assert document is not None
        options = ("--root", company, "--published", out, "--today", str(day), "--format", "json")
        verdicts = json.loads(run("check", *options).out)["verdicts"]
        return done.code, done.out, document, [each for each in verdicts if each["control"] == "CCTV-POL-09"]

    return judge


Judge = Callable[..., tuple[int, str, dict[str, Any], Verdicts]]
Site = Callable[[datetime.date], Path]


def test_the_homepage_as_it_should_be_passes(judged: Judge, site: Site, tmp_path: Path, company: Path) -> None:
    with nginx(site(FIRST), tmp_path / "work", FRONT) as url:
        code, said, document, verdicts = judged(url, FIRST)
    assert code == 0, said
    assert [each["status"] for each in verdicts] == ["PASS"]
    assert document["page"] == {
        "status": 200, "login": False, "same": True, "linked": True,
        "title": document["page"]["title"],
    }  # fmt: skip
    assert "고정형 영상정보처리기기 운영·관리 방침" in document["page"]["title"]
    loaded = inventory.load(company)
    assert document["text"] == wording(loaded, [shared("templates")]).declared()
    assert [(each["version"], each["reachable"]) for each in document["versions"]] == [("1.0", True)]
    assert len(document["files"]) > 20
    assert all(each["time"] and each["same"] for each in document["files"].values())


def test_an_announced_version_and_its_notice_are_looked_at(judged: Judge, site: Site, tmp_path: Path) -> None:
    with nginx(site(POSTED), tmp_path / "work", FRONT) as url:
        _, _, document, _ = judged(url, POSTED)
        (tmp_path / "site/current/archive/2026-12-20/ko/notice.html").unlink()
        _, said, later, verdicts = judged(url, POSTED)
    one, two = document["versions"]
    assert (one["until"], two["posted"], two["notice_reachable"]) == ("2026-12-20", "2026-12-05", True)
    assert later["versions"][1]["notice_reachable"] is False
    assert "status 404" in said
    assert "/files/archive~12026-12-20~1ko~1notice.html" in [each["path"] for each in verdicts]


def test_one_byte_that_differs_anywhere_is_a_finding(judged: Judge, site: Site, tmp_path: Path) -> None:
    folder = site(FIRST)
    page = folder / "current/archive/2026-12-01/en/policy.pdf"
    page.write_bytes(page.read_bytes()[:-1] + b"x")
    with nginx(folder, tmp_path / "work", FRONT) as url:
        code, said, document, verdicts = judged(url, FIRST)
    assert code == 0
    assert f"other content  {document['files']['archive/2026-12-01/en/policy.pdf']['url']}" in said
    assert {(each["status"], each["path"]) for each in verdicts} == {
        ("FAIL", "/page/same"),
        ("FAIL", "/files/archive~12026-12-01~1en~1policy.pdf"),
    }
    assert document["versions"][0]["reachable"] is False


def test_a_foreign_page_says_nothing_of_facts(judged: Judge, site: Site, tmp_path: Path) -> None:
    folder = site(FIRST)
    (folder / "current/ko/index.html").write_text("<title>x</title><input type=password>")
    with nginx(folder, tmp_path / "work", FRONT) as url:
        _, _, document, verdicts = judged(url, FIRST)
    assert document["page"]["login"] is True
    assert list(document["text"]) == ["en"]
    assert "/page/login" in [each["path"] for each in verdicts]


def test_a_move_that_was_missed_is_a_finding(judged: Judge, site: Site, tmp_path: Path) -> None:
    with nginx(site(POSTED), tmp_path / "work", FRONT) as url:
        _, said, _, verdicts = judged(url, SECOND)
    assert "late  version 1.0 shows, and 1.1 should since its day" in said
    assert "/files/ko~1index.html" in [each["path"] for each in verdicts if each["status"] == "FAIL"]


def test_a_server_that_cannot_now_leaves_it_unknown(judged: Judge, site: Site, tmp_path: Path) -> None:
    with nginx(site(FIRST), tmp_path / "work", FRONT + " location = /cctv/style.css { return 503; }") as url:
        code, said, document, verdicts = judged(url, FIRST)
    assert code == 1
    assert "unknown: status 503" in said
    assert "same" not in document["files"]["style.css"]
    assert [(each["status"], each["path"]) for each in verdicts] == [("UNKNOWN", "/page/same")]


def test_nobody_who_answers_is_unknown(judged: Judge, tmp_path: Path) -> None:
    with nginx(lay(tmp_path / "site", {}), tmp_path / "work") as url:
        gone = url
    code, _, document, verdicts = judged(gone, FIRST)
    assert code == 1
    assert document["page"] == {}
    assert {each["status"] for each in document["files"].values()} == {None}
    assert [(each["status"], each["path"]) for each in verdicts] == [("UNKNOWN", "/page")]


def test_a_certificate_is_verified(judged: Judge, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = _certificate(tmp_path)
    tls = f"ssl_certificate {certificate}; ssl_certificate_key {tmp_path / 'key.pem'};"
    with nginx(site(FIRST), tmp_path / "work", FRONT, tls) as url:
        code, said, _, verdicts = judged(url, FIRST)
        assert code == 1
        assert "CERTIFICATE_VERIFY_FAILED" in said
        assert [each["status"] for each in verdicts] == ["UNKNOWN"]
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        code, _, _, verdicts = judged(url, FIRST)
    assert (code, [each["status"] for each in verdicts]) == (0, ["PASS"])


def test_a_notice_is_written_down_as_seen_and_as_gone_on_the_homepage_alone(
    company: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    shutil.copytree(REPOSITORY / "inventory", root / "inventory", ignore=shutil.ignore_patterns("published"))
    day = today(inventory.load(root).organization)
    pages = {f"{language}/{name}.html": b"x" for language in ("ko", "en") for name in ("index", "notice")}
    reason = Label("이유", "Reason")
    freeze(root, Edition("1.0", day - datetime.timedelta(9), None, reason, pages))
    freeze(root, Edition("1.1", day + datetime.timedelta(9), day, reason, pages))
    loaded = inventory.load(root)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(_certificate(tmp_path)))
    tls = f"ssl_certificate {tmp_path / 'certificate.pem'}; ssl_certificate_key {tmp_path / 'key.pem'};"

    def look(*more: str) -> Version:
        run("published", "--root", root, "--out", tmp_path / "out.json", "--today", str(day), *more)
        return load(root).versions[1]

    folder = lay(tmp_path / "site", tree(load(root), loaded.organization, day, [shared("templates")]))
    notice = folder / f"current/archive/{day + datetime.timedelta(9)}/ko/notice.html"
    with nginx(folder, tmp_path / "work", tls=tls) as url:
        assert look("--url", url).sightings == (), "it may be any server"
        organization = root / "inventory/organization.yaml"
        organization.write_text(organization.read_text("utf-8").replace("https://homepage.example/cctv/", url), "utf-8")
        notice.rename(tmp_path / "aside")
        assert [sighting.file for sighting in look().sightings] == ["en/notice.html"], "not there yet says nothing"
        (tmp_path / "aside").rename(notice)
        assert look("--today", str(day - datetime.timedelta(1))).sightings == look().sightings[:1], "no pretended day"
        assert load(root).versions[1].announced
        notice.unlink()
        gone = look().sightings[-2]
        assert (gone.file, gone.status, gone.hash) == ("ko/notice.html", 404, None)
        assert not load(root).versions[1].announced
    assert look().sightings[-2] == gone, "nobody answered, so nothing was seen"


def _certificate(folder: Path) -> Path:
    """A certificate of 127.0.0.1 that nobody signed, with its key beside it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    now = datetime.datetime.now(datetime.UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(1))
        .not_valid_after(now + datetime.timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(True, None), True)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    (folder / "certificate.pem").write_bytes(built.public_bytes(pem))
    return folder / "certificate.pem"


@pytest.mark.parametrize("url", ["http://homepage.example/cctv/", "ftp://localhost/", "file:///etc/passwd", "//x"])
def test_what_cannot_be_verified_is_not_asked(run: Run, company: Path, url: str) -> None:
    result = run("published", "--root", company, "--url", url)
    assert result.code == 2
    assert "cannot be verified" in result.err
    assert not allowed(url)


def test_redirects_sizes_and_times_are_bounded(site: Site, tmp_path: Path) -> None:
    extra = (
        "location = /once { return 302 /cctv/style.css; } location = /loop { return 302 /loop; }"
        "location = /out { return 302 http://203.0.113.1/; } location = /file { return 302 file:///etc/passwd; }"
    )
    with nginx(site(FIRST), tmp_path / "work", extra) as url, _trickle() as slow:
        base = url.removesuffix("cctv/")
        started = time.monotonic()
        found = fetch(
            {
                "once": Request(base + "once", 100_000),
                "loop": Request(base + "loop", 100),
                "out": Request(base + "out", 100),
                "file": Request(base + "file", 100),
                "large": Request(url + "style.css", 100),
                "slow": Request(slow, 100_000),
            },
            3,
        )
        assert time.monotonic() - started < 6
    assert (found["once"].status, found["once"].url) == (200, url + "style.css")
    assert "more than 5 redirects" in found["loop"].why
    assert "which is not https" in found["out"].why
    assert "which is not https" in found["file"].why
    assert (found["large"].status, found["large"].content) == (200, None)
    assert (found["slow"].status, found["slow"].content) == (None, None)


@contextlib.contextmanager
def _trickle() -> Iterator[str]:
    """A server that answers a byte at a time, and never comes to an end of its head."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with contextlib.suppress(OSError):
                connection, _ = server.accept()
                with connection:
                    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
                    while not over.wait(0.1):
                        connection.sendall(b"x")

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        over.set()
        thread.join(5)
