"""The controls as a coverage matrix, for people, programs and documentation."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from rich.text import Text

from closedcircuit.controls import Catalogue, Control, Parameter
from closedcircuit.examples import Example, Examples
from closedcircuit.files import json_text
from closedcircuit.report.text_report import FORCE
from closedcircuit.schema import show
from closedcircuit.terminal import text

DECIDED = ("automated", "part", "manual", "not_applicable")
DECIDED_BY = {
    "automated": "by a rule",
    "part": "some of it by a rule, the rest by an attestation",
    "manual": "by an attestation",
    "not_applicable": "not asked of this kind of operator",
}
CONFIDENCE = {
    "high": "read in a copy of the source",
    "medium-high": "read in a copy of the source, with a small inference",
    "medium": "from secondary pages: compare with the source before relying on it",
    "low": "weak: ask counsel before relying on it",
    "design": "a design choice, nothing to verify",
}


def rule_of(control: Control) -> str | None:
    """The file of the rule that decides a control, wholly or in part; None where none does."""
    if control.decided_by not in ("automated", "part"):
        return None
    name = "_".join(control.id.split("-")[1:]).lower()
    return f"policies/rules/{control.family.lower()}/{name}.rego"


def matrix(catalogue: Catalogue) -> dict[str, Counter[str]]:
    """How many controls of each family are decided in which way."""
    families: dict[str, Counter[str]] = {}
    for control in catalogue.controls.values():
        families.setdefault(control.family, Counter())[control.decided_by] += 1
    return dict(sorted(families.items()))


def render_text(catalogue: Catalogue) -> Iterator[Text]:
    """The matrix as lines."""
    yield text(
        (f"{'family':<8}" + "".join(f"{kind.replace('_', ' '):>16}" for kind in DECIDED) + f"{'all':>6}", "bold")
    )
    for family, counts in [*matrix(catalogue).items(), ("all", _total(catalogue))]:
        row = f"{family:<8}" + "".join(f"{counts[kind] or '':>16}" for kind in DECIDED) + f"{counts.total():>6}"
        yield text((row, "bold" if family == "all" else ""))


def render_json(catalogue: Catalogue) -> str:
    """The matrix as JSON: the four numbers add up to the total, and every control stands with how it is decided."""
    total = _total(catalogue)
    data: dict[str, Any] = {"total": total.total()} | {kind: total[kind] for kind in DECIDED}
    data["controls"] = [
        {
            "id": control.id,
            "decided_by": control.decided_by,
            "force": control.force,
            "evidence": list(control.evidence),
            "rule": rule_of(control),
        }
        for control in catalogue.controls.values()
    ]
    return json_text(data)


def _total(catalogue: Catalogue) -> Counter[str]:
    return Counter(control.decided_by for control in catalogue.controls.values())


def render_markdown(examples: Mapping[str, Examples], catalogue: Catalogue) -> str:
    """The documentation of all controls: the matrix, then a section each."""
    return "\n".join(_markdown(catalogue, examples)).rstrip("\n") + "\n"


def _markdown(catalogue: Catalogue, examples: Mapping[str, Examples]) -> Iterator[str]:
    yield "# Controls\n"
    yield (
        "What must hold, why, by what law and with what force, and how to mend it. Made by"
        " `closedcircuit controls --format markdown`; a test fails when it differs. Versions of the law are those in"
        " force on the day of the example inventory.\n"
    )
    yield "| Family | " + " | ".join(kind.replace("_", " ") for kind in DECIDED) + " | all |"
    yield "|---|" + "---:|" * (len(DECIDED) + 1)
    for family, counts in [*matrix(catalogue).items(), ("all", _total(catalogue))]:
        yield f"| {family} | " + " | ".join(str(counts[kind] or "") for kind in DECIDED) + f" | {counts.total()} |"
    family = ""
    for control in sorted(catalogue.controls.values(), key=lambda control: control.id):
        if control.family != family:
            family = control.family
            yield f"\n## {family}"
        yield from _section(control, catalogue.parameters, examples.get(control.id.split("-", 1)[1]))


def _section(control: Control, parameters: Mapping[str, Parameter], examples: Examples | None) -> Iterator[str]:
    yield f"\n### {control.id}\n"
    yield f"{control.statement.en}\n\n{control.statement.ko}\n"
    yield f"**Why.** {control.rationale.en}\n\n{control.rationale.ko}\n"
    yield f"- Law: {control.citation}"
    yield f"- Force: {control.force}, {FORCE[control.force]}; {CONFIDENCE[control.confidence]}"
    yield f"- About each {control.subject}, scope {control.scope}; gate {control.gate}"
    yield f"- Decided {DECIDED_BY[control.decided_by]}; evidence: {', '.join(control.evidence)}"
    for name in control.parameters:
        yield f"- Reads `{name}`: {show(parameters[name])}"
    if control.attestation:
        facts = ", ".join(f"`{fact}`" for fact in control.attestation.facts)
        yield f"- An attestation witnesses {facts} and counts for {parameters[control.attestation.period]} days"
    if control.not_applicable:
        yield f"- Not asked: {control.not_applicable.en} ({control.not_applicable.ko})"
    if control.counsel:
        yield f"- **For counsel:** {control.counsel.en} ({control.counsel.ko})"
    yield f"\n**To mend it.** {control.remediation.en}\n\n{control.remediation.ko}"
    if examples:
        for word, cases in (("Good", examples.good), ("Bad", examples.bad)):
            for case in cases:
                yield from _example(word, case)


def _example(word: str, case: Example) -> Iterator[str]:
    yield f"\n{word}: {case.about}.\n".replace("..", ".")
    yield "```json"
    yield json.dumps(case.given, ensure_ascii=False, indent=2)
    yield "```"
    if case.finding:
        expected, actual = (show(case.finding[key]) for key in ("expected", "actual"))
        found = "nothing" if case.finding["actual"] is None else actual
        yield f"\nFinding at `{case.finding['path']}`: found {found}, expected {expected}."
