"""What an engine is given: policies and data, with a revision that names them; and as an OPA bundle."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ROOTS = ("closedcircuit", "law", "lib", "main", "parameters", "rules")
"""The parts of OPA's data that a bundle owns."""


@dataclass(frozen=True)
class Package:
    """Rego sources by path, and what rules see as `data.parameters` and `data.law`."""

    sources: Mapping[str, str]
    parameters: Mapping[str, Any]
    law: Mapping[str, Any]

    @property
    def revision(self) -> str:
        """A hash of everything in it: two engines of one revision answer the same."""
        everything = json.dumps([dict(self.sources), dict(self.parameters), dict(self.law)], sort_keys=True)
        return hashlib.sha256(everything.encode()).hexdigest()

    @property
    def data(self) -> dict[str, Any]:
        """The data beside the policies; `data.closedcircuit.revision` tells a server's revision."""
        return {
            "parameters": dict(self.parameters),
            "law": dict(self.law),
            "closedcircuit": {"revision": self.revision},
        }


def bundle(package: Package) -> bytes:
    """An OPA bundle (gzipped tar) that an OPA server loads as it is; the same package gives the same bytes.

    Source: the bundle file format of the OPA documentation (.manifest with revision, roots and rego_version).
    """
    manifest = {"revision": package.revision, "roots": list(ROOTS), "rego_version": 1}
    files = {".manifest": json.dumps(manifest), "data.json": json.dumps(package.data, sort_keys=True)}
    files |= {name if name.endswith(".rego") else f"{name}.rego": text for name, text in package.sources.items()}
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, text in sorted(files.items()):
            content = text.encode("utf-8")
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(content), 0o644
            tar.addfile(entry, io.BytesIO(content))
    return gzip.compress(archive.getvalue(), mtime=0)
