"""Stacks of PAM walked as Linux-PAM walks them: the words and numbers of pam.conf(5)."""

from __future__ import annotations

import pytest

from closedcircuit.fleet import pam
from closedcircuit.fleet.pam import FAILURE, SUCCESS


def _passes(*lines: str, **answers: str) -> bool:
    rules = pam.stack({"service": lines}, "service", "auth")
    return pam.walk(rules, FAILURE, **answers).passed


CASES: dict[str, tuple[tuple[str, ...], bool]] = {
    "required": (("auth required yes.so",), True),
    "required, and it fails": (("auth required no.so", "auth required yes.so"), False),
    "sufficient ends": (("auth sufficient yes.so", "auth required no.so"), True),
    "sufficient after a failure is too late": (("auth required no.so", "auth sufficient yes.so"), False),
    "sufficient that fails is nothing": (("auth sufficient no.so", "auth required yes.so"), True),
    "optional alone counts": (("auth optional yes.so",), True),
    "nobody said anything": (("auth sufficient no.so",), False),
    "a jump by itself says nothing": (("auth [success=1 default=ignore] yes.so", "auth required no.so"), False),
    "a jump over a refusal": (
        ("auth [success=1 default=ignore] yes.so", "auth requisite no.so", "auth required yes.so"),
        True,
    ),
    "a jump past the end": (("auth required yes.so", "auth [success=5 default=ignore] yes.so"), False),
    "a value without an action": (("auth [success=ok] no.so", "auth sufficient yes.so"), False),
    "reset forgets": (("auth required no.so", "auth [default=reset] yes.so", "auth required yes.so"), True),
    "another kind": (("session required no.so", "-auth required yes.so"), True),
    "a path and arguments": (("AUTH\tREQUIRED\t/usr/lib/security/yes.so nodelay deny=3",), True),
    "no stack at all": ((), False),
}


@pytest.mark.parametrize("case", CASES)
def test_a_stack_passes_as_libpam_would_let_it(case: str) -> None:
    lines, expected = CASES[case]
    assert _passes(*lines, yes=SUCCESS, no=FAILURE) == expected


def test_an_include_is_part_of_the_stack_and_a_substack_ends_for_itself() -> None:
    shared = ("auth sufficient yes.so",)
    for word, expected in (("@include shared", True), ("auth include shared", True), ("auth substack shared", False)):
        files = {"service": (word, "auth required no.so"), "shared": shared}
        walk = pam.walk(pam.stack(files, "service", "auth"), FAILURE, yes=SUCCESS)
        assert walk.passed == expected, word
        assert bool(walk.of("no")) != expected


def test_lines_are_read_as_they_are_written() -> None:
    said = [
        "login:# a comment",
        "login:auth required \\",
        "login:   pam_unix.so nullok # [1]",
        "login:",
        "su:@include common-auth",
        "common-auth:auth required pam_deny.so",
        "common-auth.pam-old:auth required pam_permit.so",
        "sshd.dpkg-dist:auth required pam_permit.so",
    ]
    files = pam.files(said)
    assert files["login"] == ["auth required pam_unix.so nullok"]
    assert pam.services(files) == ["login", "su"]
    (rule,) = pam.stack(files, "login", "auth")
    assert (rule.module, rule.arguments) == ("pam_unix", ("nullok",))


@pytest.mark.parametrize("line", ["auth perhaps pam_unix.so", "auth", "audit required pam_unix.so", "@include gone"])
def test_what_is_not_understood_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match=r"pam\.d|control"):
        pam.stack({"service": [line]}, "service", "auth")


def test_files_that_include_each_other_come_to_an_end() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        pam.stack({"one": ["@include two"], "two": ["@include one"]}, "one", "auth")
