"""How long something is good for (有效期)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_VALID = re.compile(r"(\d{1,3}) (year|month|day)s?")


@dataclass(frozen=True)
class Validity:
    """How long a licence is valid (有效期)."""

    amount: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Validity | None:
        if text in ("for ever", "长期"):
            return cls(0, "for ever")
        found = _VALID.fullmatch(text)
        return cls(int(found[1]), found[2]) if found and int(found[1]) else None

    @property
    def zh(self) -> str:
        units = {"year": "年", "month": "个月", "day": "天"}
        return "长期" if self.unit == "for ever" else f"{self.amount} {units[self.unit]}"

    def last_day(self, first: date) -> date | None:
        """The last day of a validity that begins on ``first``: the day before the anniversary."""
        if self.unit == "for ever":
            return None
        if self.unit == "day":
            return first + timedelta(days=self.amount - 1)
        months = first.month - 1 + self.amount * (12 if self.unit == "year" else 1)
        year, month = first.year + months // 12, months % 12 + 1
        try:
            end = date(year, month, first.day)
        except ValueError:
            end = date(year + month // 12, month % 12 + 1, 1)
        return end - timedelta(days=1)

    def first_day(self, last: date) -> date:
        """The earliest day from which something good for so long is still good on ``last``."""
        if self.unit == "day":
            return last - timedelta(days=self.amount)
        months = last.year * 12 + last.month - 1 - self.amount * (12 if self.unit == "year" else 1)
        year, month = divmod(months, 12)
        try:
            return date(year, month + 1, last.day)
        except ValueError:
            return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
