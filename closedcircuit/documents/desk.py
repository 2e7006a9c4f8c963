"""Legal's desk: a revision is prepared, approved, published or withdrawn, each step a file in git and nothing else.

What people write by hand is never rewritten: a revision has its own file, which only these steps write.
"""

from __future__ import annotations

import datetime
import functools
import json
import shutil
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from closedcircuit import check, schema, waivers, yamlfile
from closedcircuit import inventory as inventories
from closedcircuit.controls import Catalogue
from closedcircuit.documents import notice_content, published, revision
from closedcircuit.documents.build import composed
from closedcircuit.documents.comparison import compare, rows
from closedcircuit.documents.edition import edition
from closedcircuit.documents.freeze import Edition, folder, freeze
from closedcircuit.documents.holding import facts_on, stated
from closedcircuit.documents.notice import notice
from closedcircuit.documents.published import FOLDER, STATED, WITHDRAWN, Approval, History, Version
from closedcircuit.documents.revision import Notice
from closedcircuit.documents.text import PolicyText, from_json, to_json
from closedcircuit.documents.word import Track, word
from closedcircuit.documents.wording import Wording, wording
from closedcircuit.documents.words import LANGUAGES, Language, in_language
from closedcircuit.errors import InputError, Refusal
from closedcircuit.files import json_text, read_bytes, write_text
from closedcircuit.inventory import Inventory
from closedcircuit.model import Label, Revision, RevisionReason, structure
from closedcircuit.verdict import Verdict

REVISION = "inventory/revision/revision.yaml"
_HEAD = """\
# yaml-language-server: $schema=../../schemas/revision.json
#
# The revision of the policy in preparation. `closedcircuit policy revise` and `closedcircuit policy approve` write this
# file, and `closedcircuit policy publish` removes it.
"""
_MAX_PAGE = 64 * 1024 * 1024


@dataclass(frozen=True)
class Desk:
    """The state of the policy on a day.

    `inventory` and `texts` carry the number and the date of the revision in preparation, if there is one. `before` is
    the latest version that was not withdrawn: the one that a revision changes.
    """

    inventory: Inventory
    history: History
    day: datetime.date
    words: Wording
    templates: Sequence[Path]

    @property
    def root(self) -> Path:
        return self.inventory.root

    @functools.cached_property
    def law(self) -> Catalogue:
        """The controls that bind the company on the day; read when it is asked for, since that takes a while."""
        return check.catalogue(self.inventory, self.day)

    @property
    def texts(self) -> Mapping[Language, PolicyText]:
        return self.words.texts

    @property
    def notice(self) -> Notice:
        """The promise of notice, as the company counts it."""
        days = self.law.parameters["policy_notice_days"]
        assert isinstance(days, int)  # noqa: S101
        return revision.notice(self.inventory.policy, days)

    @property
    def before(self) -> Version | None:
        return self.history.standing[-1] if self.history.standing else None

    @property
    def waiting(self) -> list[Version]:
        """The versions that are announced and not in force yet."""
        return [version for version in self.history.standing if version.effective > self.day]

    def as_it_holds(self) -> Desk:
        """The desk with the inventory as it holds on the day: what the policy in force states is as it states it."""
        held = facts_on(self.inventory, self.history, self.day)
        now = self.history.in_force(self.day)
        if now is not None:
            held = replace(held, policy=replace(held.policy, version=now.number, effective=now.effective))
        return replace(self, inventory=held, words=wording(held, self.templates))

    def announcement(self) -> notice_content.Revision | None:
        """What the notice of the revision in preparation tells of; None of a first version, which needs none."""
        found, before = self.inventory.revision, self.before
        if found is None or found.posted is None or before is None:
            return None
        organization = self.inventory.organization
        home = organization.homepage
        return notice_content.Revision(
            operator=organization.name,
            reason=Label(found.reason.ko, found.reason.en or found.reason.ko),
            posted=found.posted,
            effective=found.effective,
            before=before.number,
            after=found.version,
            old={language: from_json(policy) for language, policy in before.policies.items()},
            new=self.texts,
            url=home and f"{home}archive/{folder(self.history, found.effective)}/",
        )

    @functools.cached_property
    def notices(self) -> dict[str, Any]:
        """The notice of the revision in preparation by language, as plain data."""
        told = self.announcement()
        if told is None:
            return {}
        found: dict[str, Any] = {}
        for language in LANGUAGES:
            said = asdict(notice_content.content(told, language, self.templates, draft=False))
            changes = rows(compare(told.old[language], told.new[language])) if told.old else {}
            found[language] = said | {"changes": changes}
        return found

    @functools.cached_property
    def approved_content(self) -> str:
        """The hash that an approval of the revision in preparation carries."""
        found = self.inventory.revision
        assert found is not None  # noqa: S101
        return revision.content_hash(found, self.texts, self.notices)


