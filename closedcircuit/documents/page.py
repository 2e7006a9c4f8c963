"""The policy's web pages: structures and templates in, HTML and XML out. Pure but for reading the templates."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from closedcircuit.documents.slots import guarded
from closedcircuit.documents.text import Paragraph, PolicyText, plain
from closedcircuit.documents.wording import source
from closedcircuit.documents.words import LANGUAGES

CSP = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""What a browser lets any of our pages do: load its stylesheet and pictures from where it came. Pages say so
themselves, and so does the server."""


def page(policy: PolicyText, templates: Sequence[Path], draft: bool) -> str:
    """The page of one language, as it is frozen; it links to the files beside it and to `../<language>/index.html`.

    Raises InputError for a fault of the template.
    """
    return rendered("page/page.html.j2", templates, policy=policy, languages=LANGUAGES, draft=draft)


def rendered(name: str, templates: Sequence[Path], **context: Any) -> str:
    """A template with values, each escaped where it is written; of the folders `templates` the first that has it wins.

    Raises InputError for a fault of the template, ToolError where there is none.
    """
    found = source(name, templates)
    return guarded(found.name, lambda: _template(found.name, found.text).render(context, csp=CSP))


@functools.lru_cache(maxsize=16)
def _template(name: str, text: str) -> jinja2.Template:
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.DictLoader({name: text}),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"plain": plain}
    environment.tests |= {"paragraph": lambda block: isinstance(block, Paragraph)}
    return environment.get_template(name)
