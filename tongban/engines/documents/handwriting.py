"""What somebody wrote by hand on a pad (手写笔迹): strokes as points, read strictly, drawn as a picture."""

from __future__ import annotations

import json
from html import escape
from typing import Any

WIDE, HIGH = 600, 200
MOST_STROKES, MOST_POINTS = 80, 3000

Strokes = list[list[list[int]]]


def read(text: str) -> Strokes:
    """Strokes from what a pad sent, ``[[[x, y], …], …]`` within `WIDE` × `HIGH`; ValueError for anything else."""
    found = json.loads(text) if text and len(text) < 12 * MOST_POINTS else []
    if not isinstance(found, list) or not 0 < len(found) <= MOST_STROKES:
        raise ValueError("no strokes, or too many")
    if any(not isinstance(stroke, list) or not stroke for stroke in found):
        raise ValueError("a stroke is a list of points")
    points = [point for stroke in found for point in stroke]
    if len(points) > MOST_POINTS or not all(_is_point(point) for point in points):
        raise ValueError("a point is two whole numbers on the pad")
    if len(points) < 6:
        raise ValueError("a dot is no signature")
    return found


def svg(strokes: Strokes, title: str = "") -> str:
    """The strokes as a picture, with presentation attributes only: a page under a strict policy may show it."""
    lines = "".join(_line(stroke) for stroke in strokes)
    said = f' role="img" aria-label="{escape(title, quote=True)}"' if title else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" class="hand"{said}>'
        f'<path d="{lines}" fill="none" stroke="#14181f" stroke-width="4" stroke-linecap="round" '
        f'stroke-linejoin="round"/></svg>'
    )


def _line(stroke: list[list[int]]) -> str:
    (x, y), *others = stroke
    return f"M{x} {y}" + ("".join(f"L{a} {b}" for a, b in others) or f"L{x} {y}")


def _is_point(one: Any) -> bool:
    if not isinstance(one, list) or len(one) != 2 or any(type(n) is not int for n in one):
        return False
    return 0 <= one[0] <= WIDE and 0 <= one[1] <= HIGH
