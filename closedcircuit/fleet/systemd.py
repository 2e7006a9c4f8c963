"""Units of systemd from Jinja, in which every value is one quoted word."""

from __future__ import annotations

import re
from typing import Any

import jinja2

from closedcircuit.errors import ToolError
from closedcircuit.rendering import template

_PLAIN = re.compile(r"[A-Za-z0-9_/.,:=@+-]+")


def render(name: str, **values: Any) -> str:
    """The unit that `templates/systemd/<name>.j2` makes of values: texts and lists of texts.

    Raises ToolError for a value that no quoting carries through systemd, and for one that lacks.
    """
    try:
        return template(f"systemd/{name}.j2", finalize=word).render(values)
    except jinja2.UndefinedError as error:
        raise ToolError(f"unit {name}: {error}") from error


def word(value: object) -> str:
    """A value as one word of a unit file: systemd expands `%` and `$`, and takes quotes and backslashes for its own.

    Raises ToolError for what is no text, is empty, or does not fit on one line.
    """
    if isinstance(value, jinja2.Undefined):
        str(value)  # says which
    if not isinstance(value, str) or not value or not value.isprintable():
        raise ToolError(f"{value!r} cannot stand in a unit; a text of one line is expected")
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'
