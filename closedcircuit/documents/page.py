"""The policy as a web page: the structure and a page template in, HTML out. Pure."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from closedcircuit.documents.policy import Source
from closedcircuit.documents.slots import guarded
from closedcircuit.documents.text import Paragraph, PolicyText, plain
from closedcircuit.documents.words import Language


def page(policy: PolicyText, template: Source, languages: Sequence[Language], draft: bool) -> str:
    """The page of one language, with links to the others at `../<language>/index.html`.

    Every value is escaped where it is written. Raises InputError for a fault of the template.
    """
    return guarded(template.name, lambda: _template(template).render(policy=policy, languages=languages, draft=draft))


@functools.lru_cache(maxsize=4)
def _template(source: Source) -> jinja2.Template:
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.DictLoader({source.name: source.text}),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"plain": plain}
    environment.tests |= {"paragraph": lambda block: isinstance(block, Paragraph)}
    return environment.get_template(source.name)
