"""A paper as OFD (版式文档, GB/T 33190-2016): a ZIP of XML pages with real text, its fonts inside. Our own writer.

`parts` makes what the file consists of, `pack` the file; the seal adds its parts in between. Equal papers give equal
bytes. Lengths are millimetres from the upper left corner.
"""

from __future__ import annotations

import hashlib
import io
import math
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from tongban.engines.documents import further
from tongban.engines.documents.drawn import Colour, Page, Shape, Words, pages
from tongban.engines.documents.further import Face
from tongban.engines.documents.glyphs import FONTS
from tongban.engines.documents.subset import subset

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROOT, DOCUMENT, SIGNATURES = "OFD.xml", "Doc_0/Document.xml", "Doc_0/Signs/Signatures.xml"
FAMILIES = {
    "NotoSerifSC-Regular": "Noto Serif SC", "NotoSerifSC-Bold": "Noto Serif SC", "NotoSansSC-Regular": "Noto Sans SC",
    "NotoSerifSCMore-Regular": "Noto Serif SC More",
}  # fmt: skip
CREATOR = "Tongban"


class Leaf(NamedTuple):
    """A page as a seal refers to it: its id in the file, how high it is in millimetres."""

    id: int
    height: float


def parts(
    pdf: bytes, *, title: str, author: str, day: date, told: Mapping[str, str] | None = None
) -> tuple[dict[str, bytes], list[Leaf]]:
    """What the OFD of a paper of ours consists of, by name, and its pages.

    ``told`` is said beside the pages, for programs (元数据). Fonts are those the paper uses, cut down to its words.
    """
    drawn, ids = pages(pdf), _Ids()
    page_ids = [ids.next() for _ in drawn]
    used: dict[str, set[str]] = {}
    for one in (one for page in drawn for one in page.drawn if isinstance(one, Words)):
        used.setdefault(one.font, set()).update(one.text)
    fonts = {name: ids.next() for name in sorted(used)}
    made = {f"Doc_0/Pages/Page_{n}/Content.xml": _content(page, ids, fonts) for n, page in enumerate(drawn)}
    made |= {f"Doc_0/Res/{name}.ttf": subset(_font(name).path, used[name]) for name in fonts}
    made["Doc_0/PublicRes.xml"] = _resources(fonts)
    made[DOCUMENT] = _document(drawn[0], page_ids, ids.last)
    made[ROOT] = _root(hashlib.sha256(pdf).hexdigest()[:32], title, author, day, told or {})
    return made, [Leaf(key, page.height) for key, page in zip(page_ids, drawn, strict=True)]


def pack(made: Mapping[str, bytes], day: date) -> bytes:
    """The file: the entry every reader looks for first, then the others by name, all of one moment."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(made, key=lambda name: (name != ROOT, name)):
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, made[name])
    return out.getvalue()


class _Ids:
    """Numbers that are used once in a file."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        self.last += 1
        return self.last


def xml(name: str, inside: str, attributes: str = "") -> bytes:
    """A part: one element of the OFD name space."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:{name} {SPACE}{attributes}>{inside}</ofd:{name}>\n'.encode()


def box(left: float, top: float, width: float, height: float) -> str:
    return f"{_n(left)} {_n(top)} {_n(width)} {_n(height)}"


def _n(value: float) -> str:
    """A length to a thousandth, without useless noughts."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if abs(value) >= 0.0005 else "0"


def _root(key: str, title: str, author: str, day: date, told: Mapping[str, str]) -> bytes:
    custom = "".join(f"<ofd:CustomData Name={quoteattr(n)}>{escape(v)}</ofd:CustomData>" for n, v in told.items())
    info = (
        f"<ofd:DocID>{key}</ofd:DocID><ofd:Title>{escape(title)}</ofd:Title><ofd:Author>{escape(author)}</ofd:Author>"
        f"<ofd:CreationDate>{day.isoformat()}</ofd:CreationDate><ofd:Creator>{CREATOR}</ofd:Creator>"
        + (f"<ofd:CustomDatas>{custom}</ofd:CustomDatas>" if custom else "")
    )
    body = f"<ofd:DocInfo>{info}</ofd:DocInfo><ofd:DocRoot>{DOCUMENT}</ofd:DocRoot>"
    body += f"<ofd:Signatures>{SIGNATURES}</ofd:Signatures>"
    return xml("OFD", f"<ofd:DocBody>{body}</ofd:DocBody>", ' Version="1.0" DocType="OFD"')


