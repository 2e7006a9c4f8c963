"""What the public reads, held against what should stand there: answers in, evidence for `check --published` out. Pure.

Whoever answers with something else, or says that there is nothing, is a difference. Whoever does not answer, or answers
that it cannot now, leaves it unknown.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin

from closedcircuit.documents.comparison import compare, rows
from closedcircuit.documents.homepage import Entry
from closedcircuit.documents.published import Version, digest
from closedcircuit.documents.text import as_rules_see, from_json
from closedcircuit.documents.words import LANGUAGES
from closedcircuit.fetch import Answer

PAGE = f"{LANGUAGES[0]}/index.html"
"""The page that governs."""
_LATER = (408, 425, 429)


@dataclass(frozen=True)
class Look:
    """One file of the homepage: what should be there, what was there, and when. `same` None: nobody knows."""

    path: str
    answer: Answer
    expected: str
    time: datetime.datetime

    @property
    def hash(self) -> str | None:
        """The hash of what came, whole."""
        return None if self.answer.content is None else digest(self.answer.content)

    @property
    def same(self) -> bool | None:
        """Whether it is the file that should be there."""
        status = self.answer.status
        if status is None or status >= 500 or status in _LATER:
            return None
        return status == 200 and self.hash == self.expected

    @property
    def said(self) -> str:
        """What is wrong, for people."""
        status = self.answer.status
        if self.same is None:
            return f"unknown: {self.answer.why or f'status {status}'}"
        return "other content" if status == 200 else f"status {status}"


def looks(expected: Mapping[str, bytes], answers: Mapping[str, Answer], time: datetime.datetime) -> list[Look]:
    """A look at every file of a tree."""
    return [Look(path, answers[path], digest(content), time) for path, content in expected.items()]


def evidence(
    found: Iterable[Look],
    front: Answer,
    address: str,
    entries: Iterable[Entry],
    day: datetime.date,
) -> dict[str, Any]:
    """What schemas/published.json describes. `front` is the homepage's front page, `address` that of the policy."""
    by_path = {look.path: look for look in found}
    listed = sorted(
        (entry for entry in entries if entry.state != "withdrawn"), key=lambda entry: entry.version.effective
    )
    versions = [entry.version for entry in listed]
    return {
        "version": 1,
        "fetched": day.isoformat(),
        "files": {path: _file(look) for path, look in sorted(by_path.items())},
        "page": dict(_page(by_path, front, address)),
        "text": {language: text for language in LANGUAGES if (text := _text(by_path, versions, language)) is not None},
        "versions": [_version(entry, by_path, versions) for entry in listed],
    }


def shows(found: Iterable[Look], versions: Iterable[Version]) -> Version | None:
    """The version whose page that governs is the live one, if it is any of them."""
    live = next((look.hash for look in found if look.path == PAGE), None)
    return next(
        (version for version in versions if PAGE in version.files and digest(version.files[PAGE]) == live), None
    )


def _file(look: Look) -> dict[str, Any]:
    return {
        "url": look.answer.url,
        "time": look.time.isoformat(timespec="seconds"),
        "status": look.answer.status,
        "hash": look.hash,
        "expected": look.expected,
    } | ({} if look.same is None else {"same": look.same})


def _all_same(found: Iterable[Look]) -> bool | None:
    """Whether files are all as they should be: no for one that is not, unknown for one that nobody knows."""
    sames = [look.same for look in found]
    return False if False in sames else None if None in sames else True


def _page(by_path: Mapping[str, Look], front: Answer, address: str) -> Iterator[tuple[str, Any]]:
    page = by_path[PAGE]
    if page.answer.status is not None:
        yield "status", page.answer.status
        text = _Page.of(page.answer.content)
        if page.same is not None:
            yield "login", page.answer.status in (401, 407) or text.asks_for_password
        if text.title:
            yield "title", text.title
    if (same := _all_same(by_path.values())) is not None:
        yield "same", same
    if front.status == 200 and front.content is not None:
        ours = {urljoin(address, path) for path in ("", "index.html", PAGE, f"{LANGUAGES[0]}/")}
        yield "linked", any(urldefrag(urljoin(front.url, link))[0] in ours for link in _Page.of(front.content).links)


def _text(by_path: Mapping[str, Look], versions: Iterable[Version], language: str) -> dict[str, Any] | None:
    """What the live page says, where page and structure are those of one of our versions; else nobody knows."""
    files = [f"{language}/index.html", f"{language}/policy.json"]
    live = [by_path[path].hash if path in by_path else None for path in files]
    for version in versions:
        frozen = [version.files.get(path) for path in files]
        if all(content is not None and digest(content) == there for content, there in zip(frozen, live, strict=True)):
            return as_rules_see(json.loads(frozen[1] or b""))
    return None


def _version(entry: Entry, by_path: Mapping[str, Look], versions: list[Version]) -> dict[str, Any]:
    version = entry.version
    following = next((other for other in versions if other.effective > version.effective), None)
    own = [look for path, look in by_path.items() if path.startswith(f"{entry.address}/")]
    notice = [look for look in own if look.path.rpartition("/")[2].startswith("notice.")]
    found = {
        "version": version.number,
        "posted": version.posted.isoformat() if version.posted else None,
        "effective": version.effective.isoformat(),
        "until": following.effective.isoformat() if following else None,
        "reason": version.reason.ko,
        "seen": version.announced if version.predecessor else None,
        **_changes(version, versions),
        "reachable": _all_same(own),
        "notice_reachable": _all_same(notice) if notice else None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _changes(version: Version, versions: Iterable[Version]) -> dict[str, Any]:
    """What really changed from the version before, and what the frozen notice says of it, where both are ours."""
    before = next((other for other in versions if version.predecessor and other.hash == version.predecessor.hash), None)
    old, new = (found.policies.get(LANGUAGES[0]) if found else None for found in (before, version))
    frozen = version.files.get(f"{LANGUAGES[0]}/notice.json")
    if old is None or new is None or frozen is None:
        return {}
    notice = json.loads(frozen)["changes"]
    changed = list(rows(compare(from_json(old), from_json(new))))
    # The notice holds the comparison itself, so that it was posted with it.
    return {"notice": notice, "changed": changed, "comparison": version.posted.isoformat() if version.posted else None}


class _Page(HTMLParser):
    """The title, the links and whether a password is asked for, of whatever a server sends."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.asks_for_password = False
        self.title = ""
        self._in_title = False

    @classmethod
    def of(cls, content: bytes | None) -> _Page:
        """The page in these bytes."""
        page = cls()
        page.feed((content or b"").decode("utf-8", "replace"))
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and (link := values.get("href")):
            self.links.append(link)
        self.asks_for_password |= tag == "input" and values.get("type") == "password"
        self._in_title = tag == "title" and not self.title

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data.strip()
