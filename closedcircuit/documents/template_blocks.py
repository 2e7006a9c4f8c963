"""Where in a policy's template each of its blocks stands, and how a program writes one. Pure.

Only what stands outside of loops, conditions and comments can be written by a program: there, a paragraph of the
policy is a block of the template, and a fact in it is what stands between `{{` and `}}`. All else is locked.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FACT = re.compile(r"\{\{[^{}]*\}\}")
_WIDTH = 120
_LOCK, _SPACE = "\x00", "\x01"
_ID = re.compile(r"(.*?)\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}", re.DOTALL)
_CODE = re.compile(r"<!--.*?-->|\{%[-+]?\s*(\w+).*?%\}", re.DOTALL)
_OPENING = ("for", "if", "macro", "call", "filter", "block", "with", "raw")
_SYNTAX = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|<!--|-->")
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\U000f0000-\U0010ffff]")
_MARKUP = re.compile(r"- |#|\|")
_HEADS = {"title": "# ", "heading": "## ", "item": "- ", "paragraph": "", "caption": ""}


@dataclass(frozen=True)
class TemplateBlock:
    """A title, heading, item, paragraph or caption: its lines from `start` to `end` (from 0, without the end itself).

    `after` is the line at which what follows begins; below a caption that is the end of its table. `text` is without
    markup and id; of a locked block it is not to be written.
    """

    id: str
    kind: str
    start: int
    end: int
    after: int
    text: str
    locked: bool


def blocks(source: str) -> list[TemplateBlock]:
    """The blocks of a template that stand outside of loops and conditions, from top to bottom."""
    masked = _masked(source).split("\n")
    found: list[TemplateBlock] = []
    for start, after in _spans(masked):
        lines = [line.strip() for line in masked[start:after]]
        end = start + next((index for index, line in enumerate(lines) if line.startswith("|")), after - start)
        text = " ".join(lines[: end - start])
        if match := _ID.fullmatch(text):
            kind = "caption" if end < after else _kind(text)
            words = match[1].removeprefix(_HEADS[kind]).strip()
            found.append(TemplateBlock(match[2], kind, start, end, after, words, _LOCK in words))
    return found


def written(kind: str, name: str, text: str) -> list[str]:
    """The lines of a block. A heading is one line; others are broken where a space is, and where it is safe."""
    head = _HEADS[kind]
    whole = f"{head}{text} {{#{name}}}"
    if kind in ("title", "heading"):
        return [whole]
    kept = FACT.sub(lambda match: match[0].replace(" ", _SPACE), whole).replace(f" {{#{name}}}", f"{_SPACE}{{#{name}}}")
    indent = " " * len(head)
    lines = textwrap.wrap(
        kept, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, expand_tabs=False
    )
    lines = [line.replace(_SPACE, " ") for line in lines]
    stripped = [line.strip() for line in lines]
    safe = " ".join(stripped) == whole and not any(_MARKUP.match(line) for line in stripped[1:])
    return lines if safe else [whole]


def unwritable(kind: str, text: str) -> str | None:
    """Why words cannot stand in a template as they are; None: they can."""
    if found := _SYNTAX.search(text):
        return f"holds {found[0]}, which means something in a template"
    if "\n" in text:
        return "holds a line break; make it a paragraph of its own"
    if found := _INVISIBLE.search(text):
        return f"holds an invisible character (U+{ord(found[0]):04X})"
    if kind in ("paragraph", "caption") and _MARKUP.match(text):
        return f"begins with {text[0]!r}, which would make it something else than a paragraph"
    return None


def replaced(source: str, edits: Sequence[tuple[int, int, list[str]]]) -> str:
    """A source with lines from, to (from 0, without the end itself) replaced; equal places keep their order."""
    lines = source.split("\n")
    ordered = sorted(edits, key=lambda edit: edit[:2])
    for start, end, new in ordered[::-1]:
        lines[start:end] = new
    return "\n".join(lines)


def _kind(text: str) -> str:
    return next((kind for kind, head in _HEADS.items() if head and text.startswith(head)), "paragraph")


def _masked(source: str) -> str:
    """The source with comments, statements and everything that a loop or a condition makes locked, line by line."""
    spans: list[tuple[int, int]] = []
    depth, opened = 0, 0
    for match in _CODE.finditer(source):
        word = match[1] or ""
        if word in _OPENING:
            opened = opened if depth else match.start()
            depth += 1
        elif word.startswith("end") and depth:
            depth -= 1
            if not depth:
                spans.append((opened, match.end()))
        elif not depth:
            spans.append(match.span())
    if depth:
        spans.append((opened, len(source)))
    masked = list(source)
    for start, end in spans:
        masked[start:end] = [character if character == "\n" else _LOCK for character in source[start:end]]
    return "".join(masked)


def _spans(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The first line of each block and the one after its last; blocks part as where the policy is read."""
    start: int | None = None
    for index, line in enumerate([*lines, ""]):
        stripped = line.strip()
        starts = stripped.startswith(("- ", "#"))
        if start is not None and (not stripped or starts or lines[start].lstrip().startswith("#")):
            yield start, index
            start = None
        if stripped and start is None:
            start = index
