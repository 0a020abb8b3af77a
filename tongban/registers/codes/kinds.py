"""Values of codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

LIFE = timedelta(seconds=30)  # of a token that is shown with a network
OFFLINE_LIFE = timedelta(minutes=10)  # of one that is shown without
OFFLINE_SPAN = timedelta(hours=4)  # of all tokens of a batch together


@dataclass(frozen=True)
class Shown:
    """A token as it is shown, and how long it counts."""

    text: str
    begins: datetime
    ends: datetime

    @property
    def seconds(self) -> int:
        return round((self.ends - self.begins).total_seconds())
