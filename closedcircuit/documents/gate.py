"""Which verdicts stand in the way of a document: a document is only made of facts that pass. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from closedcircuit.documents.facts import Fact, Pointer
from closedcircuit.verdict import Verdict
from closedcircuit.yamlfile import join_pointer, split_pointer

_COMMON = ("organization", "policy")
"""What a rule sees the same at every site."""


@dataclass(frozen=True)
class Obstacle:
    """A verdict, and the ids of the stated facts that it lies on (none for an ERROR or a fault of the wording)."""

    verdict: Verdict
    facts: tuple[str, ...]

    def __str__(self) -> str:
        verdict = self.verdict
        where = f"{verdict.position}: " if verdict.position else ""
        about = f", which it states as {_some(self.facts)}" if self.facts else ""
        path = f" at {verdict.path}" if verdict.path else ""
        return f"{where}{verdict.status} of {verdict.control.id} on {verdict.subject}{path}{about}"


def obstacles(verdicts: Iterable[Verdict], facts: Mapping[str, Fact]) -> list[Obstacle]:
    """What bars a document: every ERROR, every FAIL of the wording that stops a build, and every FAIL about the
    inventory at, under or above a place that one of the facts stands on.

    What a host or a page reported is no fact of the inventory: it differs from what is stated, and does not make it so.
    """
    at: dict[Pointer, list[str]] = {}
    below: dict[Pointer, list[str]] = {}
    for fact in facts.values():
        for site, pointer in fact.stands_on:
            at.setdefault((site, pointer), []).append(fact.id)
            for ancestor in _ancestors(pointer):
                below.setdefault((site, ancestor), []).append(fact.id)
    found = []
    for verdict in verdicts:
        of_text = verdict.source == "declared" and (verdict.path or "").startswith("/text/")
        if verdict.status == "ERROR" or (of_text and verdict.status == "FAIL" and verdict.control.gate == "deny"):
            found.append(Obstacle(verdict, ()))
        elif verdict.status == "FAIL" and verdict.source == "declared" and verdict.path is not None:
            site, pointer = place(verdict.subject, verdict.path)
            touched = [*below.get((site, pointer), ()), *at.get((site, pointer), ())]
            touched += [name for ancestor in _ancestors(pointer) for name in at.get((site, ancestor), ())]
            if touched:
                found.append(Obstacle(verdict, tuple(dict.fromkeys(touched))))
    return found


def place(subject: str, path: str) -> Pointer:
    """A verdict's place as facts name theirs.

    The site is that of the subject (`site/<id>`, `<kind>/<site>/<id>`), or that of the path for a rule across sites
    (`/sites/<id>/<document>/...`). The organization's own documents belong to no site.
    """
    tokens = split_pointer(path)
    if len(tokens) > 1 and tokens[0] == "sites":
        return tokens[1], join_pointer(tokens[2:])
    if not tokens or tokens[0] in _COMMON:
        return None, path
    return [*subject.split("/"), ""][1], path


def _ancestors(pointer: str) -> Iterator[str]:
    while pointer:
        pointer = pointer.rpartition("/")[0]
        yield pointer


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
