"""How the services of PAM answer: their stacks of modules, walked as Linux-PAM walks them. Pure.

A stack is read from the files of /etc/pam.d as they are, whoever wrote them, so that a line that lets somebody pass by
a lock is found wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

Files = Mapping[str, Sequence[str]]
"""The lines of each file of /etc/pam.d, without comments."""
SUCCESS, FAILURE, IGNORE = "success", "auth_err", "ignore"
"""What a module returns, as far as it matters here."""
Answer = Callable[["Rule"], str]

_WORDS = {
    "required": {"success": "ok", "new_authtok_reqd": "ok", "ignore": "ignore", "default": "bad"},
    "requisite": {"success": "ok", "new_authtok_reqd": "ok", "ignore": "ignore", "default": "die"},
    "sufficient": {"success": "done", "new_authtok_reqd": "done", "default": "ignore"},
    "optional": {"success": "ok", "new_authtok_reqd": "ok", "default": "ignore"},
}
_QUIET = {
    "pam_deny": FAILURE,
    "pam_rootok": FAILURE,
    **dict.fromkeys(("pam_permit", "pam_env", "pam_faildelay", "pam_group", "pam_nologin", "pam_shells"), SUCCESS),
}
"""What modules answer that know nobody's password, for somebody who is not root."""
_LINE = re.compile(r"-?(auth|account|password|session)\s+(\[[^\]]*\]|\S+)\s+(\S+)\s*(.*)", re.IGNORECASE)
_NO_SERVICE = re.compile(r"common-.*|.*\.(dpkg|ucf)-.*|.*(~|\.pam-new|\.bak|\.old)")
_DEPTH = 16
"""How deep includes may go (PAM_SUBSTACK_MAX_LEVEL)."""


@dataclass(frozen=True)
class Rule:
    """A line of a stack: what each return value does, the module by its bare name, its arguments.

    A substack is a rule without a module, which ends for itself.
    """

    control: Mapping[str, str]
    module: str
    arguments: tuple[str, ...] = ()
    below: tuple[Rule, ...] = ()


def files(lines: Iterable[str]) -> dict[str, list[str]]:
    """The lines of each file of PAM, without comments; a line that ends in a backslash goes on in the next."""
    found: dict[str, list[str]] = {}
    open_line = False
    for line in lines:
        name, _, text = line.partition(":")
        text = text.partition("#")[0].strip()
        into = found.setdefault(name, [])
        if open_line and into:
            into[-1] = f"{into[-1]} {text}".strip()
        elif text:
            into.append(text)
        open_line = bool(text) and text.endswith("\\")
        if open_line:
            into[-1] = into[-1].removesuffix("\\").rstrip()
    return found


def services(files: Files) -> list[str]:
    """The services that have a file of their own; not what they include, nor what a package or an editor left."""
    return sorted(name for name in files if not _NO_SERVICE.fullmatch(name))


def stack(files: Files, service: str, kind: str) -> tuple[Rule, ...]:
    """The modules that a service asks, in their order; `kind` is auth, account, password or session.

    Raises ValueError for what is not understood, and for a file that lacks.
    """
    return tuple(_rules(files, service, kind, 0))


def _rules(files: Files, name: str, kind: str, depth: int) -> Iterator[Rule]:
    if name not in files or depth > _DEPTH:
        raise ValueError(f"/etc/pam.d/{name} cannot be read")
    for line in files[name]:
        if line.startswith("@include"):
            yield from _rules(files, line.split()[1], kind, depth + 1)
            continue
        parts = _LINE.fullmatch(line.strip())
        if parts is None:
            raise ValueError(f"/etc/pam.d/{name}: {line}")
        if parts[1].lower() != kind:
            continue
        if parts[2] == "include":
            yield from _rules(files, parts[3], kind, depth + 1)
        elif parts[2] == "substack":
            yield Rule(MappingProxyType({}), "", below=tuple(_rules(files, parts[3], kind, depth + 1)))
        else:
            module = PurePosixPath(parts[3]).name.removesuffix(".so")
            yield Rule(_control(parts[2]), module, tuple(parts[4].split()))


def _control(word: str) -> Mapping[str, str]:
    if not word.startswith("["):
        if word.lower() not in _WORDS:
            raise ValueError(f"{word} is no control of a module")
        return _WORDS[word.lower()]
    return dict(part.lower().split("=", 1) for part in word.strip("[]").split())


@dataclass(frozen=True)
class Walk:
    """A walk through a stack: whether it let pass, and which modules it asked."""

    passed: bool
    asked: tuple[Rule, ...]

    def of(self, module: str) -> list[Rule]:
        """The rules of a module that were reached."""
        return [rule for rule in self.asked if rule.module == module]


def walk(rules: Sequence[Rule], stranger: str, **answers: str | Callable[[Rule], str]) -> Walk:
    """A walk on which modules answer as named, those that know no password as ever, and others as a `stranger`."""
    asked = []

    def answer(rule: Rule) -> str:
        asked.append(rule)
        said = answers.get(rule.module, _QUIET.get(rule.module, stranger))
        return said if isinstance(said, str) else said(rule)

    return Walk(_steps(rules, answer, None)[0] is True, tuple(asked))


def _steps(rules: Sequence[Rule], answer: Answer, standing: bool | None) -> tuple[bool | None, bool]:
    """Whether it passes so far (None while nobody has said), and whether the walk ended before its last rule."""
    position = 0
    while position < len(rules):
        rule = rules[position]
        position += 1
        if not rule.module:
            standing, _ = _steps(rule.below, answer, standing)
            continue
        said = answer(rule)
        action = rule.control.get(said, rule.control.get("default", "bad"))
        if action.isdecimal():
            position += int(action)
        elif action in ("bad", "die"):
            standing = False
        elif action in ("ok", "done") and said != IGNORE and standing is not False:
            standing = said == SUCCESS
        elif action == "reset":
            standing = None
        if action == "die" or (action == "done" and standing):
            return standing, True
    return (standing if position == len(rules) else False), False
