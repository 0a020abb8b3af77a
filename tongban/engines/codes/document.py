"""Numbers of identity documents other than the citizen's card: permits of Hong Kong, Macao and Taiwan, passports, and
the identity card of foreigners with permanent residence, whose 18 signs end with a check character as a citizen's do
(国家移民管理局, 新版外国人永久居留身份证机读信息规则, 2023). Of the others the shape alone is ours to refuse by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from tongban.engines.codes.iso7064 import mod_11_2
from tongban.engines.codes.text import BadCode, tidy

__all__ = ["check"]

# Codes of document kinds as in GA/T 2000.156. Beside each shape what a person reads on the document in his hand.
SHAPES: Mapping[str, tuple[str, str]] = {
    "414": (r"[A-Z0-9]{5,17}", "护照号码应为 5 至 17 位字母和数字，例如 E12345678。请对照护照资料页填写。"),
    "511": (
        r"\d{8}(\d{2})?",
        "台湾居民来往大陆通行证号码应为 8 位数字（旧证 10 位）。请对照证件填写，不要填台湾身份证号。",
    ),
    "516": (
        r"[HM]\d{8}(\d{2})?",
        "港澳居民来往内地通行证号码应以 H（香港）或 M（澳门）开头，后面 8 位数字（旧证 10 位）。请对照证件填写。",
    ),
    "553": (
        r"9\d{16}[0-9X]|[A-Z]{3}\d{12}",
        "外国人永久居留身份证号码应为 18 位、以 9 开头；旧版为 3 个字母加 12 位数字。请对照证件填写。",
    ),
}
_NEW_RESIDENT = 18


def check(kind: str, text: str) -> tuple[str, date | None]:
    """The number as it is kept, and the date of birth where the number tells it; raises `BadCode`."""
    number = tidy(text)
    shape, sentence = SHAPES[kind]
    if not re.fullmatch(shape, number):
        raise BadCode(sentence)
    if kind != "553" or len(number) != _NEW_RESIDENT:  # the old card writes the year with two digits
        return number, None
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise BadCode("证件号码第 7 至 14 位不是有效的出生日期。请对照证件逐位核对。") from None
    if mod_11_2(number[:17]) != number[17]:
        raise BadCode("外国人永久居留身份证号码的校验位不符，通常是输错了某一位。请对照证件逐位核对。")
    return number, born
