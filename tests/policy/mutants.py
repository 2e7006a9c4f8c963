"""Mutants of rules: each comparison flipped, each condition dropped, each `not` taken away, one at a time.

A mutant that compiles and that no test notices is a survivor: either a test lacks, or the code does nothing. Run it as
`make mutants`; what survives for a reason stands in survivors.yaml with that reason.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import regorus

from closedcircuit import yamlfile
from closedcircuit.engine import modules
from tests.conftest import REPOSITORY

POLICIES = REPOSITORY / "policies"
SURVIVORS = Path(__file__).parent / "survivors.yaml"
_FLIPS = {"==": "!=", "!=": "==", "<=": "<", ">=": ">", "<": "<=", ">": ">="}
_COMPARISON = re.compile(r"(?<= )(==|!=|<=|>=|<|>)(?= )")
_PACKAGE = re.compile(r"^package ([\w.]+)$", re.M)
_TEST = re.compile(r"^(test_\w+)\b", re.M)


@dataclass(frozen=True)
class Mutant:
    """A changed line of a file: what was there, what is there now, and the whole changed source."""

    file: str
    line: int
    before: str
    after: str
    source: str

    @property
    def name(self) -> str:
        """Stable while the line stays: file, old line, new line. Line numbers move."""
        return f"{self.file}: {self.before.strip()} => {self.after.strip() or '(dropped)'}"


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a Rego file that `opa fmt` has formatted."""
    lines = path.read_text("utf-8").splitlines()
    name = path.relative_to(POLICIES).as_posix()
    for number, line in enumerate(lines):
        code = line.split("#", 1)[0]
        if not code.strip() or code.startswith(("package", "import", "control :=")):
            continue
        for after in dict.fromkeys(_changes(line)):
            source = "\n".join([*lines[:number], after, *lines[number + 1 :]]) + "\n"
            yield Mutant(name, number + 1, line, after, source)


def _changes(line: str) -> Iterator[str]:
    for found in _COMPARISON.finditer(line):
        yield line[: found.start()] + _FLIPS[found.group()] + line[found.end() :]
    for found in re.finditer(r"\bnot (?!in\b)", line):
        if line[: found.start()].count('"') % 2 or line.lstrip().startswith('"'):
            continue  # the word, in a text
        yield line[: found.start()] + line[found.end() :]
    if (
        line.startswith("\t")
        and not line.strip().startswith(("some ", "every ", "}", "]", ")", '"'))
        and not line.rstrip().endswith(("{", "[", "(", ","))
    ):
        yield ""
    if found := re.match(r"^(\S.*?) if (?!\{)(?!some )(.*[^{])$", line):
        yield f"{found[1]} if true"
    for found in re.finditer(r"; [^;}\]]+(?=[;}\]])", line):
        yield line[: found.start()] + line[found.end() :]


def _tests(paths: list[Path]) -> list[tuple[str, str]]:
    found = []
    for path in paths:
        source = path.read_text("utf-8")
        match = _PACKAGE.search(source)
        assert match
        found += [(match[1], test) for test in dict.fromkeys(_TEST.findall(source))]
    return found


def _with(mutant: Mutant, sources: dict[str, str]) -> dict[str, str]:
    """The policies with the mutant in place of what it changes; the library is one joined module."""
    if not mutant.file.startswith("lib/"):
        return sources | {f"policies/{mutant.file}": mutant.source}
    original = (POLICIES / mutant.file).read_text("utf-8").split("package lib\n", 1)[1]
    changed = mutant.source.split("package lib\n", 1)[1]
    assert original in sources["policies/lib"]
    return sources | {"policies/lib": sources["policies/lib"].replace(original, changed)}


def survives(mutant: Mutant, sources: dict[str, str], tests: list[Path]) -> bool:
    """Whether the mutant compiles and every test still holds."""
    engine = regorus.Engine()
    try:
        for name, source in _with(mutant, sources).items():
            engine.add_policy(name, source)
        for path in tests:
            engine.add_policy(str(path), path.read_text("utf-8"))
        for package, test in _tests(tests):
            engine.set_input_json("{}")
            reply = json.loads(engine.eval_query_as_json(f"data.{package}.{test}"))
            if not reply.get("result") or reply["result"][0]["expressions"][0]["value"] is not True:
                return False
    except RuntimeError:
        return False  # it does not compile, or errs
    return True


def policies() -> list[Path]:
    """The library, the entry point and the rules, without their tests."""
    return sorted(path for path in POLICIES.rglob("*.rego") if not path.name.endswith("_test.rego"))


def hunt(paths: list[Path]) -> tuple[int, list[Mutant]]:
    """How many mutants of these policies there are, and those that survive."""
    sources = modules((POLICIES,))
    of_rules = sorted([*POLICIES.glob("rules/*/*_test.rego"), *POLICIES.glob("lib/*_test.rego")])
    count, survivors = 0, []
    for path in paths:
        needed, tests = sources, of_rules
        if path.parent.parent.name == "rules":
            # What a rule leans on is evaluated with it; other rules are not, and only cost time.
            needed = {name: source for name, source in sources.items() if "/rules/" not in name}
            tests = [path.with_name(path.stem + "_test.rego")]
        elif path.parent == POLICIES:
            tests = [path.with_name(path.stem + "_test.rego")]
        whole = path.read_text("utf-8")
        unchanged = Mutant(path.relative_to(POLICIES).as_posix(), 0, "", "", whole)
        assert survives(unchanged, needed, tests), f"{path}: its tests fail as it is"
        for mutant in mutants(path):
            count += 1
            if survives(mutant, needed, tests):
                survivors.append(mutant)
    return count, survivors


def excused() -> dict[str, str]:
    """Survivors that are allowed, by name, with the reason."""
    data: dict[str, str] = yamlfile.load(SURVIVORS, SURVIVORS.name).data
    return data


def main() -> int:
    """Hunt in all policies, or in those named; 1 where a survivor has no reason."""
    paths = [Path(name).resolve() for name in sys.argv[1:]] or policies()
    count, survivors = hunt(paths)
    reasons = excused()
    unexplained = [mutant for mutant in survivors if mutant.name not in reasons]
    for mutant in unexplained:
        sys.stdout.write(f"survivor  policies/{mutant.file}:{mutant.line}\n  - {mutant.before}\n  + {mutant.after}\n")
    killed = count - len(survivors)
    sys.stdout.write(f"{count} mutants of {len(paths)} files: {killed} killed, {len(survivors)} survive,")
    sys.stdout.write(f" {len(survivors) - len(unexplained)} of them with a reason\n")
    return int(bool(unexplained))


if __name__ == "__main__":
    sys.exit(main())
