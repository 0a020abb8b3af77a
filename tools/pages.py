"""Pages as a reader would have seen them, made of rows of text: for tests that need a reading and no pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from tongban.engines.reading import Box, Page

Rows = Sequence[Sequence[str]]


def page(rows: Rows, lean: float = 0.0, score: float = 0.99) -> Page:
    """A page of these rows, each piece 30 high, the whole of it leaning by so many degrees."""
    cos, sin = math.cos(math.radians(lean)), math.sin(math.radians(lean))

    def at(x: float, y: float) -> tuple[float, float]:
        return 400 + x * cos - y * sin, 300 + x * sin + y * cos

    boxes = []
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            x, y, wide = place * 700, number * 60, len(text) * 30
            boxes.append(Box((at(x, y), at(x + wide, y), at(x + wide, y + 30), at(x, y + 30)), text, score))
    return Page(2000, 1400, tuple(reversed(boxes)))


def plan(*rooms: str) -> Rows:
    """A floor plan with these rooms, and what every one has."""
    return (("主要设备设施布局图",), ("营业区", "操作区", "出入口"), rooms)


def lease(tenant: str, address: str, until: date) -> Rows:
    """A lease of a warehouse to ``tenant``."""
    last = f"{until.year}年{until.month}月{until.day}日"
    return (
        ("房屋租赁合同",), ("出租方（甲方）：白薇",), (f"承租方（乙方）：{tenant}",), (f"房屋坐落：{address}",),
        (f"租赁期限：自2020年1月1日起至{last}止",),
    )  # fmt: skip