def sit_down(root: Path, day: datetime.date | None = None) -> Desk:
    """The desk as it is on a day (today). Raises InputError for a broken inventory, version or template."""
    history = published.load(root)
    loaded = revision.numbered(inventories.load(root), history.standing[-1] if history.standing else None)
    day = day or check.today(loaded.organization)
    templates = check.templates(loaded)
    return Desk(loaded, history, day, wording(loaded, templates), templates)


def prepare(
    desk: Desk, reason: RevisionReason, effective: datetime.date, posted: datetime.date | None, amend: bool
) -> Path:
    """Write the revision: its reason and its dates. `posted` None is today.

    Raises Refusal where the reason or the dates will not do, which names the earliest dates, or where another revision
    is on its way.
    """
    before = desk.before
    first = before is None
    found = desk.inventory.revision
    reasons = []
    if not reason.ko.strip():
        reasons.append("the reason is empty, and the notice has to give it")
    if found and not amend:
        reasons.append(f"version {found.version} is in preparation already: --amend changes it, `withdraw` drops it")
    reasons += [
        f"version {version.number} is announced for {version.effective}; one revision at a time"
        for version in desk.waiting
    ]
    day = None if first else posted or desk.day
    reasons += list(_dates(desk, day, effective))
    if reasons:
        raise Refusal(_listed("the revision is not prepared", reasons))
    number = desk.inventory.policy.version if before is None else revision.following(before.number)
    return _write(
        desk.root,
        {
            "version": number,
            "reason": {"ko": reason.ko} | ({"en": reason.en} if reason.en else {}),
            "posted": day.isoformat() if day else None,
            "effective": effective.isoformat(),
            "follows": before.folder if before else None,
            "translated": list(found.translated) if found else [],
        },
    )


def drafts(desk: Desk) -> dict[str, bytes]:
    """The documents of the revision in preparation, each of which says that it is a draft, by their paths."""
    effective = desk.inventory.policy.effective
    files = edition(desk.texts, effective, desk.templates, draft=True)
    told = desk.announcement()
    if told is None:
        return files
    for language, old in told.old.items():
        track = Track(old, in_language(told.operator, language), told.posted)
        files[f"{language}/policy.docx"] = word(desk.texts[language], effective, draft=True, track=track)
    return files | notice(told, desk.templates, draft=True)


def settle(desk: Desk, blocks: Iterable[str]) -> Path:
    """Note that English texts were read again and still say what the Korean ones now say. Raises Refusal."""
    data = _in_preparation(desk)
    pending = revision.untranslated(_revision(desk), desk.texts, desk.before)
    if unknown := [name for name in blocks if name not in pending or name == "reason"]:
        raise Refusal(f"no translation of {', '.join(unknown)} is pending; pending are: {', '.join(pending) or 'none'}")
    return _write(desk.root, data | {"translated": sorted({*data.get("translated", ()), *blocks})})


def approve(desk: Desk, role: str) -> Path:
    """Note the approval of a role, for what the revision says now. Raises Refusal where the policy asks for no such."""
    data = _in_preparation(desk)
    if role not in desk.inventory.policy.approvers:
        asked = ", ".join(desk.inventory.policy.approvers) or "nobody"
        raise Refusal(f"policy.yaml asks for no approval of {role}; it asks: {asked}")
    approval = {"date": desk.day.isoformat(), "hash": desk.approved_content}
    return _write(desk.root, data | {"approvals": data.get("approvals", {}) | {role: approval}})


