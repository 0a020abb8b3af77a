"""A photographed document cut out of its picture (裁剪): four corners become a rectangle, as if scanned from above."""

from __future__ import annotations

from io import BytesIO
from math import hypot
from typing import BinaryIO

from PIL import Image, ImageChops, ImageOps

from tongban.registers.materials.errors import FileRefused
from tongban.registers.materials.kinds import PICTURES

Corners = tuple[tuple[float, float], ...]
"""From the upper left clockwise, each (x, y) as a share of the picture's width and height."""

WHOLE: Corners = ((0, 0), (1, 0), (1, 1), (0, 1))
SMALLEST = 0.02  # of the picture's area: less is a slip of the hand
LOOKED_AT, UNLIKE = 240, 36  # side in pixels at which edges are looked for; how far from its margin paper must be
QUALITY = 92


def cut(file: BinaryIO, corners: Corners, turn: int = 0) -> bytes:
    """The quadrangle between four corners as a picture of its own, turned by ``turn`` quarters to the right.

    Raises `FileRefused` for what is no picture, and for corners that are no quadrangle.
    """
    if not _hangs_together(corners):
        raise FileRefused("四个角没有围成一块区域。", next_step="请按左上、右上、右下、左下的顺序放好四个角，再裁剪。")
    try:
        with Image.open(file, formats=list(PICTURES)) as image:
            kind, seen = str(image.format), ImageOps.exif_transpose(image)
            seen = seen if kind == "PNG" and seen.mode in ("L", "RGB", "RGBA") else seen.convert("RGB")
            made, straight = BytesIO(), _straight(seen, corners)
            straight.rotate(-90 * (turn % 4), expand=True).save(made, kind, quality=QUALITY)
            return made.getvalue()
    except OSError:
        raise FileRefused("只有照片可以裁剪。", next_step="PDF 请在电脑上裁剪后重新上传。") from None


def edges(file: BinaryIO) -> Corners:
    """Where the paper seems to lie: what differs from the picture's margin; the whole picture where nothing does."""
    try:
        with Image.open(file, formats=list(PICTURES)) as image:
            small = ImageOps.exif_transpose(image).convert("L")
    except OSError:
        return WHOLE
    small.thumbnail((LOOKED_AT, LOOKED_AT))
    wide, high = small.size
    light = small.tobytes()
    margin = sorted(light[at] for at in (0, wide - 1, wide * (high - 1), wide * high - 1))
    ground = Image.new("L", small.size, (margin[1] + margin[2]) // 2)
    apart = [255 * (far > UNLIKE) for far in range(256)]
    found = ImageChops.difference(small, ground).point(apart).getbbox()
    if found is None or (found[2] - found[0]) * (found[3] - found[1]) < wide * high / 10:
        return WHOLE
    left, top, right, bottom = found[0] / wide, found[1] / high, found[2] / wide, found[3] / high
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _hangs_together(corners: Corners) -> bool:
    """Four corners inside the picture, clockwise, none of them pushed inwards."""
    if len(corners) != 4 or not all(0 <= side <= 1 for corner in corners for side in corner):
        return False
    crosses = []
    for i in range(4):
        (ax, ay), (bx, by), (cx, cy) = corners[i], corners[(i + 1) % 4], corners[(i + 2) % 4]
        crosses.append((bx - ax) * (cy - by) - (by - ay) * (cx - bx))
    area = sum(corners[i][0] * corners[(i + 1) % 4][1] - corners[(i + 1) % 4][0] * corners[i][1] for i in range(4)) / 2
    return min(crosses) > 0 and area >= SMALLEST


def _straight(image: Image.Image, corners: Corners) -> Image.Image:
    """What lies between the corners, its perspective taken out."""
    at = [(x * image.width, y * image.height) for x, y in corners]
    wide = max(_apart(at[0], at[1]), _apart(at[3], at[2]))
    high = max(_apart(at[0], at[3]), _apart(at[1], at[2]))
    size = max(1, round(wide)), max(1, round(high))
    return image.transform(size, Image.Transform.PERSPECTIVE, _plane(at, size), Image.Resampling.BICUBIC)


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _plane(at: list[tuple[float, float]], size: tuple[int, int]) -> tuple[float, ...]:
    """The projective map of a rectangle onto a quadrangle (Heckbert 1989), as the eight numbers Pillow takes."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = at
    dx1, dx2, sx = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, sy = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    whole = dx1 * dy2 - dx2 * dy1
    g, h = (sx * dy2 - dx2 * sy) / whole, (dx1 * sy - sx * dy1) / whole
    wide, high = size
    return (
        (x1 - x0 + g * x1) / wide, (x3 - x0 + h * x3) / high, x0,
        (y1 - y0 + g * y1) / wide, (y3 - y0 + h * y3) / high, y0, g / wide, h / high,
    )  # fmt: skip
