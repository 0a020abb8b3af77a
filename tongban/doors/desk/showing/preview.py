"""The right pane: one material as page pictures with the viewer's watermark, or the licence that stands in for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont

from tongban.doors.desk.showing import checklist
from tongban.doors.parts import marking
from tongban.engines.codes import masking
from tongban.engines.documents.glyphs import FONTS
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.materials import queries as materials
from tongban.work.cases import queries as cases

if TYPE_CHECKING:
    from tongban.engines.reading import Finding
    from tongban.registers.licences.models import Licence
    from tongban.registers.materials.models import Material
    from tongban.work.cases.kinds import Slot
    from tongban.work.cases.models import Case
    from tongban.work.cases.prereview import Seen

ZOOMS = {"fit": ("适合宽度", 1100), "100": ("100%", 1000), "150": ("150%", 1500), "200": ("200%", 2000)}
TURNS = ("0", "90", "180", "270")
INK = (60, 70, 90, 62)


@dataclass(frozen=True)
class Beside:
    """Another version of the same material (新旧对照), or another material, laid beside it (并排)."""

    version: int
    page: int
    src: str
    line: checklist.Line
    pages: int = 1

    @property
    def title(self) -> str:
        return f"{self.line.slot.title}第 {self.version} 版"


@dataclass(frozen=True)
class Preview:
    """What the right pane shows."""

    line: checklist.Line
    material: Material | None = None
    licence: Licence | None = None
    version: int = 0
    page: int = 1
    zoom: str = "fit"
    turn: str = "0"
    src: str = ""
    seen: Seen | None = None
    marks: bool = False
    others: tuple[int, ...] = ()  # versions of this material that can be laid beside the one that is shown
    beside: Beside | None = None
    zooms: dict[str, tuple[str, int]] = field(default_factory=lambda: ZOOMS)

    @property
    def pages(self) -> int:
        return self.material.pages if self.material else 1

    @property
    def doubts(self) -> list[Finding]:
        """What the machine doubts, numbered as in the marked picture of each page."""
        return self.seen.doubts if self.seen else []

    @property
    def before(self) -> int:
        return self.page - 1 if self.page > 1 else 0

    @property
    def after(self) -> int:
        return self.page + 1 if self.page < self.pages else 0

    @property
    def rows(self) -> list[tuple[str, str]]:
        """What the licence says, personal numbers half hidden."""
        return [(label, masking.of_kind(value)) for label, value in self.licence.rows] if self.licence else []

    @property
    def next_turn(self) -> str:
        return TURNS[(TURNS.index(self.turn) + 1) % 4]


def read(case: Case, lines: list[checklist.Line], asked: Any) -> Preview | None:
    """The preview the address asks for: by default what the applicant handed in first, else a licence."""
    wanted = asked.get("m", "")
    line = next((one for one in lines if one.slot.code == wanted and one.to_see), None)
    line = line or next((one for one in lines if one.slot.material_id), None)
    line = line or next((one for one in lines if one.to_see), None)
    if line is None:
        return None
    if not line.slot.material_id:
        return Preview(line, licence=checklist.licence_of(case, line.slot, line.material))
    version = _number(asked.get("v"), line.slot.version)
    material = _of(line, version)
    if material is None:
        return Preview(line)
    zoom = asked.get("z") if asked.get("z") in ZOOMS else "fit"
    seen = cases.seen(case, [one.slot for one in lines]).get(line.slot.code) if version == line.slot.version else None
    page = min(max(1, _number(asked.get("p"), 1)), material.pages)
    lies = str(seen.pages[page - 1].turn) if seen and page <= len(seen.pages) else "0"  # it is shown upright
    turn = asked.get("r") if asked.get("r") in TURNS else lies
    marks = bool(seen and seen.doubts and page <= len(seen.pages) and asked.get("k"))
    src = _address(case, line.slot.code, version, page, {"z": zoom, "r": turn} | ({"k": "1"} if marks else {}))
    others = _others(case, line.slot, version)
    beside = _wanted(case, lines, line, others, asked, page, zoom)
    return Preview(
        line, material, None, version, page, zoom, turn, src, seen=seen, marks=marks, others=others, beside=beside
    )


def _address(case: Case, code: str, version: int, page: int, asked: dict[str, str]) -> str:
    return f"{reverse('desk:picture', args=[case.number, code, version, page])}?{urlencode(asked)}"


def _others(case: Case, slot: Slot, version: int) -> tuple[int, ...]:
    if slot.version < 2:
        return ()
    rows = case.given.filter(code=slot.code).exclude(material_id="").exclude(version=version)
    return tuple(rows.order_by("version").values_list("version", flat=True))


def _wanted(
    case: Case, lines: list[checklist.Line], line: checklist.Line, others: tuple[int, ...], asked: Any, page: int,
    zoom: str,
) -> Beside | None:  # fmt: skip
    """What ``c`` asks for: another version of this material by its number, or another material by its code."""
    said = asked.get("c", "")
    if _number(said, 0) in others:
        return _beside(case, line, _number(said, 0), page, zoom)
    other = next((one for one in lines if one.slot.code == said and one.slot.material_id), None)
    if other is None or other.slot.code == line.slot.code:
        return None
    return _beside(case, other, other.slot.version, max(1, _number(asked.get("cp"), 1)), zoom)


def _beside(case: Case, line: checklist.Line, version: int, page: int, zoom: str) -> Beside | None:
    """That page of it, or its last."""
    material = _of(line, version)
    if material is None:
        return None
    page = min(page, material.pages)
    return Beside(
        version, page, _address(case, line.slot.code, version, page, {"z": zoom}), line, material.pages
    )


def _of(line: checklist.Line, version: int) -> Material | None:
    document = line.handed.get(version, "")
    return materials.by_ids([document]).get(document) if document else None


def given(case: Case, code: str, version: int) -> Material | None:
    """The document that answers, or once answered, a material of the case."""
    found = case.given.filter(code=code, version=version).exclude(material_id="").first()
    return materials.by_ids([found.material_id]).get(found.material_id) if found else None


def picture(material: Material, page: int, zoom: str, turn: str, actor: Actor, seen: Seen | None = None) -> bytes:
    """One page as JPEG, turned as asked, with who looks at it and when drawn into the picture.

    With what was ``seen`` it is upright, the machine's doubts framed.
    """
    width = ZOOMS.get(zoom, ZOOMS["fit"])[1]
    image = Image.open(BytesIO(materials.picture(material, page - 1, width))).convert("RGB")
    if seen is not None and page <= len(seen.pages):
        image = marking.marked(image, seen.pages[page - 1], seen.doubts, page - 1)
    elif turn in TURNS and turn != "0":
        image = image.rotate(-int(turn), expand=True)
    mark(image, f"{actor.name} {actor.number} {time.local(time.now()):%Y-%m-%d %H:%M}")
    out = BytesIO()
    image.save(out, "JPEG", quality=84)
    return out.getvalue()


def mark(image: Image.Image, text: str) -> None:
    """Lay the words all over the picture, slanting, so that no cut-out is without them."""
    size = max(16, image.width // 42)
    font = _font(size)
    wide = int(font.getlength(text))
    tile = Image.new("RGBA", (wide + size * 4, size * 2), (0, 0, 0, 0))
    ImageDraw.Draw(tile).text((0, 0), text, font=font, fill=INK)
    tile = tile.rotate(28, expand=True, resample=Image.Resampling.BICUBIC)
    for number, top in enumerate(range(-tile.height // 3, image.height, max(1, int(tile.height * 0.8)))):
        for left in range(-(tile.width // 2) * (number % 2), image.width, max(1, tile.width - size * 3)):
            image.paste(tile, (left, top), tile)


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / "NotoSansSC-Regular.ttf"), size)


def _number(text: Any, default: int) -> int:
    return int(text) if str(text or "").isdecimal() and len(str(text)) < 6 else default
