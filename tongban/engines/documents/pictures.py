"""Pictures that documents and pages need: codes to scan, and seals for demonstration."""

import io
import math

import segno
from PIL import Image, ImageDraw, ImageFont

from tongban.engines.documents.glyphs import FONTS

RED = (200, 22, 29, 255)
CLEAR = (200, 22, 29, 0)  # red even where nothing is seen, so that smoothing leaves no dark rim
SIZE = 1200
FACE = str(FONTS / "NotoSerifSC-Bold.ttf")


def qr_svg(text: str, title: str | None = None) -> str:
    """A QR code without any inline style, so that a strict content security policy lets it stand in a page."""
    out = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2, svgclass=None, lineclass=None, title=title
    )
    return out.getvalue().decode()


def seal_png(name: str, code: str, purpose: str = "专用章") -> bytes:
    """A round red seal (印章) for demonstration: the name on the upper arc, the code on the lower, and never an emblem.

    The word 演示 stands in the middle, where a real seal has its star, so that nobody can take one for the other.
    """
    picture = Image.new("RGBA", (SIZE, SIZE), CLEAR)
    draw = ImageDraw.Draw(picture)
    middle = SIZE // 2
    draw.ellipse((12, 12, SIZE - 12, SIZE - 12), outline=RED, width=30)
    _upper_arc(picture, name)
    _lower_arc(picture, code)
    draw.text((middle, middle + 6), "演示", font=ImageFont.truetype(FACE, 210), fill=RED, anchor="mm")
    size = min(96, 560 // max(1, len(purpose)))
    draw.text((middle, middle + 215), purpose, font=ImageFont.truetype(FACE, size), fill=RED, anchor="mm")
    out = io.BytesIO()
    picture.resize((SIZE // 2, SIZE // 2), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def stamped(picture: bytes, side: int = 480) -> bytes:
    """The same seal for inside a file: ``side`` pixels, few colours, a tenth of the bytes, as clear on paper."""
    small = Image.open(io.BytesIO(picture)).convert("RGBA").resize((side, side), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.quantize(24, method=Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _upper_arc(picture: Image.Image, name: str) -> None:
    """Characters upright towards the rim; a long name gets narrower characters and a wider arc."""
    count = max(1, len(name))
    span = math.radians(min(256, 26 * (count - 1))) if count > 1 else 0.0
    step = span / max(1, count - 1)
    radius = SIZE / 2 - 150
    size = int(min(148, max(60, radius * step * 1.02 if count > 1 else 148)))
    for place, char in enumerate(name):
        _set(picture, char, -span / 2 + place * step, radius, (size, 148), up=True)


def _lower_arc(picture: Image.Image, code: str) -> None:
    """Small figures along the lower rim, read from left to right."""
    step = math.radians(4.6)
    for place, char in enumerate(code[:24]):
        angle = math.pi + (len(code[:24]) - 1) / 2 * step - place * step
        _set(picture, char, angle, SIZE / 2 - 78, (44, 52), up=False)


def _set(picture: Image.Image, char: str, angle: float, radius: float, size: tuple[int, int], *, up: bool) -> None:
    """One character at an angle from the top, its head to the rim or to the middle."""
    font = ImageFont.truetype(FACE, size[1])
    tile = Image.new("RGBA", (size[1] * 2, size[1] * 2), CLEAR)
    ImageDraw.Draw(tile).text((size[1], size[1]), char, font=font, fill=RED, anchor="mm")
    tile = tile.resize((max(1, tile.width * size[0] // size[1]), tile.height), Image.Resampling.LANCZOS)
    turned = tile.rotate(
        -math.degrees(angle if up else angle - math.pi), Image.Resampling.BICUBIC, expand=True, fillcolor=CLEAR
    )
    across = SIZE / 2 + radius * math.sin(angle) - turned.width / 2
    down = SIZE / 2 - radius * math.cos(angle) - turned.height / 2
    picture.alpha_composite(turned, (round(across), round(down)))
