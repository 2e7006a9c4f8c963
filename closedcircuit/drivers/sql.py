"""SQL for MariaDB from Jinja, in which every value is one literal."""

from __future__ import annotations

import re

import jinja2

from closedcircuit.errors import ToolError
from closedcircuit.rendering import template

_PLAIN = re.compile(r"""[A-Za-z0-9 _/.,:=<>@+{}"()\[\]-]*""")


def render(name: str, **values: object) -> str:
    """The statements that `templates/<name>.j2` makes of values: texts, whole numbers, truths, and None.

    Raises ToolError for a value that is none of these, and for one that lacks.
    """
    try:
        return template(f"{name}.j2", finalize=literal).render(values)
    except jinja2.UndefinedError as error:
        raise ToolError(f"{name}: {error}") from error


def literal(value: object) -> str:
    """A value as one literal. A text with anything in it that could end a literal is written by its bytes.

    So neither quotes nor backslashes depend on the server's mode, nor on what its client makes of them.
    """
    if isinstance(value, jinja2.Undefined):
        str(value)  # says which
    if value is None:
        return "NULL"
    if isinstance(value, bool | int):
        return str(int(value))
    if not isinstance(value, str):
        raise ToolError(f"{value!r} cannot stand in a statement; a text or a whole number is expected")
    return f"'{value}'" if _PLAIN.fullmatch(value) else f"_utf8mb4 X'{value.encode().hex()}'"