def barred(desk: Desk) -> list[str]:
    """What still bars the revision in preparation from being published today."""
    found = _revision(desk)
    before = desk.before
    reasons = []
    if found.follows != (before.folder if before else None):
        reasons.append(f"it was prepared to follow {found.follows or 'nothing'}; prepare it again with --amend")
    if found.posted is not None and found.posted < desk.day:
        reasons.append(f"its notice was to be posted on {found.posted}, which is past; prepare it again with --amend")
    reasons += list(_dates(desk, found.posted and max(found.posted, desk.day), found.effective))
    if pending := revision.untranslated(found, desk.texts, before):
        reasons.append(f"translation pending: {', '.join(pending)}; `closedcircuit policy settle` where English stands")
    missing = revision.unapproved(found, desk.inventory.policy, desk.approved_content)
    reasons += [f"{role} has not approved what it says now; `closedcircuit policy approve {role}`" for role in missing]
    if before and before.policies and not changed(desk):
        reasons.append(f"it says what version {before.number} says")
    return reasons


def changed(desk: Desk) -> bool:
    """Whether the text differs from the version before in more than its number and its date."""
    before = desk.before
    if before is None or not before.policies:
        return True
    as_before = replace(desk.inventory.policy, version=before.number, effective=before.effective)
    texts = wording(replace(desk.inventory, policy=as_before), desk.templates).texts
    return {language: to_json(text, draft=False) for language, text in texts.items()} != before.policies


def publish(desk: Desk, verdicts: Iterable[Verdict]) -> Version:
    """Freeze the revision in preparation, and remove its file. Killed at any point, it can be run again.

    Where everything is published already, that version is returned. Raises Refusal with everything that bars it.
    """
    if desk.inventory.revision is None and desk.before and not changed(desk):
        return desk.before
    found = _revision(desk)
    if again := _frozen_already(desk, found):
        _clear(desk.root)
        return again
    if reasons := barred(desk):
        raise Refusal(_listed("the revision is not published", reasons))
    files = composed(desk.inventory, desk.texts, verdicts, draft=False, templates=desk.templates)
    if told := desk.announcement():
        files |= notice(told, desk.templates, draft=False)
        files |= {f"{language}/notice.json": json_text(said).encode() for language, said in desk.notices.items()}
    version = freeze(
        desk.root,
        Edition(
            number=found.version,
            effective=found.effective,
            posted=found.posted,
            reason=Label(found.reason.ko, found.reason.en or ""),
            files=files | {STATED: json_text(stated(desk.inventory)).encode()},
            approvals=tuple(
                Approval(role, found.approvals[role].date, desk.approved_content)
                for role in desk.inventory.policy.approvers
            ),
        ),
    )
    _clear(desk.root)
    return version


def withdraw(desk: Desk, reason: Label) -> Version | None:
    """Call off the version that is announced, or else drop the revision in preparation (None is returned then).

    Raises Refusal where there is neither: what is in force can only be revised.
    """
    if desk.waiting:
        version = desk.waiting[-1]
        text = f"date: {desk.day}\nreason: {json.dumps({'ko': reason.ko, 'en': reason.en}, ensure_ascii=False)}\n"
        shown = f"{FOLDER}/{version.folder}/{WITHDRAWN}"
        published.parsed(text.encode(), shown, "withdrawn")
        write_text(desk.root / shown, text)
        return version
    if desk.inventory.revision:
        _clear(desk.root)
        return None
    raise Refusal("nothing is announced or in preparation; what is in force is changed by another revision")


