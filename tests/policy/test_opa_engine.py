"""The real OPA as an engine: started here, or running elsewhere, with the same report and clear errors."""

from __future__ import annotations

import datetime
import http.server
import ipaddress
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from closedcircuit import inventory
from closedcircuit.check import catalogue, package
from closedcircuit.engine import opa as opa_engine
from closedcircuit.engine.bundle import Package, bundle
from closedcircuit.errors import ToolError
from tests.conftest import REPOSITORY, TODAY, Run

pytestmark = pytest.mark.usefixtures("opa")
LOADED = inventory.load(REPOSITORY)
PACKAGE = package(LOADED, catalogue(LOADED, datetime.date.fromisoformat(TODAY)))


def _verdicts(text: str) -> object:
    return json.loads(text)["verdicts"]


def test_the_report_is_the_same_on_both_engines(run: Run) -> None:
    ours = run("check", "--root", REPOSITORY, "--format", "json")
    theirs = run("check", "--root", REPOSITORY, "--format", "json", "--engine", "opa")
    assert json.loads(theirs.out)["engine"] == "opa"
    assert _verdicts(ours.out) == _verdicts(theirs.out)
    assert (ours.code, theirs.code) == (0, 0)


def _processes() -> set[int]:
    found = subprocess.run(["pgrep", "-f", "closedcircuit-opa-"], capture_output=True, text=True, check=False)
    return {int(line) for line in found.stdout.split()}


def test_the_server_knows_only_its_own_client_and_is_gone_afterwards() -> None:
    with opa_engine.started(PACKAGE) as engine:
        url = f"{engine._client.root_url}/data/main/report"
        assert url.startswith("http://127.0.0.1:")
        assert requests.post(url, json={"input": {}}, timeout=5).status_code == 401
        headers = {"Authorization": "Bearer wrong"}
        assert requests.post(url, json={"input": {}}, timeout=5, headers=headers).status_code == 401
    with pytest.raises(requests.ConnectionError):
        requests.post(url, json={"input": {}}, timeout=5)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_server_dies_with_us_however_we_go(how: signal.Signals) -> None:
    code = (
        "import datetime, time\n"
        "from closedcircuit.engine.opa import started\n"
        "from tests.policy.test_opa_engine import PACKAGE\n"
        "with started(PACKAGE):\n    print('ready', flush=True)\n    time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    children = subprocess.run(
        ["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=True
    ).stdout.split()
    assert children
    process.send_signal(how)
    process.wait(timeout=20)
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def test_a_policy_that_opa_refuses_is_an_error_with_its_place() -> None:
    broken = Package({"policies/main.rego": "package main\n\nreport := nothing(1)\n"}, {}, {})
    with (
        pytest.raises(ToolError, match=r"opa did not start: (?s:.*)main\.rego:3: .*nothing"),
        opa_engine.started(broken),
    ):
        pass


def test_a_rule_that_errs_is_an_error_with_its_place() -> None:
    failing = Package({"policies/main.rego": "package main\n\nreport := 1 / input.zero\n"}, {}, {})
    with opa_engine.started(failing) as engine, pytest.raises(ToolError, match=r"opa: HTTP 500(?s:.*)main\.rego:3:11"):
        list(engine.evaluate([{"zero": 0}]))


@pytest.mark.parametrize("source", ["package main\n", "package main\n\nreport := {}\n"])
def test_an_answer_that_is_not_there_is_no_pass(source: str) -> None:
    wanted = pytest.raises(ToolError, match=r"defines no data\.main\.report: nothing was checked")
    with opa_engine.started(Package({"policies/main.rego": source}, {}, {})) as engine, wanted:
        list(engine.evaluate([{}]))


def test_a_machine_without_opa_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolError, match="no opa on this machine; `make tools` builds it"):
        opa_engine.find_opa()


# --- a server elsewhere ----------------------------------------------------------------------------------------------


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _server(opa: Path, *arguments: str | Path, ready: Callable[[int], bool]) -> Iterator[int]:
    port = _free_port()
    command = [opa, "run", "--server", "--addr", f"127.0.0.1:{port}", "--log-level", "error", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 20
        while not ready(port):
            assert time.monotonic() < deadline
            assert process.poll() is None
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=10)


