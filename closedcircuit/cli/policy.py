"""`closedcircuit policy`: legal's desk, from the reason for a change to the published version."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from rich.text import Text

from closedcircuit.check import check
from closedcircuit.cli import policy_import
from closedcircuit.cli.options import common, date
from closedcircuit.documents import desk as desks
from closedcircuit.documents.build import write_tree
from closedcircuit.documents.desk import sit_down
from closedcircuit.documents.published import FOLDER
from closedcircuit.files import json_text
from closedcircuit.model import Label, RevisionReason
from closedcircuit.report import policy_report
from closedcircuit.terminal import console

SUMMARY = "revise the policy: what differs, its notice, its approvals, its publication"
EXAMPLES = """
closedcircuit policy status                    what is in force, what is prepared, what differs
closedcircuit policy revise --reason "보관기간 단축" --reason-en "Shorter retention" --effective 2027-01-11
closedcircuit policy approve legal             as a role that policy.yaml names
closedcircuit policy publish                   freeze it, on the day of its notice at the latest
closedcircuit policy import policy.docx        bring wording that was edited in Word back into the templates
closedcircuit policy due --days 90             what comes in the next three months
"""
Action = Callable[[argparse.Namespace], int]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, run: Action, said: str) -> argparse.ArgumentParser:
        found = actions.add_parser(name, help=said, description=said[0].upper() + said[1:] + ".", parents=[common()])
        found.add_argument("--format", choices=("text", "json"), default="text", help="for people, or for programs")
        found.set_defaults(act=run)
        return found

    action("status", _status, "what is in force, announced and prepared, and what the inventory has otherwise")
    revise = action("revise", _revise, "prepare a revision: its reason, its dates, and its documents")
    revise.add_argument("--reason", metavar="TEXT", required=True, help="why the policy changes, in Korean")
    revise.add_argument("--reason-en", metavar="TEXT", help="the same in English; else its translation is pending")
    revise.add_argument("--effective", metavar="DATE", type=date, required=True, help="the first day in force")
    revise.add_argument("--post", metavar="DATE", type=date, help="the day of its notice (today)")
    revise.add_argument("--amend", action="store_true", help="change the revision that is in preparation")
    settle = action("settle", _settle, "say that the English text of a paragraph still stands")
    settle.add_argument("blocks", metavar="PARAGRAPH", nargs="+", help="its id, as `status` shows it")
    approve = action("approve", _approve, "approve what the revision says now")
    approve.add_argument("role", metavar="ROLE", help="one of those that policy.yaml asks")
    action("publish", _publish, "freeze the revision as the next version")
    withdraw = action("withdraw", _withdraw, "call off what is announced, or drop what is in preparation")
    withdraw.add_argument("--reason", metavar="TEXT", required=True, help="why, in Korean")
    withdraw.add_argument("--reason-en", metavar="TEXT", required=True, help="the same in English")
    policy_import.arguments(action("import", policy_import.run, policy_import.SUMMARY))
    coming = action("due", _due, "what comes soon: notices, effective dates, attestations and waivers that lapse, laws")
    coming.add_argument("--days", metavar="N", type=int, default=60, help="how far to look ahead (60)")
    adopt = action("adopt", _adopt, "keep the page that was in force before, whole, as version 0")
    adopt.add_argument("files", metavar="FILE", type=Path, nargs="+", help="the page and what belongs to it")
    adopt.add_argument("--effective", metavar="DATE", type=date, required=True, help="the first day it was in force")


def run(options: argparse.Namespace) -> int:
    """Do the one thing asked, then say how things stand."""
    act: Action = options.act
    return act(options)


def _status(options: argparse.Namespace) -> int:
    return _show(options, ())


def _revise(options: argparse.Namespace) -> int:
    desk = sit_down(options.root, options.today)
    reason = RevisionReason(options.reason, options.reason_en)
    written = desks.prepare(desk, reason, options.effective, options.post, options.amend)
    desk = sit_down(options.root, options.today)
    folder = options.root / "build/revision"
    write_tree(folder, desks.drafts(desk))
    return _print(options, policy_report.status(desk, [written, folder]), policy_report.render)


def _settle(options: argparse.Namespace) -> int:
    return _show(options, [desks.settle(sit_down(options.root, options.today), options.blocks)])


def _approve(options: argparse.Namespace) -> int:
    return _show(options, [desks.approve(sit_down(options.root, options.today), options.role)])


def _publish(options: argparse.Namespace) -> int:
    desk = sit_down(options.root, options.today)
    report = check(desk.inventory, desk.words, desk.inventory.select([]), desk.day, history=desk.history)
    version = desks.publish(desk, report.verdicts)
    known = any(version.folder == other.folder for other in desk.history.versions)
    return _show(options, () if known else [options.root / FOLDER / version.folder])


def _withdraw(options: argparse.Namespace) -> int:
    desk = sit_down(options.root, options.today)
    version = desks.withdraw(desk, Label(options.reason, options.reason_en))
    if version is None:
        return _show(options, ())
    return _show(options, [options.root / FOLDER / version.folder], desks.armed(desk, version))


def _adopt(options: argparse.Namespace) -> int:
    version = desks.adopt(options.root, options.files, options.effective)
    return _show(options, [options.root / FOLDER / version.folder])


def _due(options: argparse.Namespace) -> int:
    desk = sit_down(options.root, options.today)
    until = desk.day + datetime.timedelta(options.days)
    return _print(options, policy_report.due_data(desk, until), policy_report.render_due)


def _show(options: argparse.Namespace, written: Iterable[Path], redeploy: Iterable[tuple[str, str]] = ()) -> int:
    data = policy_report.status(sit_down(options.root, options.today), written, redeploy)
    return _print(options, data, policy_report.render)


def _print(options: argparse.Namespace, data: dict[str, Any], lines: Callable[[dict[str, Any]], Iterable[Text]]) -> int:
    if options.format == "json":
        sys.stdout.write(json_text(data))
    else:
        out = console()
        for line in lines(data):
            out.print(line)
    return 0