def armed(desk: Desk, version: Version) -> list[tuple[str, str]]:
    """The hosts, as (site, host), that may hold a value that only this version states: recorders, and the homepage."""
    before = next((other for other in reversed(desk.history.standing) if other.effective < version.effective), None)
    old, new = ({} if found is None else found.policies.get("ko", {}).get("facts", {}) for found in (before, version))
    differing = [name for name in {*old, *new} if old.get(name) != new.get(name)]
    sites = {name.split(".")[1] for name in differing if name.startswith("sites.")}
    organization = desk.inventory.organization
    return [
        *((organization.id, host.id) for host in organization.hosts.values() if host.role == "homepage"),
        *(
            (site.id, host.id)
            for site in desk.inventory.sites.values()
            if site.id in sites
            for host in site.hosts.values()
            if host.role == "recorder"
        ),
    ]


def withheld(desk: Desk, sites: Container[str]) -> list[Version]:
    """The coming versions whose values the hosts of these sites are not given, since nobody has seen the notice."""
    unseen = (version for version in desk.waiting if not version.announced)
    return [version for version in unseen if any(site in sites for site, _ in armed(desk, version))]


def adopt(root: Path, files: Sequence[Path], effective: datetime.date) -> Version:
    """Keep the page that was in force before, whole, as version 0. Raises Refusal where versions exist already."""
    if published.load(root).versions:
        raise Refusal("versions are published already; only the page from before the first one is adopted")
    content = {path.name: read_bytes(path, str(path), _MAX_PAGE) for path in files}
    reason = Label("종전의 방침", "The policy as it was before")
    return freeze(root, Edition("0", effective, None, reason, content, adopted=True))


def _dates(desk: Desk, posted: datetime.date | None, effective: datetime.date) -> Iterator[str]:
    if posted is None:
        if effective < desk.day:
            yield f"the first version cannot take effect on {effective}, which is past; the earliest day is {desk.day}"
        return
    if posted < desk.day:
        yield f"a notice cannot be posted on {posted}, which is past; the earliest day is {desk.day}"
        posted = desk.day
    earliest = desk.notice.earliest(posted)
    if effective < earliest and not _shortened_by_law(desk, effective, posted):
        counted = "clear days" if desk.notice.count == "clear" else "days"
        yield (
            f"between the notice of {posted} and an effect on {effective} lie fewer than the {desk.notice.days} "
            f"{counted} that the operator promised; the earliest date is {earliest} (how to count is for counsel)"
        )


def _shortened_by_law(desk: Desk, effective: datetime.date, posted: datetime.date) -> bool:
    """Whether a waiver in force names the law that leaves no time. No law makes a revision retroactive for us."""
    found = waivers.standing(desk.inventory.data(None, "waivers"), "CCTV-REV-01", "policy", desk.day)
    return effective > posted and any(waiver.get("law") for waiver in found)


def _frozen_already(desk: Desk, found: Revision) -> Version | None:
    """The version that a run which was killed has frozen from the same revision."""
    before = desk.before
    same = before and (before.number, before.effective, before.posted) == (found.version, found.effective, found.posted)
    return before if same else None


def _revision(desk: Desk) -> Revision:
    if desk.inventory.revision is None:
        raise Refusal("no revision is in preparation; `closedcircuit policy revise` begins one")
    return desk.inventory.revision


def _in_preparation(desk: Desk) -> dict[str, Any]:
    _revision(desk)
    return dict(desk.inventory.data(None, "revision"))


def _write(root: Path, data: Mapping[str, Any]) -> Path:
    """The revision's file, of values that are JSON, which is YAML. Raises InputError where its schema refuses them."""
    lines = []
    for key, value in data.items():
        if key == "approvals":
            lines += ["approvals:", *(f"  {role}: {json.dumps(given)}" for role, given in sorted(value.items()))]
        else:
            lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    text = _HEAD + "\n".join(lines) + "\n"
    document = yamlfile.parse(text.encode(), REVISION)
    if problems := list(schema.problems(document, "revision")):
        raise InputError(problems)
    structure(document.data, Revision)
    write_text(root / REVISION, text)
    return root / REVISION


def _clear(root: Path) -> None:
    (root / REVISION).unlink(missing_ok=True)
    shutil.rmtree((root / REVISION).parent, ignore_errors=True)


def _listed(what: str, reasons: Iterable[str]) -> str:
    return f"{what}:\n" + "\n".join(f"  {reason}" for reason in reasons)
