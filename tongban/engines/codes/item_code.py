"""The code of a service item (事项编码): 12 digits in the catalogue, 31 as implemented, 33 as applied for.

`parse` reads today's national codes; `recognise` also the older and local ones that lists bring with them (an..10 and
an..24 of GB/T 39046, Guizhou's 10 digits, Hubei's 16, Sichuan's long form) and names the profile.
"""

import re
from dataclasses import dataclass
from typing import Literal

from tongban.engines.codes import credit_code
from tongban.engines.codes.text import BadCode, ascii_digits, tidy

__all__ = ["KINDS", "LEVELS", "PROFILES", "ForeignCode", "ItemCode", "inspect", "make", "parse", "recognise"]

# GB/T 39046 A.1 and A.2.
KINDS = {
    "00": "行政权力事项", "01": "行政许可", "02": "行政处罚", "03": "行政强制", "04": "行政征收", "05": "行政给付",
    "06": "行政检查", "07": "行政确认", "08": "行政奖励", "09": "行政裁决", "10": "其他类别", "20": "公共服务",
}  # fmt: skip
LEVELS = {
    "1": "国家级", "2": "省级", "3": "市级", "4": "县级",
    "5": "镇（乡、街道）级", "6": "村（社区）级", "7": "分级管理",
}  # fmt: skip

Layer = Literal["catalogue", "implementation", "handling"]
_LAYERS: dict[int, Layer] = {12: "catalogue", 31: "implementation", 33: "handling"}


@dataclass(frozen=True, slots=True)
class ItemCode:
    text: str
    layer: Layer
    implementer: str | None
    level: str | None
    catalogue: str
    sequence: str | None

    @property
    def province(self) -> str:
        return self.catalogue[:2]

    @property
    def kind(self) -> str:
        return self.catalogue[2:4]

    @property
    def main(self) -> str:
        return self.catalogue[4:9]

    @property
    def sub(self) -> str:
        return self.catalogue[9:]


def parse(text: str) -> ItemCode:
    """Read an item code that must be right; `inspect` is the gentle reading for imported lists."""
    doubts = inspect(text)
    if doubts:
        raise BadCode(doubts[0])
    return _split(tidy(text))


def inspect(text: str) -> list[str]:
    """Everything doubtful about an item code, for lists imported from elsewhere; empty when it is right."""
    code = tidy(text)
    if len(code) not in _LAYERS:
        return [f"事项编码应为 12 位（基本编码）、31 位（实施编码）或 33 位（业务办理项编码），这里是 {len(code)} 位。"]
    parts = _split(code)
    found = _implementer_doubts(parts) if parts.implementer is not None else []
    if not ascii_digits(parts.catalogue):
        return [*found, "基本编码的 12 位都应是数字。"]
    if parts.kind not in KINDS:
        found.append(f"事项类型代码“{parts.kind}”不在国家标准的代码表中。")
    if parts.sequence is not None and not ascii_digits(parts.sequence):
        found.append("业务办理项编码的最后两位应是数字。")
    return found


def make(implementer: str, level: str, catalogue: str, sequence: str = "") -> str:
    """Compose an implementation code, or with a sequence the code of what one applies for."""
    return parse(f"{implementer}{level}{catalogue}{sequence}").text


def _split(code: str) -> ItemCode:
    layer = _LAYERS[len(code)]
    if layer == "catalogue":
        return ItemCode(code, layer, None, None, code, None)
    return ItemCode(code, layer, code[:18], code[18], code[19:31], code[31:] or None)


def _implementer_doubts(parts: ItemCode) -> list[str]:
    found = []
    try:
        credit_code.check(parts.implementer or "")
    except BadCode:
        found.append("前 18 位不是有效的统一社会信用代码，无法确认实施主体。")
    if parts.level not in LEVELS:
        found.append(f"行使层级代码“{parts.level}”不在国家标准的代码表中。")
    return found


PROFILES = {
    "national": "国家编码（12、31、33 位）", "old-catalogue": "旧版基本编码（10 位）",
    "old-implementation": "旧版实施编码（24 位）", "guizhou": "贵州 DB52/T 1264—2018（10 位）",
    "hubei": "湖北（16 位）", "sichuan": "四川（目录码-区划-街道-实施主体-序号-版本）",
}  # fmt: skip
# 目录码 14, 区划 12, 街道 3, 实施主体 18, then one and two digits; written with hyphens, which `tidy` takes out.
_SICHUAN = re.compile(r"([0-9A-Z]{14})(\d{12})(\d{3})([0-9A-Z]{18})(\d)(\d{2})")
_SICHUAN_KINDS = {"A": "01", "F": "07", "G": "05", "E": "09", "H": "08", "Z": "10"}


@dataclass(frozen=True, slots=True)
class ForeignCode:
    """A code as some list writes it: whose way of writing it is, and what can be known from it ("" where nothing)."""

    text: str
    profile: str
    kind: str = ""
    catalogue: str = ""
    implementer: str = ""
    level: str = ""
    doubts: tuple[str, ...] = ()


def recognise(text: str, province: str = "") -> ForeignCode:
    """Read any known way of writing an item code, and name its profile (编码规则); raises `BadCode`.

    ``province`` (two digits: 52 Guizhou, 42 Hubei) says where the list is from, since ten digits are written in two
    ways. What is doubtful in a code that can be read is told in ``doubts``, never refused: lists are dirty.
    """
    code = tidy(text)
    if len(code) in _LAYERS:
        parts = _split(code)
        return ForeignCode(
            code, "national", parts.kind if parts.kind in KINDS else "", parts.catalogue, parts.implementer or "",
            parts.level or "", tuple(inspect(code)),
        )  # fmt: skip
    if found := _SICHUAN.fullmatch(code):
        return _sichuan(code, found)
    if len(code) == 24 and ascii_digits(code[-10:]):
        old = _of_ten(code[-10:], "old-implementation")
        return ForeignCode(code, old.profile, old.kind, old.catalogue, "", "", old.doubts)
    if len(code) == 16 and ascii_digits(code) and province in ("", "42"):
        return ForeignCode(code, "hubei", doubts=("湖北 16 位编码的各段含义没有公开，只作文本保存。",))
    if len(code) == 10 and ascii_digits(code):
        return _of_ten(code, "guizhou" if province == "52" else "old-catalogue")
    raise BadCode(
        f"认不出“{code[:40]}”是哪一种事项编码（{len(code)} 位）。可识别：{'；'.join(PROFILES.values())}。"
    )


def _of_ten(code: str, profile: str) -> ForeignCode:
    """类型 2 + 主项 5 + 子项 3, without the province."""
    kind = code[:2]
    doubts = () if kind in KINDS else (f"事项类型代码“{kind}”不在国家标准的代码表中。",)
    return ForeignCode(code, profile, kind if kind in KINDS else "", code, doubts=doubts)


def _sichuan(code: str, found: re.Match[str]) -> ForeignCode:
    catalogue, implementer = found[1], found[4]
    letter = re.search(r"\d([A-Z])\d", catalogue)
    kind = _SICHUAN_KINDS.get(letter[1], "") if letter and catalogue[letter.start()] == "1" else ""
    if letter and catalogue[letter.start()] == "2":
        kind = "20"
    doubts = []
    try:
        credit_code.check(implementer)
    except BadCode:
        doubts.append("第 4 段不是有效的统一社会信用代码，无法确认实施主体。")
    if not kind:
        doubts.append("目录码里看不出事项类型。")
    return ForeignCode(code, "sichuan", kind, catalogue, implementer, "", tuple(doubts))