def _healthy(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/health?bundles=true", timeout=1).status_code == 200
    except requests.RequestException:
        return False


@contextmanager
def _serving(folder: Path) -> Iterator[int]:
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_a_bundle_served_over_http_feeds_a_fleet_with_the_same_findings(run: Run, opa: Path, tmp_path: Path) -> None:
    served = tmp_path / "served"
    assert run("bundle", "--root", REPOSITORY, "--out", served / "bundle.tar.gz").code == 0
    with _serving(served) as files:
        (tmp_path / "config.yaml").write_text(
            f"services: {{ours: {{url: 'http://127.0.0.1:{files}'}}}}\n"
            "bundles: {closedcircuit: {service: ours, resource: bundle.tar.gz}}\n"
        )
        with _server(opa, "--config-file", tmp_path / "config.yaml", ready=_healthy) as port:
            url = f"http://127.0.0.1:{port}"
            theirs = run("check", "--root", REPOSITORY, "--format", "json", "--opa-url", url)
            assert (theirs.code, json.loads(theirs.out)["engine"]) == (0, "opa")
            assert _verdicts(theirs.out) == _verdicts(run("check", "--root", REPOSITORY, "--format", "json").out)
            # On a day on which other numbers or another law hold, the server's bundle is not the one to ask.
            other = run("check", "--root", REPOSITORY, "--opa-url", url, "--today", "2027-03-10")
            assert (other.code, other.out) == (2, "")
            assert "holds other policies or numbers" in other.err


def test_a_bundle_has_the_same_bytes_every_time_and_names_its_revision(run: Run, tmp_path: Path) -> None:
    assert bundle(PACKAGE) == bundle(PACKAGE)
    result = run("bundle", "--root", REPOSITORY, "--out", tmp_path / "b.tar.gz")
    assert PACKAGE.revision in result.out
    assert (tmp_path / "b.tar.gz").read_bytes() == bundle(PACKAGE)


def test_a_bearer_token_comes_from_the_environment(
    run: Run, opa: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bundle.tar.gz").write_bytes(bundle(PACKAGE))
    gate = tmp_path / "gate"
    gate.mkdir()
    (gate / ".manifest").write_text('{"roots": ["system/authz"]}')
    (gate / "gate.rego").write_text(
        "package system.authz\ndefault allow := false\n"
        'allow if input.identity == "s3cret"\nallow if input.path == ["health"]\n'
    )
    options = ("--authentication=token", "--authorization=basic", "--bundle", tmp_path / "bundle.tar.gz", gate)
    with _server(opa, *options, ready=_healthy) as port:
        command = ("check", "--root", REPOSITORY, "--opa-url", f"http://127.0.0.1:{port}")
        refused = run(*command)
        assert refused.code == 2
        assert "HTTP 401" in refused.err
        monkeypatch.setenv("CLOSEDCIRCUIT_OPA_TOKEN", "s3cret")
        assert run(*command).code == 0
        monkeypatch.setenv("CLOSEDCIRCUIT_OPA_TOKEN", "wr0ng")
        wrong = run(*command)
        assert wrong.code == 2
        assert "wr0ng" not in wrong.err


def _certificates(folder: Path) -> None:
    """A CA, and certificates for a server on 127.0.0.1 and for a client."""
    now = datetime.datetime.now(datetime.UTC)
    keys = {name: ec.generate_private_key(ec.SECP256R1()) for name in ("ca", "server", "client")}
    names = {name: x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]) for name in keys}
    for name, key in keys.items():
        builder = (
            x509.CertificateBuilder()
            .subject_name(names[name])
            .issuer_name(names["ca"])
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(hours=1))
            .not_valid_after(now + datetime.timedelta(hours=1))
            .add_extension(x509.BasicConstraints(ca=name == "ca", path_length=None), critical=True)
            .add_extension(
                x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
            )
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(keys["ca"].public_key()), critical=False)
        )
        if name == "ca":
            usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
            builder = builder.add_extension(usage, critical=True)
        (folder / f"{name}.pem").write_bytes(
            builder.sign(keys["ca"], hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        )
        (folder / f"{name}.key").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )


def test_a_server_with_tls_and_client_certificates(run: Run, opa: Path, tmp_path: Path) -> None:
    _certificates(tmp_path)
    (tmp_path / "bundle.tar.gz").write_bytes(bundle(PACKAGE))
    pair = (str(tmp_path / "client.pem"), str(tmp_path / "client.key"))

    def ready(port: int) -> bool:
        try:
            url = f"https://127.0.0.1:{port}/health"
            return requests.get(url, timeout=1, verify=str(tmp_path / "ca.pem"), cert=pair).status_code == 200
        except requests.RequestException:
            return False

    options = ("--tls-cert-file", tmp_path / "server.pem", "--tls-private-key-file", tmp_path / "server.key")
    options += (
        "--tls-ca-cert-file",
        tmp_path / "ca.pem",
        "--authentication=tls",
        "--bundle",
        tmp_path / "bundle.tar.gz",
    )
    with _server(opa, *options, ready=ready) as port:
        url = ("check", "--root", REPOSITORY, "--opa-url", f"https://127.0.0.1:{port}")
        ca, ours = ("--opa-ca", tmp_path / "ca.pem"), ("--opa-cert", pair[0], "--opa-key", pair[1])
        assert run(*url, *ca, *ours).code == 0
        for less in ((*url, *ours), (*url, *ca)):  # a server that nobody vouches for, and a client that shows nothing
            refused = run(*less)
            assert refused.code == 2
            assert "cannot be reached" in refused.err


def test_nobody_at_the_address(run: Run) -> None:
    result = run("check", "--root", REPOSITORY, "--opa-url", f"http://127.0.0.1:{_free_port()}")
    assert (result.code, result.out) == (2, "")
    assert "cannot be reached" in result.err


BAD_OPTIONS = {
    "no address": ("--opa-url", "ftp://x"),
    "a path": ("--opa-url", "http://127.0.0.1:1/v1"),
    "both": ("--opa-url", "http://127.0.0.1:1", "--engine", "embedded"),
    "a certificate without its key": ("--opa-url", "https://127.0.0.1:1", "--opa-cert", "x"),
    "a CA without a server": ("--opa-ca", "x"),
}


@pytest.mark.parametrize("options", BAD_OPTIONS.values(), ids=BAD_OPTIONS)
def test_options_that_cannot_be_are_refused(run: Run, options: tuple[str, ...]) -> None:
    result = run("check", "--root", REPOSITORY, *options)
    assert (result.code, result.out) == (2, "")
    assert os.linesep in result.err
