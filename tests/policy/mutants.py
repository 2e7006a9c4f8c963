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
    if not mutant.file:
        return sources
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


def _definitions(source: str) -> dict[str, str]:
    """What a module defines, by name: the text of all its heads and bodies, without comments."""
    found: dict[str, str] = {}
    for block in re.split(r"\n(?=[a-z_])", re.sub(r"^(?:#.*|package .*|import .*)$", "", source, flags=re.M)):
        if name := re.match(r"\n*(?:default )?([a-z_]+)", block):
            found[name[1]] = found.get(name[1], "") + block
    return found


def _rules() -> Iterator[tuple[Path, str, Path]]:
    """Every rule: its file, its source, its test."""
    for path in policies():
        if path.parent.parent.name == "rules":
            yield path, path.read_text("utf-8"), path.with_name(f"{path.stem}_test.rego")


def _assert_sound(base: dict[str, str]) -> None:
    """Every test holds by itself as long as nothing is changed; else every mutant would seem to be noticed."""
    unchanged = Mutant("", 0, "", "", "")
    for path, source, test in _rules():
        assert survives(unchanged, base | {str(path): source}, [test]), f"{test}: fails as it is"
    for test in POLICIES.glob("lib/*_test.rego"):
        assert survives(unchanged, base, [test]), f"{test}: fails as it is"


def _dependents(mutant: Mutant) -> list[tuple[dict[str, str], Path]]:
    """The tests that may notice a mutant of the library, each with the rule that it tests.

    They are the tests of what names the changed definition, or names what is made of it.
    """
    library: dict[str, str] = {}
    for path in POLICIES.glob("lib/*.rego"):
        for name, text in _definitions(path.read_text("utf-8")).items():
            library[name] = library.get(name, "") + text
    above = [*mutant.source.splitlines()[: mutant.line - 1], mutant.before]
    changed = next(iter(_definitions(next(line for line in reversed(above) if re.match(r"[a-z_]", line)))))
    touched, grown = set[str](), {changed}
    while touched != grown:
        touched = grown
        words = re.compile(rf"\b(?:{'|'.join(sorted(touched))})\b")
        grown = touched | {name for name, text in library.items() if words.search(text)}
    named = re.compile(rf"\blib\.(?:{'|'.join(sorted(touched))})\b")
    found: list[tuple[dict[str, str], Path]] = [({}, path) for path in sorted(POLICIES.glob("lib/*_test.rego"))]
    found += [({str(path): source}, test) for path, source, test in _rules() if named.search(source)]
    return found


def hunt(paths: list[Path]) -> tuple[int, list[Mutant]]:
    """How many mutants of these policies there are, and those that survive."""
    sources = modules((POLICIES,))
    # What a rule leans on is evaluated with it; other rules are not, and only cost time.
    base = {name: source for name, source in sources.items() if "/rules/" not in name}
    _assert_sound(base)
    count, survivors = 0, []
    for path in paths:
        own = path.with_name(path.stem + "_test.rego")
        needed = sources if path.parent == POLICIES else base
        for mutant in mutants(path):
            count += 1
            runs = _dependents(mutant) if path.parent.name == "lib" else [({}, own)]
            if all(survives(mutant, needed | rule, [test]) for rule, test in runs):
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
