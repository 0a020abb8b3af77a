"""Page pictures with what a machine found drawn onto them: upright, each place in a numbered frame."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from tongban.engines.documents.glyphs import FONTS
from tongban.engines.reading import Finding, Page

LOOKS = {"fail": "#b3261e", "unknown": "#8a5a00", "pass": "#1b7f3b"}


def marked(image: Image.Image, page: Page, findings: Sequence[Finding], number: int = 0) -> Image.Image:
    """The page as it was read (upright): around the place of each finding on page ``number`` a frame and its number.

    Findings are counted over all pages, as the list beside the picture counts them.
    """
    image = image.convert("RGB")
    if page.turn:
        image = image.rotate(-page.turn, expand=True)
    scale, pen = image.width / max(1, page.width), ImageDraw.Draw(image)
    line = max(3, image.width // 300)
    for count, finding in enumerate(findings, 1):
        if finding.place is None or finding.page != number:
            continue
        left, top, right, bottom = (round(n * scale) for n in finding.place)
        colour = LOOKS[finding.outcome]
        gap = line * 2
        pen.rectangle((left - gap, top - gap, right + gap, bottom + gap), outline=colour, width=line)
        size = max(18, image.width // 40)
        corner = (max(0, left - gap), max(0, top - gap - size))
        pen.rectangle((*corner, corner[0] + size, corner[1] + size), fill=colour)
        middle = (corner[0] + size / 2, corner[1] + size / 2)
        pen.text(middle, str(count), font=_font(round(size * 0.8)), fill="white", anchor="mm")
    return image


def near(image: Image.Image, page: Page, findings: Sequence[Finding], number: int = 0) -> Image.Image:
    """The marked page, cut to the height where the marks are: what a telephone can show large enough to read."""
    shown = marked(image, page, findings, number)
    places = [f.place for f in findings if f.place is not None and f.page == number]
    if not places:
        return shown
    scale, spare = shown.width / max(1, page.width), shown.width // 7
    top = max(0, round(min(p[1] for p in places) * scale) - spare)
    bottom = min(shown.height, round(max(p[3] for p in places) * scale) + spare)
    return shown.crop((0, top, shown.width, bottom))


def jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / "NotoSansSC-Regular.ttf"), size)
