"""The code of an investment project (投资项目代码, GB/T 40058-2021): 24 signs, such as 2609-330100-04-01-123456.

When it was given (year and month; the year alone before August 2021), region, the ministry that guides it, kind of
project, six digits of which the last is a check digit. The rule of that digit is not public in a form we could hold
ourselves to, and older codes have none: a code is held against its structure only.
"""

import re
from dataclasses import dataclass

from tongban.engines.codes.text import BadCode, tidy

__all__ = ["ProjectCode", "check"]

_SHAPE = re.compile(r"([0-9]{4})-?([0-9]{6})-?([0-9]{2})-?([0-9]{2})-?([0-9]{6})")
_FIRST_YEAR = 2015  # when the national platform began to give them (发改办投资〔2015〕)
_MONTHLY = range(21, 100)  # years whose codes may say the month


@dataclass(frozen=True, slots=True)
class ProjectCode:
    text: str
    year: int
    division: str
    kind: str


def check(text: str) -> ProjectCode:
    """Read a project's code, with or without its hyphens, or say in one sentence why it cannot be one."""
    parts = _SHAPE.fullmatch(tidy(text))
    if not parts:
        raise BadCode("投资项目代码一共 24 位，写成 2609-330100-04-01-123456 的样子。请对照立项批复或者备案证核对。")
    given, division, sector, kind, last = parts.groups()
    year = _year(given)
    if year is None:
        raise BadCode("投资项目代码的前 4 位应是赋码的年月（如 2609）或者年份（如 2020）。请对照批复或者备案证核对。")
    return ProjectCode("-".join((given, division, sector, kind, last)), year, division, kind)


def _year(given: str) -> int | None:
    front, back = int(given[:2]), int(given[2:])
    if front in _MONTHLY and 1 <= back <= 12:
        return 2000 + front
    return int(given) if _FIRST_YEAR <= int(given) <= 2021 else None
