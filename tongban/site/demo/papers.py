"""Documents that people of Lanting hand in: drawn here, marked as examples."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tongban.engines import documents

FONT = sorted((Path(documents.__file__).parent / "fonts").glob("*ans*.ttf"))[0]
SIZE = (1240, 877)


@lru_cache(maxsize=64)
def page(title: str, owner: str = "") -> bytes:
    """A PNG that looks like a plan or a statement, titled ``title``; ``owner`` is written on it where one is named."""
    image = Image.new("RGB", SIZE, "#fdfdfb")
    pen = ImageDraw.Draw(image)
    large, small = ImageFont.truetype(str(FONT), 40), ImageFont.truetype(str(FONT), 24)
    pen.rectangle((40, 40, 1200, 837), outline="#33404f", width=3)
    pen.text((70, 60), title, font=large, fill="#1a1f27")
    pen.text((70, 120), " · ".join(filter(None, (owner, "示例文件（虚构）"))), font=small, fill="#5c6675")
    rooms = ((70, 180, 620, 520, "营业区"), (620, 180, 1170, 400, "操作区"), (620, 400, 900, 620, "清洗消毒"),
             (900, 400, 1170, 620, "仓储"), (70, 520, 620, 790, "就餐区"))  # fmt: skip
    for left, top, right, bottom, name in rooms:
        pen.rectangle((left, top, right, bottom), outline="#1f5fbf", width=4)
        pen.text((left + 20, top + 20), name, font=small, fill="#174a96")
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
