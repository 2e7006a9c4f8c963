"""The state of the policy: which version is in force, what is announced or in preparation, and what differs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.text import Text

from closedcircuit.documents.desk import Desk, barred, changed
from closedcircuit.documents.due import due
from closedcircuit.documents.holding import differs
from closedcircuit.documents.published import Version
from closedcircuit.documents.revision import Difference, differences, unapproved, untranslated
from closedcircuit.model import Site
from closedcircuit.terminal import text

_SHOWN = 40


def status(desk: Desk, written: Iterable[Path] = (), redeploy: Iterable[tuple[str, str]] = ()) -> dict[str, Any]:
    """The state as plain data: schemas/policy-status.json. `written` and `redeploy` are what a command just did."""
    now = desk.history.in_force(desk.day)
    until = min((other.effective for other in desk.waiting), default=None)
    others = [version for version in desk.history.standing if version.effective > desk.day or not version.announced]
    earliest = desk.notice.earliest(desk.day).isoformat()
    return {
        "version": 1,
        "today": desk.day.isoformat(),
        "in_force": _version(now) | {"until": until.isoformat() if until else None} if now else None,
        "announced": [_version(version) | {"seen": version.announced} for version in others],
        "revision": _revision(desk),
        "comparable": bool(desk.before and desk.before.policies),
        "changed": changed(desk),
        "differences": [_difference(found) for found in differences(desk.inventory, desk.texts, desk.before)],
        "earliest": {"posted": desk.day.isoformat(), "effective": earliest if desk.before else desk.day.isoformat()},
        "notice": {"days": desk.notice.days, "count": desk.notice.count},
        "written": [path.as_posix() for path in written],
        "redeploy": [{"site": site, "host": host} for site, host in redeploy],
    }


def render(data: Mapping[str, Any]) -> Iterator[Text]:
    """The state for people."""
    for path in data["written"]:
        yield text(("Wrote      ", "dim"), path)
    now = data["in_force"]
    if now:
        until = f", until {now['until']}" if now["until"] else ""
        yield text(("In force   ", "dim"), ("version " + now["version"], "bold"), f" from {now['effective']}{until}")
    else:
        yield text(("In force   ", "dim"), "no version")
    for version in data["announced"]:
        yield from _announced(version, data["today"])
    for entry in data["redeploy"]:
        yield text(
            ("Deploy     ", "dim"), f"{entry['site']} again: {entry['host']} holds the value that was called off"
        )
    if data["revision"]:
        yield from _prepared(data["revision"])
    yield from _differences(data)
    counted = "clear days" if data["notice"]["count"] == "clear" else "days"
    if now or data["announced"]:
        yield text(
            ("Dates      ", "dim"), f"posted today, in force from {data['earliest']['effective']} at the earliest"
        )
        promise = (
            f"{data['notice']['days']} {counted} lie between, as the operator promised; how to count is for counsel"
        )
        yield text("           ", (promise, "dim"))


def not_before(desk: Desk, sites: Iterable[Site]) -> Iterator[Text]:
    """A line for every site of which the inventory has other words than are published, with the day they can hold."""
    differing = {site for site, _ in differs(desk.inventory, desk.history, desk.day)}
    prepared = desk.inventory.revision
    for site in sites:
        if site.id not in differing:
            continue
        if desk.waiting:
            when = f"Not before {desk.waiting[-1].effective} (version {desk.waiting[-1].number}, announced)"
        elif prepared:
            when = f"Not before {prepared.effective} (version {prepared.version}, in preparation)"
        else:
            when = f"Not before {desk.notice.earliest(desk.day)}, and not without a revision of the policy"
        yield text((f"{when}: ", "yellow"), f"{site.id} differs from what is published; a deploy keeps to that")


def due_data(desk: Desk, until: datetime.date) -> dict[str, Any]:
    """What comes up to a day, as plain data: schemas/policy-due.json."""
    entries = [
        {"date": entry.date.isoformat(), "kind": entry.kind, "subject": entry.subject, "what": entry.what}
        for entry in due(desk, until)
    ]
    return {"version": 1, "today": desk.day.isoformat(), "until": until.isoformat(), "due": entries}


def render_due(data: Mapping[str, Any]) -> Iterator[Text]:
    """What comes, for people."""
    for entry in data["due"]:
        style = "bold red" if entry["date"] < data["today"] else "bold"
        yield text((entry["date"], style), f"  {entry['kind']:<11}  ", (entry["subject"], "bold"))
        yield text("            ", entry["what"])
    if not data["due"]:
        yield text(f"Nothing is due until {data['until']}.")


def _version(version: Version) -> dict[str, Any]:
    return {
        "folder": version.folder,
        "version": version.number,
        "posted": version.posted.isoformat() if version.posted else None,
        "effective": version.effective.isoformat(),
    }


def _revision(desk: Desk) -> dict[str, Any] | None:
    found = desk.inventory.revision
    if found is None:
        return None
    lacking = unapproved(found, desk.inventory.policy, desk.approved_content)
    return {
        "version": found.version,
        "reason": {"ko": found.reason.ko, "en": found.reason.en},
        "posted": found.posted.isoformat() if found.posted else None,
        "effective": found.effective.isoformat(),
        "hash": desk.approved_content,
        "approved": [role for role in desk.inventory.policy.approvers if role not in lacking],
        "translation_pending": untranslated(found, desk.texts, desk.before),
        "barred": barred(desk),
    }


def _difference(found: Difference) -> dict[str, Any]:
    return {
        "fact": found.fact,
        "site": found.site,
        "field": found.fact.removeprefix(f"sites.{found.site}."),
        "old": found.old,
        "new": found.new,
        "file": found.position.file,
        "line": found.position.line,
        "column": found.position.column,
    }


def _announced(version: Mapping[str, Any], today: str) -> Iterator[Text]:
    posted = f"posted {version['posted']}, " if version["posted"] else ""
    yield text(
        ("Announced  ", "yellow"), ("version " + version["version"], "bold"), f", {posted}from {version['effective']}"
    )
    if not version["seen"]:
        late = version["posted"] < today
        what = "was not seen there on that day" if late else "has not been seen there yet"
        yield text(
            "           ", (f"its notice {what}; without that it does not take effect", "bold red" if late else "")
        )


def _prepared(revision: Mapping[str, Any]) -> Iterator[Text]:
    posted = f"to be posted on {revision['posted']}, " if revision["posted"] else ""
    yield text(
        ("Prepared   ", "cyan"), ("version " + revision["version"], "bold"), f", {posted}from {revision['effective']}"
    )
    yield text("           ", f"{revision['reason']['ko']} / {revision['reason']['en'] or '(translation pending)'}")
    if revision["approved"]:
        yield text("           ", f"approved by {', '.join(revision['approved'])}")
    yield from (text("           ", (reason, "yellow")) for reason in revision["barred"])
    if not revision["barred"]:
        yield text("           ", ("nothing bars it: `closedcircuit policy publish`", "green"))


def _differences(data: Mapping[str, Any]) -> Iterator[Text]:
    found = data["differences"]
    if not found:
        wording = "the wording and no fact; the operator promised notice of every change, a small one too"
        same = wording if data["changed"] else "nothing"
        if not data["comparable"]:
            same = "not known: the page that was adopted is kept as a file, of which no facts are known"
        if data["in_force"] or data["announced"]:
            yield text(("Differs    ", "dim"), same)
        return
    yield text(("Differs    ", "dim"), f"{len(found)} fact{'s' * (len(found) > 1)} from what is published")
    for entry in found[:_SHOWN]:
        place = f"{entry['file']}:{entry['line']}:{entry['column']}"
        yield text("  ", (f"{entry['site'] or 'everywhere'}  {entry['field']}", "bold"), ("  " + place, "dim"))
        yield text("    ", (f"- {entry['old'] or '(not stated)'}", "red"))
        yield text("    ", (f"+ {entry['new'] or '(not stated)'}", "green"))
    if len(found) > _SHOWN:
        yield text(f"  and {len(found) - _SHOWN} more; --format json has them all")
