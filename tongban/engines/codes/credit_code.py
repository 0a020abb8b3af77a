"""The unified social credit code (统一社会信用代码, GB 32100): registrar, kind, region, body, check character."""

import re
from dataclasses import dataclass

from tongban.engines.codes.text import BadCode, tidy

__all__ = ["CreditCode", "check", "make", "organisation_check"]

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_BODY_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_SHAPE = re.compile(rf"[{_ALPHABET}]{{2}}[0-9]{{6}}[{_ALPHABET}]{{10}}")
REGISTRARS = {
    "1": "机构编制", "2": "外交", "3": "司法行政", "4": "文化", "5": "民政", "6": "旅游", "7": "宗教", "8": "工会",
    "9": "市场监督管理", "A": "中央军委改革和编制管理", "N": "农业农村", "Y": "其他",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CreditCode:
    text: str
    registrar: str
    kind: str
    division: str
    organisation: str
    warnings: tuple[str, ...] = ()


def check(text: str) -> CreditCode:
    """Read a credit code, or say in one sentence why it cannot be one."""
    code = tidy(text)
    if len(code) != 18:
        raise BadCode("统一社会信用代码应为 18 位。请对照营业执照或登记证书重新填写。")
    if not _SHAPE.fullmatch(code):
        raise BadCode("统一社会信用代码只含数字和大写字母（不含 I、O、S、V、Z），第 3 至 8 位是数字。请核对。")
    if _check_character(code[:17]) != code[17]:
        raise BadCode("统一社会信用代码的校验位不符，通常是输错了某一位。请对照证书逐位核对。")
    return CreditCode(code, code[0], code[1], code[2:8], code[8:17], _doubts(code))


def make(first17: str) -> str:
    """Complete seventeen characters with their check character."""
    start = tidy(first17)
    if not _SHAPE.fullmatch(start + "0"):
        raise BadCode("生成统一社会信用代码需要 17 位数字或大写字母（不含 I、O、S、V、Z），第 3 至 8 位是数字。")
    return start + _check_character(start)


def organisation_check(first8: str) -> str:
    """The check character of the nine-character organisation code (组织机构代码, GB 11714) inside."""
    total = sum(_BODY_ALPHABET.index(c) * w for c, w in zip(first8, _BODY_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def _check_character(first17: str) -> str:
    total = sum(_ALPHABET.index(c) * w for c, w in zip(first17, _WEIGHTS, strict=True))
    return _ALPHABET[-total % 31]


def _doubts(code: str) -> tuple[str, ...]:
    found = []
    if code[0] not in REGISTRARS:
        found.append(f"首位“{code[0]}”不是已知的登记管理部门代码。")
    if organisation_check(code[8:16]) != code[16]:
        found.append("第 9 至 17 位的主体标识码校验不符，请核对证书原件。")
    if code[2:5] == "999":
        found.append("这是演示用的虚构代码，不属于任何单位。")
    return tuple(found)