def _document(first: Page, page_ids: Sequence[int], last: int) -> bytes:
    common = (
        f"<ofd:MaxUnitID>{last}</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>"
        f"{box(0, 0, first.width, first.height)}</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
    )
    listed = "".join(
        f'<ofd:Page ID="{key}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n, key in enumerate(page_ids)
    )
    return xml("Document", f"<ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>")


def _resources(fonts: Mapping[str, int]) -> bytes:
    listed = "".join(
        f'<ofd:Font ID="{key}" FontName="{name}" FamilyName={quoteattr(_font(name).family)}{_bold(name)}>'
        f"<ofd:FontFile>{name}.ttf</ofd:FontFile></ofd:Font>"
        for name, key in fonts.items()
    )
    return xml("Res", f"<ofd:Fonts>{listed}</ofd:Fonts>", ' BaseLoc="Res"')


def _font(name: str) -> Face:
    """The packaged font of a name, or the further one of this installation."""
    if name in FAMILIES:
        return Face(FONTS / f"{name}.ttf", FAMILIES[name], name, frozenset())
    found = further.named(name)
    if found is None:
        raise LookupError(f"no font of the name {name}")
    return found


def _bold(name: str) -> str:
    return ' Bold="true"' if name.endswith("-Bold") else ""


def _content(page: Page, ids: _Ids, fonts: Mapping[str, int]) -> bytes:
    layer = ids.next()
    drawn = "".join(
        _words(one, ids.next(), fonts, page) if isinstance(one, Words) else _shape(one, ids.next(), page)
        for one in page.drawn
    )
    area = f"<ofd:Area><ofd:PhysicalBox>{box(0, 0, page.width, page.height)}</ofd:PhysicalBox></ofd:Area>"
    return xml("Page", f'{area}<ofd:Content><ofd:Layer ID="{layer}" Type="Body">{drawn}</ofd:Layer></ofd:Content>')


def _words(one: Words, key: int, fonts: Mapping[str, int], page: Page) -> str:
    """Words stand in a box of their own; turned ones in a box as large as the page, by a matrix."""
    x, y = one.at
    if abs(one.angle) < 1e-6:
        place = f'Boundary="{box(x, y - one.size, one.steps[-1] + 1.5 * one.size, 1.5 * one.size)}"'
        start = f'X="0" Y="{_n(one.size)}"'
    else:
        cos, sin = math.cos(one.angle), math.sin(one.angle)
        turn = f"{cos:.6f} {sin:.6f} {-sin:.6f} {cos:.6f} {_n(x)} {_n(y)}"
        place, start = f'Boundary="{box(0, 0, page.width, page.height)}" CTM="{turn}"', 'X="0" Y="0"'
    moves = " ".join(_n(after - before) for before, after in zip(one.steps, one.steps[1:], strict=False))
    start += f' DeltaX="{moves}"' if moves else ""
    return (
        f'<ofd:TextObject ID="{key}" {place} Font="{fonts[one.font]}" Size="{_n(one.size)}">'
        f"{_colour('FillColor', one.colour)}<ofd:TextCode {start}>{escape(one.text)}</ofd:TextCode></ofd:TextObject>"
    )


def _shape(one: Shape, key: int, page: Page) -> str:
    said = " ".join(_step(operator, points) for operator, points in one.path)
    asked = f'Stroke="{str(one.stroke is not None).lower()}" Fill="{str(one.fill is not None).lower()}"'
    asked += f' Rule="{one.rule}"' if one.fill and one.rule != "NonZero" else ""
    colours = (_colour("FillColor", one.fill) if one.fill else "") + (
        _colour("StrokeColor", one.stroke) if one.stroke else ""
    )
    return (
        f'<ofd:PathObject ID="{key}" Boundary="{box(0, 0, page.width, page.height)}" '
        f'LineWidth="{_n(one.width)}" {asked}>{colours}<ofd:AbbreviatedData>{said}</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
    )


def _step(operator: str, points: Iterable[tuple[float, float]]) -> str:
    return " ".join([operator, *(f"{_n(x)} {_n(y)}" for x, y in points)])


def _colour(name: str, colour: Colour) -> str:
    alpha = f' Alpha="{colour.alpha}"' if colour.alpha != 255 else ""
    return f'<ofd:{name} Value="{colour.red} {colour.green} {colour.blue}"{alpha}/>'
