"""`closedcircuit policy import`: wording that was edited in Word, back into the company's templates."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.text import Text

from closedcircuit.documents.desk import sit_down
from closedcircuit.documents.word_import import Import, imported
from closedcircuit.documents.word_read import MAX_FILE
from closedcircuit.files import json_text, read_bytes, write_text
from closedcircuit.terminal import console, text

SUMMARY = "bring wording that was edited in Word back into templates/policy/"
_VERBS = {"ins": "inserted", "del": "deleted"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", metavar="FILE.docx", type=Path, help="a Word file of the policy, edited")
    parser.add_argument("--dry-run", action="store_true", help="only show what would change")


def run(options: argparse.Namespace) -> int:
    """Show what an edited Word file changes, and write it into the company's own templates; or refuse."""
    shown = str(options.file)
    words = sit_down(options.root, options.today).words
    found = imported(read_bytes(options.file, shown, MAX_FILE), shown, words)
    paths = [options.root / "templates" / "policy" / f"{language}.md" for language in found.templates]
    if not options.dry_run:
        for path, content in zip(paths, found.templates.values(), strict=True):
            write_text(path, content)
    if options.format == "json":
        sys.stdout.write(_json(found, paths, options.dry_run))
    else:
        out = console()
        for line in _lines(found, paths, options.dry_run):
            out.print(line)
    return 0


def _json(found: Import, paths: Sequence[Path], dry_run: bool) -> str:
    """What schemas/policy-import.json describes."""
    edits = [asdict(edit) for edit in found.edits]
    files = [path.as_posix() for path in paths]
    return json_text({"version": 1, "language": found.language, "written": not dry_run, "edits": edits, "files": files})


def _lines(found: Import, paths: Sequence[Path], dry_run: bool) -> Iterator[Text]:
    for edit in found.edits:
        yield text((f"{edit.kind}  ", "bold"), f"{{#{edit.id}}}")
        if edit.before:
            yield text("  - ", edit.before)
        if edit.after:
            yield text("  + ", edit.after)
        for revision in edit.revisions:
            yield text(f"    {revision.author or 'somebody'} {_VERBS[revision.kind]}: {revision.text}")
    if not found.edits:
        yield text("Nothing changes.")
    for path in paths:
        yield text(("Would write  " if dry_run else "Wrote  ", "dim"), str(path))
