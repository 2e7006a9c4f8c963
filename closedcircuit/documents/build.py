"""Build the homepage: published versions, or the inventory's own wording where none is published, in; files out."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from closedcircuit.documents.edition import edition
from closedcircuit.documents.facts import Fact
from closedcircuit.documents.gate import obstacles
from closedcircuit.documents.homepage import shown, tree, unpublished
from closedcircuit.documents.published import History
from closedcircuit.documents.text import PolicyText
from closedcircuit.documents.words import Language
from closedcircuit.errors import Refusal
from closedcircuit.files import write_bytes
from closedcircuit.inventory import Inventory
from closedcircuit.model import Policy
from closedcircuit.verdict import Verdict


def composed(
    inventory: Inventory,
    texts: Mapping[Language, PolicyText],
    verdicts: Iterable[Verdict],
    *,
    draft: bool,
    templates: Sequence[Path],
) -> dict[str, bytes]:
    """The files of the version that the inventory would give, by their paths.

    Raises Refusal where a stated fact is missing or fails, unless it is a draft, which says so on every page;
    InputError for a fault of a template.
    """
    facts = {name: fact for text in texts.values() for name, fact in text.facts.items()}
    if not draft:
        refuse(inventory, verdicts, facts)
    return edition(texts, inventory.policy.effective, templates, draft)


def with_first(
    history: History, policy: Policy, make: Callable[[], Mapping[str, bytes]], day: datetime.date
) -> History:
    """The published versions; before anything is public, what they will be with the files of `make` as the first."""
    return history if shown(history, day) else unpublished(policy.version, policy.effective, make())


def coming(
    inventory: Inventory, history: History, files: Mapping[str, bytes], day: datetime.date, templates: Sequence[Path]
) -> dict[str, bytes]:
    """The homepage as it would be with `files` as its latest version, in force. Raises as `tree`."""
    effective = inventory.policy.effective
    before = [version for version in history.standing if version.effective < effective]
    latest = unpublished(inventory.policy.version, effective, files).versions
    return tree(History((*before, *latest)), inventory.organization, max(day, effective), templates)


def write_tree(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Make a folder hold these files and no others: what stays is never half-written. Returns the files."""
    wanted = {folder / path: content for path, content in files.items()}
    for path, content in wanted.items():
        if not path.is_file() or path.read_bytes() != content:
            write_bytes(path, content)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                shutil.rmtree(path)
        elif path not in wanted:
            path.unlink()
    return list(wanted)


def refuse(inventory: Inventory, verdicts: Iterable[Verdict], facts: Mapping[str, Fact]) -> None:
    """Raise Refusal where one of the facts is missing or fails."""
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
