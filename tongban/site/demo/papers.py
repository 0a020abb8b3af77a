"""Documents that people of Lanting hand in: drawn here, marked as examples.

What is read by machine is a PDF with its text, as a drawing program or an online contract makes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image, ImageDraw, ImageFilter, ImageFont

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


@lru_cache(maxsize=8)
def blurred(title: str) -> bytes:
    """The same, photographed while the hand was moving."""
    image = Image.open(BytesIO(page(title))).filter(ImageFilter.GaussianBlur(9))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@lru_cache(maxsize=8)
def plan(title: str, washing: bool = True) -> bytes:
    """A floor plan as a drawing program prints it, with or without the place where dishes are washed."""
    rooms = ["营业区", "操作区", "冷藏、仓储", "就餐区", "出入口", *(["清洗、消毒"] if washing else [])]
    return sheet(title, dict.fromkeys(rooms, "见图示，单位：毫米"))


def sheet(title: str, said: Mapping[str, str]) -> bytes:
    """A PDF with a title and what stands behind each label, marked as an example."""
    source = """
        #let data = json(bytes(sys.inputs.data))
        #set page(width: 210mm, height: 148mm, margin: 18mm)
        #set text(font: "Noto Sans SC", size: 12pt)
        #align(center, text(size: 18pt, data.title))
        #for (label, value) in data.rows [#label：#value #linebreak()]
        #v(1fr) #text(size: 9pt, "示例文件（虚构）")
    """
    data = json.dumps({"title": title, "rows": list(said.items())}, ensure_ascii=False)
    made = typst.compile(
        source.encode(), format="pdf", font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"data": data}
    )
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT.parent)])
