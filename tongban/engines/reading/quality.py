"""How good a picture is: sharp enough for its letters, neither dark nor bright, large enough, whole, without glare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from PIL import Image, ImageFilter, ImageStat

from tongban.engines.reading.boxes import Box, Page, Place, around

LETTERS = 32  # pixels: every piece of text is brought to this height before its edges are weighed
SHARP = 0.025  # below: blurred. Variance of the Laplacian over variance of the greys, median of the pieces of text;
# a licence photographed well has 2.4, at 0.037 it is still read, at 0.015 no more (bench.reading)
DARK, BRIGHT, FAINT = 70.0, 251.0, 26.0  # mean grey, and the spread of greys in a piece of text
SMALL = 11.0  # pixels of a letter's height, of the page as it was handed in
GRID = 24
_LAPLACE = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=4, offset=128)


def looks(image: Image.Image, boxes: Sequence[Box], scale: float = 1.0) -> dict[str, float]:
    """Figures of an upright page picture; ``scale`` is how much smaller it is than what was handed in."""
    grey = image.convert("L")
    pieces = [p for box in _weighty(boxes) if (p := _piece(grey, box)) is not None]
    spread = [ImageStat.Stat(p).stddev[0] for p in pieces]
    small = grey.resize((GRID, GRID), Image.Resampling.BOX)
    cells, paper = list(small.tobytes()), median(ImageStat.Stat(p).extrema[0][1] for p in pieces) if pieces else 255
    dazzled = [i for i, c in enumerate(cells) if c >= 253 and c > paper + 9]  # white where the paper is not
    glare = len(dazzled) / len(cells)
    if len(pieces) > 2:
        sharp = median(_sharpness(p) for p in pieces)
    else:  # nothing to read: then the picture as a whole, whose edges are fewer
        whole = grey.copy()
        whole.thumbnail((700, 700))
        sharp = 3 * _sharpness(whole)
    return {
        "sharp": round(sharp, 4),
        "mean": round(ImageStat.Stat(grey).mean[0], 1),
        "spread": round(median(spread), 1) if spread else -1.0,
        "letters": round(median(b.height for b in boxes) / scale, 1) if boxes else -1.0,
        "glare": round(glare, 4),
        "glare_at": float(dazzled[len(dazzled) // 2]) if dazzled else -1.0,
    }  # fmt: skip


def _weighty(boxes: Sequence[Box]) -> list[Box]:
    """Up to sixteen pieces of text of usual height, spread over the page."""
    usual = [b for b in boxes if b.width > 1.5 * b.height and b.height > 4]
    return usual[:: max(1, len(usual) // 16)][:16]


def _piece(grey: Image.Image, box: Box) -> Image.Image | None:
    left, top, right, bottom = box.place
    if right - left < 6 or bottom - top < 6 or box.height < 4:
        return None
    piece = grey.crop((max(0, left), max(0, top), min(grey.width, right), min(grey.height, bottom)))
    factor = LETTERS / box.height
    size = (max(8, round(piece.width * factor)), max(8, round(piece.height * factor)))
    return piece.resize(size, Image.Resampling.BILINEAR)


def _sharpness(piece: Image.Image) -> float:
    """Edges by contrast: a faint sharp text is still sharp."""
    spread = ImageStat.Stat(piece).var[0]
    edges = piece.filter(_LAPLACE).crop((1, 1, piece.width - 1, piece.height - 1))  # its rim is not filtered
    return 16 * ImageStat.Stat(edges).var[0] / spread if spread > 1 else 0.0


def faults(page: Page) -> dict[str, Place | None]:
    """What is wrong with a page's picture, by code, with the place where there is one."""
    found: dict[str, Place | None] = {}
    seen: Mapping[str, float] = page.looks
    if seen.get("mean", 128) < DARK:
        found["dark"] = None
    elif seen.get("mean", 128) > BRIGHT and 0 <= seen.get("spread", 99) < FAINT:
        found["bright"] = None
    if 0 <= seen.get("letters", 99) < SMALL:
        found["small"] = None
    if 0 <= seen.get("sharp", 1) < SHARP:
        found["blurred"] = _middle(page)
    if seen.get("glare", 0) > 0.02:
        found["glare"] = _cell(page, int(seen["glare_at"]))
    if (cut := _cut(page)) is not None:
        found["cut"] = cut
    return found


def _middle(page: Page) -> Place | None:
    return around(b.place for b in page.boxes) if page.boxes else None


def _cell(page: Page, cell: int) -> Place:
    row, column = divmod(cell, GRID)
    wide, high = page.width / GRID, page.height / GRID
    return (
        int(max(0, column - 1) * wide), int(max(0, row - 1) * high),
        int(min(GRID, column + 2) * wide), int(min(GRID, row + 2) * high),
    )  # fmt: skip


def _cut(page: Page) -> Place | None:
    """Where text runs over the edge of the picture: two pieces at one edge are no accident."""
    x, y = max(2, page.width * 0.004), max(2, page.height * 0.004)
    at_edge = {
        "left": [b for b in page.boxes if b.place[0] <= x],
        "right": [b for b in page.boxes if b.place[2] >= page.width - x],
        "top": [b for b in page.boxes if b.place[1] <= y],
        "bottom": [b for b in page.boxes if b.place[3] >= page.height - y],
    }
    for edge, boxes in at_edge.items():
        if len(boxes) >= (2 if edge in ("left", "right") else 1) and len(page.boxes) > 3:
            return around(b.place for b in boxes)
    return None
