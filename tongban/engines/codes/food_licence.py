"""The number of a food business licence (食品经营许可证编号): JY, kind, region, serial, check digit."""

import re
from dataclasses import dataclass
from typing import Literal

from tongban.engines.codes.iso7064 import mod_11_10
from tongban.engines.codes.text import BadCode, tidy

__all__ = ["KINDS", "FoodLicence", "check", "make"]

Kind = Literal[1, 2, 3]
KINDS: dict[Kind, str] = {1: "食品销售经营者", 2: "餐饮服务经营者", 3: "集中用餐单位食堂"}

_SHAPE = re.compile(r"JY([123])([0-9]{6})([0-9]{6})([0-9])")


@dataclass(frozen=True, slots=True)
class FoodLicence:
    text: str
    kind: int
    division: str
    serial: int


def make(kind: Kind, division6: str, serial: int) -> str:
    """Number a new licence."""
    if kind not in KINDS:
        raise BadCode("食品经营主体业态应为 1（销售）、2（餐饮）或 3（食堂）。")
    digits = f"{kind}{division6}{serial:06d}"
    number = f"JY{digits}{mod_11_10(digits)}" if digits.isdigit() and digits.isascii() else ""
    if not _SHAPE.fullmatch(number):
        raise BadCode("食品经营许可证编号需要 6 位区划代码和不超过 6 位的顺序号。")
    return number


def check(text: str) -> FoodLicence:
    """Read a licence number, or say in one sentence why it cannot be one."""
    number = tidy(text)
    parts = _SHAPE.fullmatch(number)
    if not parts:
        raise BadCode("食品经营许可证编号应为“JY”加 14 位数字，首位数字为 1、2 或 3。请对照许可证核对。")
    if mod_11_10(number[2:15]) != number[15]:
        raise BadCode("食品经营许可证编号的校验位不符，通常是输错了某一位。请对照许可证逐位核对。")
    return FoodLicence(number, int(parts[1]), parts[2], int(parts[3]))
