"""The revision in preparation: its number and dates, what it changes, and what still bars it. Pure.

Days lie between notice and effect because the operator promised them; no law sets them. Whether they are clear days
(Article 157 of the Civil Act, by analogy) or a plain difference is the company's choice, and a question for counsel.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from closedcircuit.documents.published import Version
from closedcircuit.documents.text import PENDING, PolicyText, from_json, plain, to_json
from closedcircuit.documents.words import Language, say
from closedcircuit.errors import Position
from closedcircuit.inventory import Inventory
from closedcircuit.model import Policy, Revision

ONLY_A_REVISION_CHANGES = ("policy.version", "policy.effective")
_CLEAR, _CALENDAR = "clear", "calendar"


@dataclass(frozen=True)
class Difference:
    """A fact that the inventory has otherwise than the version before states it, in Korean words; None: not there.

    `site` is None for what holds everywhere, and `position` where the inventory says it.
    """

    fact: str
    site: str | None
    old: str | None
    new: str | None
    position: Position


@dataclass(frozen=True)
class Notice:
    """How many days lie between posting and effect, and how they are counted: `clear` or `calendar`."""

    days: int
    count: str

    def earliest(self, posted: datetime.date) -> datetime.date:
        """The first day on which a notice posted on a day can take effect."""
        return posted + datetime.timedelta(self.days + (self.count == _CLEAR))


def notice(policy: Policy, days: int) -> Notice:
    """The promise as a company counts it; days are clear unless it says otherwise."""
    return Notice(days, _CALENDAR if policy.notice_count == _CALENDAR else _CLEAR)


def numbered(inventory: Inventory, before: Version | None) -> Inventory:
    """The inventory whose policy carries the number and the date of the revision in preparation.

    Without one they are those of the version `before`, and without any version those of the inventory, which are the
    first version's.
    """
    source: Revision | Version | None = inventory.revision or before
    if source is None:
        return inventory
    number = source.version if isinstance(source, Revision) else source.number
    return replace(inventory, policy=replace(inventory.policy, version=number, effective=source.effective))


def following(number: str) -> str:
    """The number after a number: its last part grows by one, and `2` becomes `2.1`."""
    *most, last = number.split(".") if "." in number else (number, "0")
    return ".".join([*most, str(int(last) + 1)])


def differences(
    inventory: Inventory, texts: Mapping[Language, PolicyText], before: Version | None
) -> Iterator[Difference]:
    """Every fact that the inventory would state otherwise than the version before does, in the order of the text.

    Nothing where there is no version, or an adopted one, of which no facts are known.
    """
    frozen = before.policies if before else {}
    if "ko" not in frozen:
        return
    old, new = from_json(frozen["ko"]).facts, texts["ko"].facts
    for name in dict.fromkeys([*new, *old]):
        was, now = (say(facts[name], "ko") if name in facts else None for facts in (old, new))
        if was != now and name not in ONLY_A_REVISION_CHANGES:
            about, file = _about(name)
            site, pointer = new[name].stands_on[0] if name in new else (about, file)
            yield Difference(name, about, was, now, inventory.position(pointer, site))


def untranslated(revision: Revision, texts: Mapping[Language, PolicyText], before: Version | None) -> list[str]:
    """What was changed in Korean and not in English: ids of blocks and rows, and `reason`; without those that stand.

    Whatever still carries the mark that an import puts where a translation is missing is among them, in any language.
    """
    pending = [] if revision.reason.en else ["reason"]
    pending += [name for text in texts.values() for name, line in text.lines() if PENDING in plain(line)]
    frozen = before.policies if before else {}
    if frozen.keys() >= {"ko", "en"}:
        now = {language: _lines(text) for language, text in texts.items()}
        was = {language: _lines(from_json(frozen[language])) for language in texts}
        changed = {
            language: {name for name, words in now[language].items() if was[language].get(name) != words}
            for language in now
        }
        pending += [name for name in now["ko"] if name in changed["ko"] - changed["en"] - set(revision.translated)]
    return pending


def content_hash(revision: Revision, texts: Mapping[Language, PolicyText], notices: Mapping[str, Any]) -> str:
    """What an approval is given for: both texts, the notices, the reason and the dates, as `sha256:` and a hash."""
    whole = {
        "version": revision.version,
        "reason": {"ko": revision.reason.ko, "en": revision.reason.en},
        "posted": revision.posted.isoformat() if revision.posted else None,
        "effective": revision.effective.isoformat(),
        "texts": {language: to_json(text, draft=False) for language, text in texts.items()},
        "notices": notices,
    }
    canonical = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def unapproved(revision: Revision, policy: Policy, content: str) -> list[str]:
    """The roles whose approval lacks, or was given for something else."""
    given = {role for role, approval in revision.approvals.items() if approval.hash == content}
    return [role for role in policy.approvers if role not in given]


def _about(fact: str) -> tuple[str | None, str]:
    """The site that a fact is about, and a pointer to that site's file; None and the policy's for any other fact."""
    kind, *rest = fact.split(".")
    return (rest[0], "/site") if kind == "sites" and rest else (None, "/policy")


def _lines(text: PolicyText) -> dict[str, list[str]]:
    """The words of every heading, paragraph, table and row, by id."""
    found: dict[str, list[str]] = {}
    for name, line in text.lines():
        found.setdefault(name, []).append(plain(line))
    return found
