"""Facts into paper, by typst: no network, no system fonts, no clock."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import typst

from tongban.engines.documents.further import Face, faces
from tongban.engines.documents.glyphs import FONTS, printable
from tongban.engines.documents.pictures import qr_svg
from tongban.engines.documents.registry import Template, known

TEMPLATES_DIR = Path(__file__).parent / "templates"
MM = 72 / 25.4


class Box(NamedTuple):
    """A rectangle on a page in points from its lower left corner, as PDF counts."""

    left: float
    bottom: float
    right: float
    top: float


@cache
def _fonts(*folders: Path) -> Any:
    paths = [str(folder) for folder in (FONTS, *folders)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


def render(template: str, facts: Mapping[str, Any], *, qr: str | None = None) -> bytes:
    """A PDF/A-2b; `qr` is the address at which a reader can verify it, printed beside its code."""
    one = known(template)
    return typst.compile(pdf_standards=["a-2b"], **_source(one, facts, qr))


def seal_place(template: str, facts: Mapping[str, Any], *, qr: str | None = None) -> tuple[int, Box]:
    """Where the seal of this very document belongs: page counted from 0, and the square for the picture."""
    one = known(template)
    found = json.loads(typst.query(selector="<seal>", field="value", one=True, **_source(one, facts, qr)))
    half, across, up = one.seal * MM / 2, float(found["x"]), float(found["height"]) - float(found["y"])
    return int(found["page"]) - 1, Box(across - half, up - half, across + half, up + half)


def _source(one: Template, facts: Mapping[str, Any], qr: str | None) -> dict[str, Any]:
    one.require(facts)
    lacking: dict[str, None] = {}
    used: dict[str, Face] = {}
    data = printable(facts, lacking, used)
    rare = [face for face in faces() if face in used.values()]
    data |= {"date": _day(facts["date"]), "verify": qr or "", "qr": qr_svg(qr) if qr else ""}
    data |= {"fonts": [face.family for face in rare], "rare": "".join(sorted(used))}
    data["lacking"] = [f"U+{ord(char):04X}" for char in lacking]
    return {
        "input": str(TEMPLATES_DIR / one.file),
        "root": str(TEMPLATES_DIR),
        "font_paths": _fonts(*dict.fromkeys(face.path.parent for face in rare)),
        "ignore_system_fonts": True,
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
    }


def _day(value: Any) -> str:
    """The day that the document bears; it is also the date inside the file, so that equal facts give equal bytes."""
    return (value if isinstance(value, date) else date.fromisoformat(str(value)[:10])).isoformat()[:10]
