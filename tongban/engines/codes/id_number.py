"""The citizen identity number (公民身份号码, GB 11643): region, date of birth, sequence, check character."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tongban.engines.codes.iso7064 import mod_11_2
from tongban.engines.codes.text import BadCode, tidy

__all__ = ["IdNumber", "check"]

Sex = Literal["male", "female"]

_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_OLD_SHAPE = re.compile(r"[0-9]{15}")
# 81, 82 and 83 stand on the residence permits of people from Hong Kong, Macao and Taiwan.
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)


@dataclass(frozen=True, slots=True)
class IdNumber:
    text: str
    birth: date
    sex: Sex
    division: str
    warnings: tuple[str, ...] = ()

    def age(self, on: date) -> int:
        """Full years (周岁) on a day; born on 29 February means a birthday on 1 March in common years."""
        return on.year - self.birth.year - ((on.month, on.day) < (self.birth.month, self.birth.day))


def check(text: str, today: date | None = None) -> IdNumber:
    """Read an identity number; the old form of 15 digits comes back as the 18 it stands for."""
    tidied = tidy(text)
    number = _from_old(tidied) if _OLD_SHAPE.fullmatch(tidied) else tidied
    if not _SHAPE.fullmatch(number):
        raise BadCode("身份证号码应为 18 位，前 17 位是数字，最后一位是数字或字母 X。请对照证件重新填写。")
    birth = _birth(number, today)
    if mod_11_2(number[:17]) != number[17]:
        raise BadCode("身份证号码的校验位不符，通常是输错了某一位。请对照证件逐位核对。")
    sex: Sex = "male" if int(number[16]) % 2 else "female"
    return IdNumber(number, birth, sex, number[:6], _doubts(number))


def _from_old(digits: str) -> str:
    grown = f"{digits[:6]}19{digits[6:]}"
    return grown + mod_11_2(grown)


def _birth(number: str, today: date | None) -> date:
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise BadCode("身份证号码第 7 至 14 位不是有效的出生日期。请对照证件核对。") from None
    if today and birth > today:
        raise BadCode("身份证号码中的出生日期晚于今天。请对照证件核对。")
    return birth


def _doubts(number: str) -> tuple[str, ...]:
    if number[:2] in _PROVINCES:
        return ()
    if number.startswith("999"):
        return ("这是演示用的虚构号码，不属于任何人。",)
    return (f"前两位“{number[:2]}”不是已知的省级代码，请核对证件原件。",)
