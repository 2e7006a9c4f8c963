"""Templates that are ours alone: what hosts load, drawings, a new site. Pure but for reading them.

Those of the policy, which a company may replace, run in a sandbox of their own (`documents`).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import jinja2

from closedcircuit.resources import shared


@functools.cache
def template(name: str, *, escape: bool = False, finalize: Callable[..., Any] | None = None) -> jinja2.Template:
    """The template `templates/<name>`. A name that it does not know is an error, and a block leaves no line behind.

    `escape` makes every value text of HTML and XML; `finalize` is what becomes of every value. Without either, values
    are ids, numbers, addresses and interfaces, as the schemas allow them.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(shared("templates")),
        undefined=jinja2.StrictUndefined,
        autoescape=escape,  # noqa: S701  see above
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)
