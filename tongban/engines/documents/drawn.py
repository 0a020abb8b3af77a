"""What stands on the pages of a paper we made: words with their places, lines and areas, in the order of drawing.

Read from the PDF, so that every other form of a paper says and shows what the PDF does. Millimetres, downwards from the
upper left corner.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

MM = 25.4 / 72
HYPHEN = 2  # how the reader writes a hyphen at the end of a line
A_PATTERN = (191, 191, 191)  # what it says of an area filled with a pattern

Point = tuple[float, float]


@dataclass(frozen=True)
class Colour:
    """Red, green, blue and how much of it covers, each of 255."""

    red: int
    green: int
    blue: int
    alpha: int = 255


@dataclass
class Words:
    """Characters on one line, each with its distance from the first; ``angle`` turns the line, clockwise."""

    font: str
    size: float
    colour: Colour
    at: Point
    angle: float = 0.0
    text: str = ""
    steps: list[float] = field(default_factory=list)


@dataclass
class Shape:
    """An outline of moves, lines and curves, each an operator with its points; filled, drawn along, or both."""

    path: list[tuple[str, tuple[Point, ...]]]
    fill: Colour | None
    stroke: Colour | None
    width: float
    rule: str = "NonZero"


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    drawn: list[Words | Shape]


def pages(pdf: bytes) -> list[Page]:
    """Every page of a PDF of ours; forms and pictures inside it are not read, because our templates make none."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def _page(page: Any) -> Page:
    width, height = page.get_size()
    lines = _lines(page, height)
    drawn: list[Words | Shape] = []
    for found in page.get_objects(max_depth=1):
        if found.type == pdfium.FPDF_PAGEOBJ_TEXT:
            words = lines.get(_address(found.raw))
            if words is not None and words.text.strip():
                drawn.append(words)
        elif found.type == pdfium.FPDF_PAGEOBJ_PATH:
            drawn.append(_shape(found.raw, height))
    return Page(width * MM, height * MM, drawn)


def _address(handle: Any) -> int:
    return int(ctypes.cast(handle, ctypes.c_void_p).value or 0)


def _lines(page: Any, height: float) -> dict[int, Words]:
    """The words of each text object, by its address."""
    text, found = page.get_textpage(), {}  # type: ignore[var-annotated]
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(pdfium.FPDFText_CountChars(text.raw)):
        if pdfium.FPDFText_IsGenerated(text.raw, index) == 1:
            continue
        handle = pdfium.FPDFText_GetTextObject(text.raw, index)
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        at = (x.value * MM, (height - y.value) * MM)
        words = found.get(_address(handle))
        if words is None:
            words = found[_address(handle)] = _words(handle, at)
        if 0xDC00 <= code <= 0xDFFF and "\ud800" <= words.text[-1:] <= "\udbff":  # the reader halves a rare character
            words.text = words.text[:-1] + chr(0x10000 + ((ord(words.text[-1]) - 0xD800) << 10) + code - 0xDC00)
            continue
        words.text += "-" if code == HYPHEN else chr(code)
        right, down = at[0] - words.at[0], at[1] - words.at[1]
        words.steps.append(right * math.cos(words.angle) + down * math.sin(words.angle))
    return found


def _words(handle: Any, at: Point) -> Words:
    matrix, size, name = _matrix(handle), ctypes.c_float(), ctypes.create_string_buffer(128)
    pdfium.FPDFTextObj_GetFontSize(handle, size)
    pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(handle), name, len(name))
    font = name.value.decode("ascii").partition("+")[2] or name.value.decode("ascii")
    colour = _colour(pdfium.FPDFPageObj_GetFillColor, handle)
    scale = math.hypot(matrix.c, matrix.d)
    return Words(font, size.value * scale * MM, colour, at, -math.atan2(matrix.b, matrix.a))


def _shape(handle: Any, height: float) -> Shape:
    matrix, width = _matrix(handle), ctypes.c_float()
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, mode, stroked)
    pdfium.FPDFPageObj_GetStrokeWidth(handle, width)
    stroke = _colour(pdfium.FPDFPageObj_GetStrokeColor, handle) if stroked.value else None
    fill = _colour(pdfium.FPDFPageObj_GetFillColor, handle) if mode.value else None
    if fill and stroke and (fill.red, fill.green, fill.blue) == A_PATTERN:
        fill = Colour(*(255 - (255 - part) // 6 for part in (stroke.red, stroke.green, stroke.blue)))  # its even tint
    scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
    rule = "Even-Odd" if mode.value == pdfium.FPDF_FILLMODE_ALTERNATE else "NonZero"
    return Shape(list(_path(handle, matrix, height)), fill, stroke, width.value * scale * MM, rule)


def _path(handle: Any, matrix: Any, height: float) -> Iterator[tuple[str, tuple[Point, ...]]]:
    x, y, curve = ctypes.c_float(), ctypes.c_float(), []  # type: ignore[var-annotated]
    for index in range(pdfium.FPDFPath_CountSegments(handle)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        right = matrix.a * x.value + matrix.c * y.value + matrix.e
        up = matrix.b * x.value + matrix.d * y.value + matrix.f
        point = (right * MM, (height - up) * MM)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            curve.append(point)
            if len(curve) == 3:
                yield "B", tuple(curve)
                curve.clear()
        else:
            yield "M" if kind == pdfium.FPDF_SEGMENT_MOVETO else "L", (point,)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield "C", ()


def _matrix(handle: Any) -> Any:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    return matrix


def _colour(ask: Any, handle: Any) -> Colour:
    parts = [ctypes.c_uint() for _ in range(4)]
    ask(handle, *parts)
    return Colour(*(part.value for part in parts))
