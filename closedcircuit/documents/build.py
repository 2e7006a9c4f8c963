"""Build the policy: templates and an inventory in, files out. All reading and writing of documents is here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from closedcircuit.documents.facts import Fact
from closedcircuit.documents.gate import obstacles
from closedcircuit.documents.page import page
from closedcircuit.documents.policy import Source, policies
from closedcircuit.documents.statement import statement
from closedcircuit.documents.text import to_json
from closedcircuit.documents.words import LANGUAGES
from closedcircuit.errors import InputError, Position, Problem, Refusal, ToolError
from closedcircuit.files import read_bytes, write_text
from closedcircuit.inventory import Inventory
from closedcircuit.verdict import Verdict

_MAX_TEMPLATE = 1024 * 1024


def build(
    inventory: Inventory, verdicts: Iterable[Verdict], out: Path, *, draft: bool, templates: Sequence[Path]
) -> list[Path]:
    """Write the policy under `out`: `site/` for the homepage, `policy/<language>.json` for programs. Returns the files.

    `templates` are folders, the first that holds a file wins. Raises Refusal where a stated fact is missing or fails,
    unless it is a draft, which says so on every page; InputError for a fault of a template. Nothing is written then.
    """
    sources = {language: _source(f"policy/{language}.md", templates) for language in LANGUAGES}
    texts = policies(statement(inventory), sources)
    facts = {name: fact for text in texts.values() for name, fact in text.facts.items()}
    if not draft:
        _refuse(inventory, verdicts, facts)
    template = _source("page/page.html.j2", templates)
    files = {out / "site" / "style.css": _source("page/style.css", templates).text}
    for language, text in texts.items():
        files[out / "site" / language / "index.html"] = page(text, template, LANGUAGES, draft)
        data = json.dumps(to_json(text, draft), ensure_ascii=False, indent=2)
        files[out / "policy" / f"{language}.json"] = data + "\n"
    for path, content in files.items():
        write_text(path, content)
    return list(files)


def _refuse(inventory: Inventory, verdicts: Iterable[Verdict], facts: dict[str, Fact]) -> None:
    reasons = [str(obstacle) for obstacle in obstacles(verdicts, facts)]
    for fact in facts.values():
        if fact.value is None:
            site, pointer = fact.stands_on[0]
            reasons.append(f"{inventory.position(pointer, site)}: {pointer} is missing, which it states as {fact.id}")
    if reasons:
        raise Refusal(
            "the policy is not built, since it would state what does not hold:\n"
            + "\n".join(f"  {reason}" for reason in reasons)
            + "\nput it right, or build a draft with --draft"
        )


def _source(name: str, templates: Sequence[Path]) -> Source:
    for folder in templates:
        path = folder / name
        if path.exists():
            shown = path.as_posix()
            try:
                return Source(shown, read_bytes(path, shown, _MAX_TEMPLATE).decode("utf-8").replace("\r\n", "\n"))
            except UnicodeDecodeError as error:
                raise InputError([Problem(Position(shown), "not UTF-8", "save the file as UTF-8")]) from error
    raise ToolError(f"no template {name} in {', '.join(str(folder) for folder in templates) or 'any folder'}")
