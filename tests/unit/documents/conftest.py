"""A small inventory with everything that the policy states, as plain data for a test to change."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from closedcircuit import model
from closedcircuit.controls import Control
from closedcircuit.documents.policy import Source, policies
from closedcircuit.documents.published import FOLDER, digest
from closedcircuit.documents.statement import statement
from closedcircuit.documents.text import PolicyText
from closedcircuit.documents.words import LANGUAGES, Language
from closedcircuit.errors import Position
from closedcircuit.inventory import Inventory
from closedcircuit.model import Label
from closedcircuit.resources import shared
from closedcircuit.verdict import Verdict

Data = dict[str, Any]


def _label(ko: str, en: str) -> Data:
    return {"ko": ko, "en": en}


def _camera(area: str, regime: str, **more: Any) -> Data:
    return {"service": "in-service", "area": area, "regime": regime, "purposes": ["crime-prevention"], **more}


@pytest.fixture
def data() -> Data:
    """A hub with four open-place devices and one behind a badge, an office with one, and a planned site."""
    hub = {
        "id": "hub",
        "name": _label("가나허브", "Gana hub"),
        "service": "in-service",
        "region": _label("대전", "Daejeon"),
        "address": _label("대전광역시 예시로 1", "1 Yesi-ro, Daejeon"),
        "hours": "24h",
        "retention": "30d",
        "retention_groups": {
            "gates": {
                "name": _label("출입문 구역", "Gates"),
                "retention": "45d",
                "basis": {
                    "reason": _label("월말 재고 확인", "Stock is counted monthly"),
                    "approver": "privacy-officer",
                },
            },
            "unused": {"name": _label("쓰지 않음", "Unused"), "retention": "7d"},
        },
        "storage": {"place": _label("1층 보안실", "Security office, ground floor")},
        "responsible": {
            "department": _label("허브 운영지원", "Hub support"),
            "title": _label("허브장", "Hub manager"),
            "phone": "042-000-0114",
        },
        "people": {
            "lead": {"title": _label("보안팀장", "Security lead"), "count": 1},
            "guard": {"title": _label("보안요원", "Guard"), "count": 3},
        },
        "areas": {
            "gate": {"access": "public", "kind": "gate", "range": "entrance"},
            "yard": {"access": "public", "kind": "yard", "range": "exterior"},
            "dock": {"access": "staff", "kind": "dock"},
        },
        "cameras": {
            "cam-1": _camera("gate", "art25_open", retention_group="gates"),
            "cam-2": _camera("gate", "art25_open", retention_group="gates"),
            "cam-3": _camera("yard", "art25_open", hours="06:00-22:00"),
            "cam-4": {"service": "in-service", "area": "yard"},
            "cam-5": _camera("dock", "art15_nonopen"),
            "cam-6": _camera("gate", "art25_open") | {"service": "planned"},
        },
    }
    office = {
        "id": "office",
        "name": _label("다라사무소", "Dara office"),
        "service": "in-service",
        "region": _label("서울", "Seoul"),
        "address": _label("서울특별시 예시로 2", "2 Yesi-ro, Seoul"),
        "hours": "24h",
        "retention": "14d",
        "storage": {"place": _label("사무실", "Office")},
        "people": {"lead": {"title": _label("사무소장", "Office head"), "count": 2}},
        "areas": {"lobby": {"access": "public", "kind": "lobby", "range": "lobby"}},
        "cameras": {"cam-1": _camera("lobby", "art25_open")},
    }
    planned = office | {"id": "later", "name": _label("마바터미널", "Maba terminal"), "service": "planned"}
    return {
        "organization": {
            "id": "operator",
            "name": _label("가상물류", "Virtual Logistics"),
            "timezone": "Asia/Seoul",
            "jurisdiction": "kr",
            "example": True,
            "privacy_officer": {"title": _label("보호책임자", "Privacy officer"), "phone": "02-000-0001"},
            "processors": {
                "guards": {
                    "name": _label("예시보안", "Example Security"),
                    "task": _label("관제", "Watching"),
                    "phone": "02-000-0002",
                }
            },
        },
        "policy": {
            "version": "1.0",
            "effective": "2026-12-01",
            "ground": ["25-1-2", "25-1-3"],
            "purposes": {
                "facility": _label("시설안전 및 화재예방", "Facility security and fire prevention"),
                "crime-prevention": _label("범죄예방", "Crime prevention"),
            },
            "ranges": {
                "exterior": _label("건물 외곽 및 주변", "Exterior of buildings and their surroundings"),
                "lobby": _label("건물 내부 로비", "Interior lobby"),
                "entrance": _label("출입구", "Entrances"),
            },
            "hours": "24h",
            "responsible": {
                "department": _label("총괄책임자", "Chief manager"),
                "title": _label("경영지원팀장 등", "Management team leader and others"),
                "phone": "02-3782-0114",
            },
            "viewing": {
                "method": _label(
                    "담당자에게 미리 연락한 후 방문", "Contact the person in charge beforehand and then visit"
                ),
                "place": _label("각 사업장 보안실", "The security office of the working place"),
            },
        },
        "sites": {"hub": hub, "office": office, "later": planned},
    }


@pytest.fixture
def load() -> Callable[[Data], Inventory]:
    """Plain data as an inventory."""

    def make(data: Data) -> Inventory:
        sites = {key: model.structure(site, model.Site) for key, site in data["sites"].items()}
        organization = model.structure(data["organization"], model.Organization)
        return Inventory(Path(), organization, model.structure(data["policy"], model.Policy), sites, {})

    return make


@pytest.fixture
def sources() -> dict[Language, Source]:
    """The templates that the program ships."""
    folder = shared("templates") / "policy"
    return {
        language: Source(f"{language}.md", (folder / f"{language}.md").read_text("utf-8")) for language in LANGUAGES
    }


@pytest.fixture
def write(
    load: Callable[[Data], Inventory], sources: dict[Language, Source]
) -> Callable[[Data], dict[Language, PolicyText]]:
    """Plain data as the structured policy of every language."""
    return lambda data: policies(statement(load(data)), sources)


@pytest.fixture
def judged() -> Callable[..., Verdict]:
    """A verdict of some control."""
    text = Label("가", "a")
    control = Control(
        id="CCTV-XXX-01",
        statement=text,
        rationale=text,
        finding=text,
        remediation=text,
        force="DECREE",
        citation="Decree 25(1)",
        subject="site",
        scope="all",
        gate="deny",
        evidence=("declared",),
        decided_by="full",
        parameters=(),
        confidence="H",
        attestation=None,
        not_applicable=None,
        counsel=None,
    )

    def make(status: str, subject: str, path: str | None, source: str | None = "declared") -> Verdict:
        return Verdict(control, subject, status, source, path, Position("inventory/some.yaml", 3, 5))

    return make


NOTICES = {f"{language}/notice.html": b"<p>notice</p>" for language in ("ko", "en")}


def seen(root: Path, folder: str, day: str, status: int = 200) -> None:
    """Note that the notices of a version were looked for on a day, and found unless the status says otherwise."""
    with (root / FOLDER / folder / "seen.jsonl").open("a", encoding="utf-8") as stream:
        for file, content in NOTICES.items():
            found = digest(content) if status == 200 else None
            line = {"time": f"{day}T09:00:00+09:00", "file": file, "url": "https://a.example/", "status": status}
            stream.write(json.dumps(line | {"hash": found}) + "\n")
