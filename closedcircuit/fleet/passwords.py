"""What a host's services make of passwords: after how many failures they lock, how short a new one may be. Pure.

Each answer is found by walking the stacks of all services, as if a password were wrong, right, or too short. What is
not understood is a ValueError, and so is an answer that hangs on a module that is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from closedcircuit.fleet import pam
from closedcircuit.fleet.pam import FAILURE, IGNORE, SUCCESS, Files, Rule

Options = Mapping[str, Mapping[str, str]]
"""Words of the configuration of `faillock` and `pwquality`."""

_HASHING = {"yescrypt", "gost_yescrypt", "blowfish", "sha512", "sha256"}
_BRIEF = 60
"""Seconds: who is locked out for less, or whose failures are forgotten sooner, can guess on."""
_DOORS = ("login", "sshd", "su", "su-l", "sudo", "sudo-i")
"""Services by which people come in; where one of these lets pass without a password, no lock helps."""


def options(lines: Iterable[str]) -> Options:
    """Of `faillock` and `pwquality` what their files say, a later file over an earlier one; a bare word says ""."""
    found: dict[str, dict[str, str]] = {"faillock": {}, "pwquality": {}}
    for line in lines:
        path, _, text = line.partition(":")
        key, _, value = text.partition("#")[0].partition("=")
        if key.strip():
            found["faillock" if "faillock" in path else "pwquality"][key.strip()] = value.strip()
    return found


def failures(files: Files, options: Options, root_has_password: bool) -> int:
    """Failures after which every service that takes a password refuses the right one; 0 where one never does.

    Raises ValueError where that hangs on a module that is not known.
    """
    found = []
    for service in pam.services(files):
        rules = pam.stack(files, service, "auth")
        said = {_of_service(service, rules, stranger, options, root_has_password) for stranger in (SUCCESS, FAILURE)}
        if len(said) > 1:
            raise ValueError(f"/etc/pam.d/{service} hangs on a module that is not known")
        found += [number for number in said if number is not None]
    if not found:
        raise ValueError("no service takes a password")
    return 0 if 0 in found else max(found)


def _of_service(
    service: str, rules: Sequence[Rule], stranger: str, options: Options, root_has_password: bool
) -> int | None:
    """As `failures`, of one service; None where it takes no password."""
    wrong = pam.walk(rules, stranger, pam_unix=FAILURE, pam_faillock=lambda rule: _faillock(rule, SUCCESS))
    if not wrong.of("pam_unix"):
        return 0 if wrong.passed and service in _DOORS else None
    locked = pam.walk(rules, stranger, pam_unix=SUCCESS, pam_faillock=lambda rule: _faillock(rule, FAILURE))
    counted = any("authfail" in rule.arguments for rule in wrong.of("pam_faillock"))
    if wrong.passed or locked.passed or not counted:
        return 0
    said, numbers = options["faillock"], []
    for rule in [*wrong.of("pam_faillock"), *locked.of("pam_faillock")]:
        words = {**said, **_words(rule)}
        if "conf" in words:
            raise ValueError("pam_faillock has a configuration of its own")
        numbers.append(int(words.get("deny", 3)))
        spared = root_has_password or "admin_group" in words
        brief = any(
            0 < int(words.get(key, "0").replace("never", "0")) < _BRIEF for key in ("unlock_time", "fail_interval")
        )
        if brief or (spared and "even_deny_root" not in words):
            return 0
    return 0 if 0 in numbers else max(numbers)


def _words(rule: Rule) -> dict[str, str]:
    """A rule's arguments as words of a configuration, over which they go."""
    return dict(word.partition("=")[::2] for word in rule.arguments)


def _faillock(rule: Rule, otherwise: str) -> str:
    """Whoever counts a failure has nothing else to say."""
    return IGNORE if "authfail" in rule.arguments else otherwise


def shortest(files: Files, options: Options) -> int:
    """Characters of the shortest password that any service takes, from root as well; 0 where one takes any."""
    found = []
    for service in pam.services(files):
        rules = pam.stack(files, service, "password")
        if not pam.walk(rules, SUCCESS).of("pam_unix"):
            continue
        short = pam.walk(rules, SUCCESS, pam_pwquality=FAILURE)
        if short.of("pam_unix"):
            return 0
        for rule in short.of("pam_pwquality"):
            said = {**options["pwquality"], **_words(rule)}
            if "enforce_for_root" not in said or "local_users_only" in said or said.get("enforcing") == "0":
                return 0
            extra = sum(max(0, int(said.get(f"{kind}credit", 0))) for kind in "dulo")
            found.append(max(6, int(said.get("minlen", 8))) - extra)  # libpwquality takes no less than 6
    if not found:
        raise ValueError("no service sets passwords")
    return max(0, min(found))


def hashes(files: Files) -> bool:
    """Whether every service that sets a password hashes it so that it is not found again."""
    rules = [rule for service in pam.services(files) for rule in pam.stack(files, service, "password")]
    return all(_HASHING & set(rule.arguments) for rule in rules if rule.module == "pam_unix")
