"""Pieces of text on a page, and the lines people would read them in, also when the page is tilted."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

Place = tuple[int, int, int, int]
"""Where something stands on a page: left, top, right, bottom, in the pixels of the page as it was read."""


@dataclass(frozen=True)
class Box:
    """One piece of text: its four corners from the upper left, clockwise, and how sure the reader is (0 to 1)."""

    corners: tuple[tuple[float, float], ...]
    text: str
    score: float = 1.0

    @property
    def place(self) -> Place:
        xs, ys = [x for x, _ in self.corners], [y for _, y in self.corners]
        return int(min(xs)), int(min(ys)), math.ceil(max(xs)), math.ceil(max(ys))

    @property
    def middle(self) -> tuple[float, float]:
        return sum(x for x, _ in self.corners) / 4, sum(y for _, y in self.corners) / 4

    @property
    def angle(self) -> float:
        """How its upper edge leans, in degrees; clockwise is positive."""
        (x0, y0), (x1, y1) = self.corners[0], self.corners[1]
        return math.degrees(math.atan2(y1 - y0, x1 - x0))

    @property
    def height(self) -> float:
        return (math.dist(self.corners[0], self.corners[3]) + math.dist(self.corners[1], self.corners[2])) / 2

    @property
    def width(self) -> float:
        return math.dist(self.corners[0], self.corners[1])


@dataclass(frozen=True)
class Page:
    """One page as a reader saw it, upright: ``turn`` says how many degrees clockwise it had to be turned."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    turn: int = 0
    looks: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Page:
        """From what `said` made."""
        boxes = tuple(
            Box(tuple((float(x), float(y)) for x, y in corners), str(text), float(score))
            for corners, text, score in said["boxes"]
        )
        return cls(int(said["width"]), int(said["height"]), boxes, int(said["turn"]), dict(said.get("looks", {})))

    @property
    def said(self) -> dict[str, Any]:
        """As JSON can keep it."""
        boxes = [[[[round(x), round(y)] for x, y in b.corners], b.text, round(b.score, 3)] for b in self.boxes]
        return {"width": self.width, "height": self.height, "turn": self.turn, "boxes": boxes, "looks": {**self.looks}}


@dataclass(frozen=True)
class Line:
    """Boxes that stand beside each other, from left to right, and their text without spaces."""

    boxes: tuple[Box, ...]
    page: int = 0

    @property
    def text(self) -> str:
        return "".join(squeezed(box.text) for box in self.boxes)

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Where a part of its text stands, as exactly as the boxes tell."""
        end = len(self.text) if end is None else end
        at, found = 0, []
        for box in self.boxes:
            length = len(squeezed(box.text))
            if at < end and at + length > start:
                found.append(_part(box, max(0, start - at) / max(1, length), min(length, end - at) / max(1, length)))
            at += length
        return around(found or [box.place for box in self.boxes])


def _part(box: Box, start: float, end: float) -> Place:
    left, top, right, bottom = box.place
    return int(left + (right - left) * start), top, math.ceil(left + (right - left) * end), bottom


def around(places: Iterable[Place]) -> Place:
    """The smallest place that holds them all."""
    found = list(places)
    return min(p[0] for p in found), min(p[1] for p in found), max(p[2] for p in found), max(p[3] for p in found)


def squeezed(text: str) -> str:
    """Full-width forms as plain ones, and no spaces: 统　一 and 统一 are the same words on a licence."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def tilt(boxes: Sequence[Box]) -> float:
    """How the lines of a page lean, in degrees, judged by its long boxes."""
    wide = sorted((b for b in boxes if b.width > 2 * b.height), key=lambda b: -b.width)[:12]
    return median(b.angle for b in wide) if wide else 0.0


def lines(page: Page, number: int = 0) -> list[Line]:
    """The page's boxes as lines from top to bottom, sorted along the way the page leans and not along its edge."""
    boxes = [b for b in page.boxes if squeezed(b.text)]
    lean = math.radians(tilt(boxes))
    cos, sin = math.cos(lean), math.sin(lean)

    def down(box: Box) -> float:
        x, y = box.middle
        return y * cos - x * sin

    def along(box: Box) -> float:
        x, y = box.middle
        return x * cos + y * sin

    rows: list[list[Box]] = []
    for box in sorted(boxes, key=down):
        row = next((r for r in reversed(rows[-3:]) if _beside(r[-1], box, down)), None)
        if row is None:
            rows.append([box])
        else:
            row.append(box)
    return [Line(tuple(sorted(row, key=along)), number) for row in rows]


def _beside(one: Box, other: Box, down: Any) -> bool:
    """Whether two boxes stand on one line: their middles are nearer than half the smaller's height."""
    smaller = min(one.height, other.height) or 1.0
    return bool(abs(down(one) - down(other)) < smaller * 0.55)
