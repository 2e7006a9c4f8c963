"""The embedded engine: regorus in the process, no server. It belongs to the thread that made it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import regorus

from closedcircuit.engine import ENTRY_POINT, Answer, answers
from closedcircuit.engine.bundle import Package
from closedcircuit.errors import ToolError


class EmbeddedEngine:
    """Compiles the policies once and evaluates one document after the other."""

    name = "embedded"

    def __init__(self, package: Package) -> None:
        """Raises ToolError where a policy does not compile."""
        self._engine = regorus.Engine()
        try:
            for path, source in package.sources.items():
                self._engine.add_policy(path, source)
            self._engine.add_data_json(json.dumps(package.data))
        except RuntimeError as error:
            raise ToolError(_message(error)) from error

    def evaluate(self, documents: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Answer]]:
        """See `Engine.evaluate`."""
        return map(self._evaluate, documents)

    def _evaluate(self, document: Mapping[str, Any]) -> Mapping[str, Answer]:
        try:
            self._engine.set_input_json(json.dumps(document))
            reply = json.loads(self._engine.eval_query_as_json(ENTRY_POINT))
        except RuntimeError as error:
            raise ToolError(_message(error)) from error
        except BaseException as error:
            if type(error).__name__ == "PanicException":  # the engine's own fault; pyo3 derives it from BaseException
                raise ToolError(f"the embedded engine broke down: {error}") from error
            raise
        if not reply.get("result"):
            raise ToolError(f"the policies define no {ENTRY_POINT}: nothing was checked")
        report = reply["result"][0]["expressions"][0]["value"]
        if not isinstance(report, dict) or not report:
            raise ToolError(f"{ENTRY_POINT} holds no rule: nothing was checked")
        return answers(report)


def _message(error: RuntimeError) -> str:
    """The engine's message without its back-trace."""
    return "a policy failed: " + str(error).split("\nStack backtrace")[0].strip()
