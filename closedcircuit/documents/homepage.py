"""The homepage as a tree of files, as it looks on a day: the page in force, the archive, the entry page and the feeds.

Pure but for reading templates: the same versions, day and templates give the same bytes. What is frozen is copied;
what changes with time stands in the entry page, the covers of the archive and the feeds alone.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from closedcircuit.documents.facts import Fact
from closedcircuit.documents.notice import notice
from closedcircuit.documents.notice_content import Revision
from closedcircuit.documents.page import rendered
from closedcircuit.documents.published import History, Version
from closedcircuit.documents.text import from_json
from closedcircuit.documents.wording import source
from closedcircuit.documents.words import LANGUAGES, Language, in_language, say
from closedcircuit.model import Label, Organization

State = Literal["in-force", "announced", "past", "withdrawn"]


@dataclass(frozen=True)
class Entry:
    """A version as the history shows it on a day. `until` is the last day on which it holds, where that is known."""

    version: Version
    state: State
    until: datetime.date | None

    @property
    def address(self) -> str:
        """Its folder, seen from the entry page."""
        return f"archive/{self.version.folder}"

    def file(self, language: Language, name: str) -> str | None:
        """The path of one of its files, seen from its folder; None where it has none."""
        path = f"{language}/{name}"
        return path if path in self.version.files else None

    def originals(self) -> list[str]:
        """The files of an adopted version, which has no page of ours."""
        return sorted(self.version.pages) if self.version.adopted else []


def entries(history: History, day: datetime.date) -> list[Entry]:
    """What the public can read on a day, the latest version first; a withdrawn one too, once it was announced."""
    now = shown(history, day)
    public = history.public(day)
    found = []
    for version in history.versions:
        if version.withdrawn and version.posted and version.posted <= day:
            found.append(Entry(version, "withdrawn" if version.withdrawn.date <= day else "announced", None))
        elif version in public:
            following = min((other.effective for other in public if other.effective > version.effective), default=None)
            begun = version.effective <= day and version.announced
            state: State = "in-force" if version == now else "past" if begun else "announced"
            found.append(Entry(version, state, following and following - datetime.timedelta(1)))
    return found[::-1]


def shown(history: History, day: datetime.date) -> Version | None:
    """The version whose pages stand at /ko/ and /en/: the one in force or, before the first one is, that one."""
    return history.in_force(day) or next(iter(history.public(day)), None)


def unpublished(number: str, effective: datetime.date, files: Mapping[str, bytes]) -> History:
    """What the history will be once a first version with these files is published."""
    reason = Label("최초 제정", "First version")
    return History((Version(effective.isoformat(), number, effective, None, reason, False, (), None, "", files),))


def turns(history: History) -> list[datetime.date]:
    """The days on which the homepage changes: notices, effects and withdrawals, in order."""
    dates = [date for version in history.versions for date in (version.posted, version.effective)]
    dates += [version.withdrawn.date for version in history.versions if version.withdrawn]
    return sorted({date for date in dates if date})


def since(history: History, day: datetime.date) -> datetime.date:
    """The day from which the homepage looks as it does on `day`; `day` itself where nothing has happened so far."""
    return max((date for date in turns(history) if date <= day), default=day)


def releases(
    history: History, organization: Organization, day: datetime.date, templates: Sequence[Path]
) -> dict[datetime.date, dict[str, bytes]]:
    """The trees that a homepage has to hold by the day from which each shows: the one of `day`, and all to come.

    Empty where nothing is public yet and nothing will be. Raises as `tree`.
    """
    days = [since(history, day), *(date for date in turns(history) if date > day)]
    return {date: tree(history, organization, date, templates) for date in days if shown(history, date)}


def tree(
    history: History, organization: Organization, day: datetime.date, templates: Sequence[Path]
) -> dict[str, bytes]:
    """Every file of the homepage by its path. There is at least one version that the public can read on the day.

    Raises InputError for a fault of a template.
    """
    listed = entries(history, day)
    now = shown(history, day)
    if now is None:
        raise ValueError(f"no version is public on {day}")
    files = now.pages
    for entry in listed:
        pages = entry.version.pages | _withdrawal(entry, organization, templates)
        files |= {f"{entry.address}/{path}": content for path, content in pages.items()}
        cover = rendered("page/cover.html.j2", templates, entry=entry, organization=organization, languages=LANGUAGES,
                         say=say_date)  # fmt: skip
        files[f"{entry.address}/index.html"] = cover.encode()
    entry_page = rendered(
        "page/entry.html.j2", templates, entries=listed, shown=now, organization=organization, languages=LANGUAGES,
        say=say_date, day=day,
    )  # fmt: skip
    files["index.html"] = entry_page.encode()
    files["style.css"] = source("page/style.css", templates).text.encode()
    for language in LANGUAGES:
        files[f"{language}/feed.xml"] = feed(listed, organization, language, templates).encode()
    return dict(sorted(files.items()))


def _withdrawal(entry: Entry, organization: Organization, templates: Sequence[Path]) -> dict[str, bytes]:
    """The notice that a version was called off, by the paths of its files; empty for one that was not."""
    version = entry.version
    if entry.state != "withdrawn" or version.withdrawn is None:
        return {}
    told = Revision(
        operator=organization.name,
        reason=version.withdrawn.reason,
        posted=version.withdrawn.date,
        effective=version.effective,
        before="",
        after=version.number,
        old={},
        new={language: from_json(policy) for language, policy in version.policies.items()},
        url=organization.homepage and f"{organization.homepage}{entry.address}/",
        kind="withdrawal",
    )
    return notice(told, templates, draft=False)


def say_date(day: datetime.date, language: Language) -> str:
    """A date in words."""
    return say(Fact("", "date", day, ()), language)


def feed(entries: Iterable[Entry], organization: Organization, language: Language, templates: Sequence[Path]) -> str:
    """An Atom feed of versions: one entry for each, from the day of its notice on."""
    home = organization.homepage or ""
    zone = ZoneInfo(organization.timezone)
    items = list(_items(entries, organization, language, home, zone))
    return rendered(
        "page/feed.xml.j2", templates, items=items, language=language, organization=organization, home=home,
        id=_urn(organization, language), updated=max(str(item["updated"]) for item in items),
    )  # fmt: skip


def _items(
    entries: Iterable[Entry], organization: Organization, language: Language, home: str, zone: ZoneInfo
) -> Iterator[Mapping[str, object]]:
    for entry in entries:
        version = entry.version
        posted = version.posted or version.effective
        withdrawn = version.withdrawn if entry.state == "withdrawn" else None
        dates = [posted, *([withdrawn.date] if withdrawn else [])]
        at = [datetime.datetime.combine(date, datetime.time(), zone) for date in dates]
        yield {
            "entry": entry,
            "id": _urn(organization, f"{language}/{version.folder}/{version.hash}"),
            "published": at[0].isoformat(),
            "updated": at[-1].isoformat(),
            "effective": say_date(version.effective, language),
            "reason": in_language(version.reason, language),
            "withdrawn": in_language(withdrawn.reason, language) if withdrawn else None,
            "link": f"{home}archive/{version.folder}/index.html",
        }


def _urn(organization: Organization, name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{organization.homepage or organization.id}#{name}").urn
