"""Every file of a site's signs: each sign as PDF, PNG and SVG, and the list for whoever hangs them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Literal

import segno

from closedcircuit.documents.sign import SIZES, PolicyVersion, SignText, coming, reasons, sign_texts, values, words
from closedcircuit.documents.text import PolicyText
from closedcircuit.documents.typeset import FONT, Document, typst_source
from closedcircuit.documents.wording import source
from closedcircuit.documents.words import MISSING, say
from closedcircuit.files import json_text
from closedcircuit.inventory import Inventory
from closedcircuit.model import Label, Site
from closedcircuit.verdict import Verdict

Format = Literal["pdf", "png", "svg"]
FORMATS: tuple[Format, ...] = ("pdf", "png", "svg")
LIST = "placement-list"
WEB_PPI = 96
"""Pixels per inch of a picture for the web: those of CSS, so that it shows in its true size."""


@dataclass(frozen=True)
class Order:
    """What is wanted of every sign, or `only` of those with these ids. Without `sizes`, that of its entry."""

    sizes: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ("pdf",)
    draft: bool = False
    only: Set[str] | None = None


@dataclass(frozen=True)
class Job:
    """A file to make. `path` is seen from the folder of all sites; `make` raises InputError for what does not fit."""

    path: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Signage:
    """The files of a site's signs, and why they must not be made: no reason where they may."""

    site: str
    jobs: tuple[Job, ...]
    reasons: tuple[str, ...]


def signage(
    inventory: Inventory,
    site: Site,
    order: Order,
    version: PolicyVersion,
    page: PolicyText,
    verdicts: Iterable[Verdict],
    templates: Sequence[Path],
) -> Signage:
    """What is to be made for a site; `page` is the Korean page, to which the QR codes lead.

    A planned site has no signs but in a draft, which shows them as they will be.
    """
    if not site.in_service:
        if not order.draft:
            where = inventory.position("/site/service", site.id)
            return Signage(site.id, (), (f"{where}: planned; it has no signs until it is put in service",))
        site = coming(site)
    texts = [text for text in sign_texts(inventory, site, version) if order.only is None or text.id in order.only]
    jobs = [job for text in texts for job in _jobs(site, text, order, version, templates)]
    if texts and not order.sizes and "pdf" in order.formats:
        path = f"{site.id}/{LIST}.pdf"
        jobs.append(Job(path, lambda: placement_list(site, texts, version, templates, order.draft).pdf()))
    found = [*_unnamed(inventory, site, order)]
    if not order.draft:
        found += [*reasons(inventory, site, texts, verdicts), *_lost(inventory, site, texts, page)]
    return Signage(site.id, tuple(jobs), tuple(found))


def _unnamed(inventory: Inventory, site: Site, order: Order) -> Iterator[str]:
    """Signs that no file can be made of: where its size lacks, and where its file would be that of the list."""
    for key, sign in site.signs.items():
        where = inventory.position(f"/site/signs/{key}/size", site.id)
        if not order.sizes and sign.size is None:
            yield f"{where}: the sign {key} names no size; write one, or use --size"
        if not order.sizes and key == LIST:
            yield f"{where}: the file of the sign {key} would be that of the placement list; call it something else"


def _lost(inventory: Inventory, site: Site, texts: Iterable[SignText], page: PolicyText) -> Iterator[str]:
    known = {name for name, _ in page.lines()}
    for anchor in {text.anchor for text in texts} - known:
        where = inventory.position("/site/id", site.id)
        yield f"{where}: the Korean wording of the policy has no {{#{anchor}}}, where the QR code of its signs leads"


def _jobs(site: Site, text: SignText, order: Order, version: PolicyVersion, templates: Sequence[Path]) -> Iterator[Job]:
    name = text.id.partition("/")[2]
    size = site.signs[name].size
    own = [(text.id, size)] if size else []
    for path, size in [(f"{text.id}.{size}", size) for size in order.sizes] or own:
        for kind in order.formats:
            yield Job(f"{path}.{kind}", partial(_made, text, size, kind, version, templates, order.draft))


def _made(
    text: SignText, size: str, kind: Format, version: PolicyVersion, templates: Sequence[Path], draft: bool
) -> bytes:
    document = sign_document(text, size, version, templates, draft)
    match kind:
        case "pdf":
            return document.pdf()
        case "png":
            return document.png(WEB_PPI)[0]
        case "svg":
            return document.svg()[0]


def sign_document(
    text: SignText, size: str, version: PolicyVersion, templates: Sequence[Path], draft: bool
) -> Document:
    """One sign in one layout. Raises InputError for a fault of the template."""
    template = "sign/sticker.typ.j2" if SIZES[size].supplement else "sign/sign.typ.j2"
    data: dict[str, Any] = {
        "data": json_text(values(text, SIZES[size], draft=draft)),
        "font": FONT,
        "camera": source("sign/camera.svg", templates).text,
        "qr": qr(address) if (address := text.address()) else "",
    }
    typst = typst_source(template, templates, data)
    return Document(f"sign {text.id} ({size})", typst, version.effective, one_page=True)


@lru_cache(maxsize=64)
def qr(address: str) -> str:
    """A QR code as an SVG drawing, with its quiet zone. A sixth of it may be damaged (level M)."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False, boost_error=False).save(drawing, kind="svg", border=4, xmldecl=False)
    return drawing.getvalue().decode()


def placement_list(
    site: Site, texts: Sequence[SignText], version: PolicyVersion, templates: Sequence[Path], draft: bool
) -> Document:
    """Which sign of the site hangs where and covers which cameras, for whoever hangs them. `texts` are not empty.

    Raises InputError for a fault of the template.
    """
    data = {
        "draft": draft,
        "operator": words([texts[0].operator]),
        "site": words([texts[0].site]),
        "address": asdict(site.address) if site.address else None,
        "version": version.number,
        "signs": [_entry(site, text) for text in texts],
    }
    typst = typst_source("sign/list.typ.j2", templates, {"data": json_text(data), "font": FONT})
    return Document(f"the placement list of {site.id}", typst, version.effective)


def _entry(site: Site, text: SignText) -> dict[str, Any]:
    sign = site.signs[text.id.partition("/")[2]]
    area = site.areas[sign.area].name
    return {
        "id": text.id,
        "place": words([text.place]),
        "area": asdict(area) if area else None,
        "web": sign.mode == "web",
        "size": f"{SIZES[sign.size].width} × {SIZES[sign.size].height} mm" if sign.size else MISSING,
        "devices": say(text.devices, "ko"),
        "covered": say(text.covered, "ko"),
        "staff": say(text.staff, "ko") if text.staff else None,
        "cameras": [
            {"id": camera.id, "name": asdict(camera.name or Label("", ""))} for camera in site.covered_by(sign)
        ],
    }
