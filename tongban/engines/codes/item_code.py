"""The code of a service item (事项编码): 12 digits in the catalogue, 31 as implemented, 33 as applied for."""

from dataclasses import dataclass
from typing import Literal

from tongban.engines.codes import credit_code
from tongban.engines.codes.text import BadCode, ascii_digits, tidy

__all__ = ["KINDS", "LEVELS", "ItemCode", "inspect", "make", "parse"]

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
