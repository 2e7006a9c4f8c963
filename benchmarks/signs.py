"""How many signs a second: ours against WeasyPrint on the same sign as HTML, in the same run.

Run it as `make bench`. Both set the same words in the same font as a tagged PDF/UA-1, each sign with another place;
what either can reuse from sign to sign it reuses. WeasyPrint is given every weight of the font as a file of its own,
since it would otherwise cut them out of the variable font anew for each sign, which takes ten times as long. Seconds
are those of the processor, of all threads, and the median counts; machines differ, so look at the ratio.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from closedcircuit import inventory
from closedcircuit.documents.sign import SIZES, SignText, sign_texts, values, version_in_force
from closedcircuit.documents.signage import qr, sign_document
from closedcircuit.model import Label
from closedcircuit.resources import shared

ROOT = Path(__file__).parent.parent
SIZE = "a4-landscape"
ROUNDS = 15
"""How many signs each makes; the first one does not count."""


def texts(count: int) -> list[SignText]:
    """Signs of the hub, each at another place."""
    loaded = inventory.load(ROOT)
    made = sign_texts(loaded, loaded.sites["daejeon-hub"], version_in_force(loaded))
    return [
        replace(text, place=replace(text.place, value=Label(f"{number}번 기둥 앞", f"In front of post {number}")))
        for number in range(count)
        for text in [made[number % len(made)]]
    ]


def ours() -> Callable[[SignText], bytes]:
    """Our way, as the command goes it."""
    version = version_in_force(inventory.load(ROOT))
    return lambda text: sign_document(text, SIZE, version, [shared("templates")], False).pdf()


def theirs(folder: Path) -> Callable[[SignText], bytes]:
    """WeasyPrint's way: template, fonts and stylesheet are read once. The font's weights are written into `folder`."""
    fonts = FontConfiguration()
    faces = "".join(
        f'@font-face {{ font-family: "Sign"; font-weight: {weight}; src: url("{file.as_uri()}") }}'
        for weight, file in cut(folder).items()
    )
    style = CSS(string=faces + (ROOT / "benchmarks/sign.css").read_text(), font_config=fonts)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "benchmarks"), undefined=jinja2.StrictUndefined, autoescape=True
    )
    template = environment.get_template("sign.html.j2")
    camera = (shared("templates") / "sign" / "camera.svg").read_text()

    def make(text: SignText) -> bytes:
        said = values(text, SIZES[SIZE], draft=False)
        page = template.render(sign=said, items=items(said), camera=camera, qr=qr(str(said["page"])))
        made = HTML(string=page).write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        return bytes(made)

    return make


def cut(folder: Path) -> dict[int, Path]:
    """The weights that the sign has, each as a font of its own."""
    variable = next(Path(str(resources.files("justmytype_intl_cjk") / "fonts" / "ofl" / "notosanskr")).glob("*.ttf"))
    files = {weight: folder / f"{weight}.ttf" for weight in (400, 600, 800)}
    for weight, file in files.items():
        instantiateVariableFont(TTFont(variable), {"wght": weight}).save(file)
    return files


def items(said: dict[str, Any]) -> list[tuple[str, str, dict[str, str], str | None]]:
    """The rows of the sign."""
    return [
        ("설치 목적", "Purpose", said["purposes"], None),
        ("설치 장소", "Place", said["place"], None),
        ("촬영 범위", "Range", said["range"], None),
        ("촬영 시간", "Hours", said["hours"], None),
        ("관리책임자", "Contact", said["contact"], said["contact"]["phone"]),
        *(("수탁관리자", "Contractor", one, one["phone"]) for one in said["processors"]),
    ]


def timed(make: Callable[[SignText], bytes], text: SignText) -> tuple[float, bytes]:
    """Seconds of the processor for one sign, and the sign."""
    start = time.process_time()
    made = make(text)
    return time.process_time() - start, made


def main() -> int:
    """Print the table; leave a sign of each in the folder that is named, for a look at both."""
    with tempfile.TemporaryDirectory() as folder:
        ways = {"Typst": ours(), "WeasyPrint": theirs(Path(folder))}
        # In turns, so that whatever else the machine does meets both.
        rounds = [{name: timed(make, text) for name, make in ways.items()} for text in texts(ROUNDS)][1:]
    sys.stdout.write(f"\nsigns of A4, one after the other\n{'':>12} {'a second':>9} {'KB each':>9}\n")
    for name in ways:
        rate = 1 / statistics.median(made[name][0] for made in rounds)
        last = rounds[-1][name][1]
        sys.stdout.write(f"{name:>12} {rate:>9.1f} {len(last) / 1000:>9.1f}\n")
        for place in sys.argv[1:]:
            Path(place, f"{name}.pdf").write_bytes(last)
    ratio = statistics.median(made["WeasyPrint"][0] / made["Typst"][0] for made in rounds)
    sys.stdout.write(f"{'ratio':>12} {ratio:>9.1f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
