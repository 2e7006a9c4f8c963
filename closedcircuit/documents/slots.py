"""Facts inside a Jinja template: a template can place them and ask about them, and never gets hold of their text.

While a template is rendered, a fact is a token: its number between two private-use characters. Only after the text has
been read as sections and paragraphs do tokens become values, so that no value is ever taken for template or markup.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from types import SimpleNamespace
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from closedcircuit.documents.facts import Fact, Statement
from closedcircuit.documents.text import Line, Run
from closedcircuit.documents.words import Language, say
from closedcircuit.errors import InputError, Position, Problem

_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


class Slot:
    """A fact as a template sees it. It is true where the inventory has a value for it."""

    def __init__(self, token: str, fact: Fact) -> None:
        self._token = token
        self._fact = fact

    def __str__(self) -> str:
        return self._token

    def __bool__(self) -> bool:
        return self._fact.value is not None

    def above(self, limit: int) -> bool:
        """Whether the value is a number greater than `limit`."""
        return isinstance(self._fact.value, int) and self._fact.value > limit


class Slots:
    """The facts of one statement, numbered."""

    def __init__(self, statement: Statement) -> None:
        self._facts: list[Fact] = []
        self.context: dict[str, Any] = vars(self._view(statement))

    def _view(self, value: Any) -> Any:
        """The same shape of plain attributes and tuples, with slots for facts. Ids and booleans stay."""
        if isinstance(value, Fact):
            self._facts.append(value)
            return Slot(f"{_OPEN}{len(self._facts) - 1}{_CLOSE}", value)
        if isinstance(value, tuple):
            return tuple(self._view(item) for item in value)
        if is_dataclass(value):
            return SimpleNamespace(**{field.name: self._view(getattr(value, field.name)) for field in fields(value)})
        return value

    def read(self, text: str, language: Language, stated: dict[str, Fact]) -> Line:
        """A line of rendered text as runs. The facts in it are added to `stated`."""
        return tuple(self._runs(text, language, stated))

    def _runs(self, text: str, language: Language, stated: dict[str, Fact]) -> Iterator[Run]:
        for index, part in enumerate(_TOKEN.split(text)):
            if index % 2:
                fact = self._facts[int(part)]
                stated.setdefault(fact.id, fact)
                yield Run(say(fact, language), fact.id)
            elif part:
                yield Run(part)


def render(name: str, source: str, context: Mapping[str, Any]) -> str:
    """Render a template of the policy's text; `name` is its path as people should read it.

    Raises InputError with the line for a fault of syntax, an unknown name, and whatever is no fact and no text.
    """
    if found := _PRIVATE_USE.search(source):
        line = source.count("\n", 0, found.start()) + 1
        raise InputError([Problem(Position(name, line, 1), "a private-use character", "remove it")])
    return guarded(name, lambda: _template(name, source).render(context))


@functools.lru_cache(maxsize=16)
def _template(name: str, source: str) -> jinja2.Template:
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.DictLoader({name: source}),
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        comment_start_string="<!--",
        comment_end_string="-->",
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # this is text, not markup: values are tokens until it has been read
    )
    return environment.get_template(name)


def guarded(name: str, work: Callable[[], str]) -> str:
    """What `work` renders from the template `name`; its faults as InputError, with the template's line."""
    try:
        return work()
    except jinja2.TemplateSyntaxError as error:
        raise InputError([Problem(Position(name, error.lineno, 1), f"no template: {error.message}")]) from error
    except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        line = _line(error)
        raise InputError([Problem(Position(name, line, min(line, 1)), f"cannot be rendered: {error}")]) from error


def _line(error: BaseException) -> int:
    """The line of the template that an error came from; 0 where there is none."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _finalize(value: Any) -> Any:
    if isinstance(value, jinja2.Undefined):
        return str(value)  # raises: it is strict
    if isinstance(value, Slot | str) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise TypeError("only a fact or a text can stand between {{ and }}")
