"""Build the policy: its wording and verdicts in, files out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from closedcircuit.documents.facts import Fact
from closedcircuit.documents.gate import obstacles
from closedcircuit.documents.page import page
from closedcircuit.documents.text import PolicyText, to_json
from closedcircuit.documents.wording import source
from closedcircuit.documents.words import LANGUAGES, Language
from closedcircuit.errors import Refusal
from closedcircuit.files import write_text
from closedcircuit.inventory import Inventory
from closedcircuit.verdict import Verdict


def build(
    inventory: Inventory,
    texts: Mapping[Language, PolicyText],
    verdicts: Iterable[Verdict],
    out: Path,
    *,
    draft: bool,
    templates: Sequence[Path],
) -> list[Path]:
    """Write the policy under `out`: `site/` for the homepage, `policy/<language>.json` for programs. Returns the files.

    `templates` are folders, the first that holds a file wins. Raises Refusal where a stated fact is missing or fails,
    unless it is a draft, which says so on every page; InputError for a fault of a template. Nothing is written then.
    """
    facts = {name: fact for text in texts.values() for name, fact in text.facts.items()}
    if not draft:
        _refuse(inventory, verdicts, facts)
    template = source("page/page.html.j2", templates)
    files = {out / "site" / "style.css": source("page/style.css", templates).text}
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
