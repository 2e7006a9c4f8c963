"""The real OPA as an engine: one that is started here for the run, or one that is running elsewhere.

Through opa-python-client, with timeouts, with strict built-in errors, and with an answer that must be there: an
undefined document is `{}` and status 200 to OPA, and an error here.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from opa_client.errors import ConnectionsError
from opa_client.opa import OpaClient

from closedcircuit.engine import Answer, answers
from closedcircuit.engine.bundle import Package, bundle
from closedcircuit.errors import ToolError

START_SECONDS = 10.0
ANSWER_SECONDS = 60.0
AT_ONCE = 4
"""How many documents a server is asked about at the same time."""

_AUTHORIZATION = """package system.authz

default allow := false

allow if input.identity == {token}
"""


@dataclass(frozen=True)
class Remote:
    """A running OPA server, or a load balancer of many. They load policies as a bundle; nothing is uploaded."""

    url: str
    token: str | None = None
    ca: Path | None = None
    certificate: tuple[Path, Path] | None = None


class OpaEngine:
    """Evaluates documents on an OPA server whose policies have the revision of `package`."""

    name = "opa"

    def __init__(self, client: OpaClient, package: Package, where: str) -> None:
        """Raises ToolError where the server cannot be asked, or holds another revision."""
        self._client = client
        self._where = where
        revision = self._ask("closedcircuit", "revision", {})
        if revision != package.revision:
            theirs, ours = str(revision)[:12], package.revision[:12]
            raise ToolError(
                f"{where} holds other policies or numbers than this run asks for (revision {theirs}, not {ours});"
                " load what `closedcircuit bundle` writes"
            )

    def evaluate(self, documents: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Answer]]:
        """See `Engine.evaluate`."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            waiting: deque[Future[Any]] = deque()
            try:
                for document in documents:
                    waiting.append(pool.submit(self._ask, "main", "report", document))
                    if len(waiting) == AT_ONCE:
                        yield answers(waiting.popleft().result())
                while waiting:
                    yield answers(waiting.popleft().result())
            finally:
                for future in waiting:
                    future.cancel()

    def _ask(self, package: str, rule: str, document: Mapping[str, Any]) -> Any:
        with _clear_errors(self._where):
            reply = self._client.query_rule(
                input_data=dict(document),
                package_path=package,
                rule_name=rule,
                query_params={"strict-builtin-errors": True},
            )
        if "result" not in reply or reply["result"] in ({}, []):
            raise ToolError(f"{self._where} defines no data.{package}.{rule}: nothing was checked")
        return reply["result"]


@contextlib.contextmanager
def started(package: Package) -> Iterator[OpaEngine]:
    """An OPA of our own on a loopback port with a random token, gone when the block ends or this process dies.

    It is given the bundle that a fleet would load: uploading policies one by one makes OPA compile all of them anew
    each time. Raises ToolError where no `opa` is found, or where it does not start, as with a policy it refuses.
    """
    program = find_opa()
    token = secrets.token_urlsafe(32)
    with tempfile.TemporaryDirectory(prefix="closedcircuit-opa-") as folder:
        policies, gate = Path(folder, "bundle.tar.gz"), Path(folder, "gate")
        policies.write_bytes(bundle(package))
        gate.mkdir(mode=0o700)
        Path(gate, ".manifest").write_text('{"roots": ["system/authz"]}', "utf-8")
        Path(gate, "authorization.rego").write_text(_AUTHORIZATION.format(token=json.dumps(token)), "utf-8")
        command = [program, "run", "--server", "--bundle", str(policies), str(gate)]
        with _process(command, Path(folder, "log")) as port:
            client = OpaClient(host="127.0.0.1", port=port, token=token, timeout=ANSWER_SECONDS, retries=0)
            with _open(client):
                yield OpaEngine(client, package, "opa")


@contextlib.contextmanager
def remote(server: Remote, package: Package) -> Iterator[OpaEngine]:
    """A running OPA. Raises ToolError where it cannot be asked or holds another revision than `package`."""
    parts = urlsplit(server.url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise ToolError(f"{server.url}: no address of an OPA server; write it as https://opa.example:8181")
    secure = parts.scheme == "https"
    client = OpaClient(
        host=parts.hostname,
        port=parts.port or (443 if secure else 80),
        ssl=(str(server.ca) if server.ca else True) if secure else False,
        cert=tuple(map(str, server.certificate)) if server.certificate else None,
        token=server.token,
        timeout=ANSWER_SECONDS,
    )
    with _open(client):
        yield OpaEngine(client, package, server.url)


def find_opa() -> str:
    """The `opa` beside the interpreter, else on PATH. Raises ToolError where there is none."""
    beside = Path(sys.executable).parent / "opa"
    found = str(beside) if os.access(beside, os.X_OK) else shutil.which("opa")
    if found is None:
        raise ToolError("no opa on this machine; `make tools` builds it, or name a running one by --opa-url")
    return found


@contextlib.contextmanager
def _open(client: OpaClient) -> Iterator[None]:
    # What the environment says of proxies, certificates and .netrc is for other programs: here options decide.
    client._session.trust_env = False
    try:
        yield
    finally:
        client.close_connection()


@contextlib.contextmanager
def _process(command: list[str], log: Path) -> Iterator[int]:
    """A server on a free loopback port that answers only who knows the token; yields the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command += ["--addr", f"127.0.0.1:{port}", "--authentication=token", "--authorization=basic"]
    command += ["--log-level", "error", "--skip-version-check"]
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603  the program is found by name, and its arguments are ours
            command, stdout=said, stderr=subprocess.STDOUT, preexec_fn=_die_with_parent
        )
    try:
        _wait(process, port, log)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _die_with_parent() -> None:
    """In the child, before it becomes OPA: the kernel kills it when this process is gone, however it went."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is ours to answer


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ToolError(f"opa did not start: {log.read_text('utf-8', 'replace').strip()[:500]}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=0.2):
            return
        time.sleep(0.02)
    raise ToolError(f"opa did not answer within {START_SECONDS:.0f} s")


@contextlib.contextmanager
def _clear_errors(where: str) -> Iterator[None]:
    try:
        yield
    except requests.HTTPError as error:
        raise ToolError(f"{where}: {_message(error.response)}") from error
    except requests.Timeout as error:
        raise ToolError(f"{where} did not answer within {ANSWER_SECONDS:.0f} s") from error
    except requests.RequestException as error:
        raise ToolError(f"{where} cannot be reached: {error}") from error
    except ConnectionsError as error:
        raise ToolError(f"{where}: {error}") from error


def _message(response: requests.Response) -> str:
    """OPA's own words, with file, row and column of the policy where it names them."""
    try:
        body = response.json()
    except ValueError:
        return f"HTTP {response.status_code}"
    parts = [f"HTTP {response.status_code}: {body.get('message', body.get('code', 'no message'))}"]
    for entry in body.get("errors", []):
        place = entry.get("location", {})
        parts.append(f"{place.get('file')}:{place.get('row')}:{place.get('col')}: {entry.get('message')}")
    return "\n  ".join(parts)
