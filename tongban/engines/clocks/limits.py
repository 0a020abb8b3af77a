"""A limit (时限): how long something may take, as the item says it and as a person reads it."""

import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Literal

Unit = Literal["working day", "day", "hour", "minute", "on the spot"]

_ON_THE_SPOT = frozenset({"on the spot", "当场", "当场办结", "即办", "即时办结"})
_ENGLISH = re.compile(r"(\d{1,5}) (working day|day|hour|minute)s?")
_CHINESE = re.compile(r"(\d{1,5}) ?个?(工作日|自然日|日|天|小时|分钟)")
_UNITS: dict[str, Unit] = {
    "工作日": "working day", "自然日": "day", "日": "day", "天": "day", "小时": "hour", "分钟": "minute",
}  # fmt: skip
_ZH: dict[Unit, str] = {"working day": "个工作日", "day": "个自然日", "hour": "小时", "minute": "分钟"}


class ClockError(ValueError):
    """Something the clocks cannot work with; carries one sentence for a person."""

    def __init__(self, sentence_zh: str) -> None:
        super().__init__(sentence_zh)
        self.sentence = sentence_zh


class BadLimit(ClockError):
    """A limit that cannot be read, compared or added."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Limit:
    """So many working days, days, hours or minutes; or on the spot, which is shorter than any other."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if (self.amount < 1) != (self.unit == "on the spot"):
            raise BadLimit("时限的数量应大于 0；不需要等待的，请写“on the spot”（当场办结）。")

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """Read "10 working days", "15 days", "4 hours", "on the spot", or the same in Chinese."""
        plain = " ".join(str(text).split()).lower()
        if plain in _ON_THE_SPOT:
            return cls(0, "on the spot")
        if found := _ENGLISH.fullmatch(plain):
            unit: Unit = found[2]  # type: ignore[assignment]
            return cls(int(found[1]), unit)
        if found := _CHINESE.fullmatch(plain):
            return cls(int(found[1]), _UNITS[found[2]])
        raise BadLimit(f"看不懂时限“{text}”。可写“10 working days”“15 days”“4 hours”“30 minutes”或“on the spot”。")

    @property
    def zh(self) -> str:
        return "当场办结" if self.unit == "on the spot" else f"{self.amount} {_ZH[self.unit]}"

    @property
    def minutes(self) -> int:
        """About how long in minutes at work, for ordering limits of different units; a working day has eight hours."""
        return self.amount * {"working day": 480, "day": 343, "hour": 60, "minute": 1, "on the spot": 0}[self.unit]

    def extended(self, more: "Limit") -> "Limit":
        """The limit after a lawful extension (延长), which is always given in the same unit."""
        self._require_same_unit(more)
        return Limit(self.amount + more.amount, self.unit)

    def __str__(self) -> str:
        if self.unit == "on the spot":
            return self.unit
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"

    def __lt__(self, other: "Limit") -> bool:
        if not isinstance(other, Limit):
            return NotImplemented
        if "on the spot" not in (self.unit, other.unit):
            self._require_same_unit(other)
        return self.amount < other.amount

    def _require_same_unit(self, other: "Limit") -> None:
        if self.unit != other.unit:
            raise BadLimit(f"“{self.zh}”与“{other.zh}”的单位不同，不能直接比较或相加。请用同一单位填写。")
