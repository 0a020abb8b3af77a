"""Licences, contracts and cards of Lanting's invented people, drawn here and marked 样例 all over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from tongban.engines.documents.glyphs import FONTS

SERIF, BOLD, SANS = "NotoSerifSC-Regular.ttf", "NotoSerifSC-Bold.ttf", "NotoSansSC-Regular.ttf"
INK, LABEL = "#1d1d1f", "#3a3a3c"


@dataclass(frozen=True)
class Sheet:
    """How one kind of paper looks: its size, title, and rows of (label, key); two in a row stand side by side."""

    title: str
    rows: Sequence[tuple[tuple[str, str], ...]]
    size: tuple[int, int] = (1400, 990)
    paper: str = "#fbf8ef"
    text: int = 30
    labelled: int = 190  # pixels for a label
    foot: str = ""


SHEETS: Mapping[str, Sheet] = {
    "business-licence": Sheet("营业执照", (
        (("统一社会信用代码", "number"),), (("名称", "name"), ("注册资本", "capital")),
        (("类型", "sort"), ("成立日期", "since")), (("法定代表人", "legal"), ("营业期限", "until")),
        (("住所", "address"),), (("经营范围", "scope"),), (("登记机关", "issuer"),),
    ), labelled=270),
    "food-licence": Sheet("食品经营许可证", (
        (("经营者名称", "name"),), (("统一社会信用代码", "code"),), (("法定代表人（负责人）", "legal"),),
        (("经营场所", "address"),), (("主体业态", "form"),), (("经营项目", "scope"),), (("许可证编号", "number"),),
        (("有效期至", "until"),), (("发证机关", "issuer"),),
    ), labelled=320),
    "id-card": Sheet("", (
        (("姓名", "name"),), (("性别", "sex"), ("民族", "people")), (("出生", "birth"),), (("住址", "address"),),
        (("公民身份号码", "number"),),
    ), size=(1012, 638), paper="#eef4f6", text=34, labelled=130),
    "id-card-back": Sheet("中华人民共和国居民身份证", ((("签发机关", "issuer"),), (("有效期限", "until"),)),
                          size=(1012, 638), paper="#eef4f6", text=34, labelled=190),
    "lease": Sheet("房屋租赁合同", (
        (("出租方（甲方）：", "landlord"),), (("承租方（乙方）：", "name"),), (("房屋坐落：", "address"),),
        (("建筑面积：", "area"),), (("用途：", "use"),), (("租赁期限：", "until"),), (("租金：", "rent"),),
        (("签订日期：", "since"),),
    ), size=(1240, 1754), paper="#fdfdfc", text=32, labelled=270,
        foot="甲方将上述房屋出租给乙方使用，双方应当遵守本合同的约定。本合同一式两份，双方各执一份。"),
    "attorney-letter": Sheet("授权委托书", (
        (("委托人（经营者名称）：", "name"),), (("统一社会信用代码：", "code"),),
        (("法定代表人（负责人）：", "legal"),), (("受托人姓名：", "agent"),), (("受托人证件号码：", "number"),),
        (("委托事项：", "use"),), (("委托期限：", "until"),),
    ), size=(1240, 1754), paper="#fdfdfc", text=32, labelled=380,
        foot="受托人在上述事项范围内所做的行为，由本单位承担责任。"),
    "marriage-certificate": Sheet("结婚证", (
        (("持证人", "name"),), (("登记日期", "since"),), (("结婚证字号", "serial"),), (("身份证件号", "number"),),
    ), size=(1100, 780), paper="#fbeeec", labelled=220),
    "birth-certificate": Sheet("出生医学证明", (
        (("新生儿姓名", "name"), ("性别", "sex")), (("出生时间", "birth"), ("出生孕周", "weeks")),
        (("母亲姓名", "mother"), ("父亲姓名", "father")), (("接生机构", "issuer"),), (("出生证编号", "serial"),),
    ), size=(1400, 990), paper="#f3f6ee", labelled=210),
    "driving-permit": Sheet("中华人民共和国机动车行驶证", (
        (("号牌号码", "plate"), ("车辆类型", "sort")), (("所有人", "name"),), (("住址", "address"),),
        (("品牌型号", "brand"),), (("车辆识别代号", "frame"),), (("注册日期", "since"), ("发证日期", "issued")),
    ), size=(1200, 820), paper="#eef3ee", labelled=210),
}  # fmt: skip


@lru_cache(maxsize=16)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / name), size)


def draw(kind: str, said: Mapping[str, str]) -> Image.Image:
    """One document of a kind with what it says, 样例 laid over it in pale red."""
    sheet = SHEETS[kind]
    image = Image.new("RGB", sheet.size, sheet.paper)
    pen = ImageDraw.Draw(image)
    wide, high = sheet.size
    pen.rectangle((18, 18, wide - 18, high - 18), outline="#a9883f" if sheet.title else "#8aa4ad", width=4)
    y = 70
    if sheet.title:
        face = font(BOLD, min(64, wide // (len(sheet.title) + 3)))
        pen.text((wide / 2, 105), sheet.title, font=face, fill=INK, anchor="mm")
        y = 190
    for row in sheet.rows:
        y = _row(pen, sheet, row, said, y)
    if sheet.foot:
        _wrapped(pen, sheet.foot, (90, y + 30), wide - 180, sheet.text)
    _mark(image)
    return image


def png(kind: str, said: Mapping[str, str]) -> bytes:
    out = BytesIO()
    draw(kind, said).save(out, "PNG", optimize=True)
    return out.getvalue()


def _row(
    pen: ImageDraw.ImageDraw, sheet: Sheet, row: Sequence[tuple[str, str]], said: Mapping[str, str], y: int
) -> int:
    left, share, lowest = 90, (sheet.size[0] - 180) // len(row), y
    for number, (label, key) in enumerate(row):
        if key not in said:
            continue
        x = left + number * share
        pen.text((x, y), label, font=font(SANS, sheet.text), fill=LABEL)
        gap = max(sheet.labelled, round(font(SANS, sheet.text).getlength(label)) + 20)
        lowest = max(lowest, _wrapped(pen, said[key], (x + gap, y), share - gap - 20, sheet.text))
    return lowest + round(sheet.text * 0.9)


def _wrapped(pen: ImageDraw.ImageDraw, text: str, at: tuple[int, int], room: int, size: int) -> int:
    """Set a text into a column; returns where it ends."""
    face, (x, y) = font(SERIF, size), at
    line = ""
    for char in text:
        if face.getlength(line + char) > room:
            pen.text((x, y), line, font=face, fill=INK)
            line, y = "", y + round(size * 1.35)
        line += char
    pen.text((x, y), line, font=face, fill=INK)
    return y + round(size * 1.35)


def _mark(image: Image.Image) -> None:
    """样例, pale and slanting, and in plain words at the foot: nobody can take it for a paper of anybody."""
    size = image.width // 5
    tile = Image.new("RGBA", image.size, (0, 0, 0, 0))
    middle = (image.width // 2, image.height // 2)
    ImageDraw.Draw(tile).text(middle, "样 例", font=font(BOLD, size), fill=(200, 40, 40, 26), anchor="mm")
    tile = tile.rotate(24, Image.Resampling.BICUBIC)
    image.paste(tile, (0, 0), tile)
    foot, corner = font(SANS, max(16, image.width // 60)), (image.width - 60, image.height - 50)
    ImageDraw.Draw(image).text(corner, "样例 · 澜汀市为虚构", font=foot, fill="#b03030", anchor="rm")
