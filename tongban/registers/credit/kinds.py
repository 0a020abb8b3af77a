"""Values of credit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices

from tongban.registers.credit.states import STATES

if TYPE_CHECKING:
    from tongban.registers.credit.models import Bar, Entry

YEARS = 3  # how far back kept and broken promises are counted
ENOUGH = 3  # so many kept and none broken: excellent


class Word(TextChoices):
    """What became of a promise."""

    KEPT = "kept", "已履行"
    BROKEN = "broken", "未履行"


class Scope(TextChoices):
    """What a bar keeps its holder from."""

    TRUST = "trust", "不适用告知承诺和容缺受理"
    TRADE = "trade", "禁业限制"


class State(TextChoices):
    """Where a bar stands."""

    IN_FORCE = "in-force", STATES["in-force"]
    ASKED = "asked", STATES["asked"]
    LIFTED = "lifted", STATES["lifted"]


class Standing(TextChoices):
    """The one word that items may ask (``applicant.credit``)."""

    EXCELLENT = "excellent", "信用优良"
    GOOD = "good", "信用正常"
    POOR = "poor", "有失信记录"
    BARRED = "barred", "禁业限制中"


@dataclass(frozen=True)
class Record:
    """Everything that is known of one applicant's credit, as he sees it himself."""

    standing: Standing
    entries: list[Entry]
    bars: list[Bar]

    @property
    def kept(self) -> int:
        return sum(one.word == Word.KEPT for one in self.entries)

    @property
    def broken(self) -> int:
        return sum(one.word == Word.BROKEN for one in self.entries)
