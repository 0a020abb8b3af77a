"""Values of undertakings."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices

from tongban.work.undertakings.states import STATES


class Trust(TextChoices):
    """What was taken on trust."""

    PROMISE = "promise", "告知承诺"
    LATER = "later", "容缺后补"


class State(TextChoices):
    """Where an undertaking stands."""

    OPEN = "open", STATES["open"]
    KEPT = "kept", STATES["kept"]
    BROKEN = "broken", STATES["broken"]
    DROPPED = "dropped", STATES["dropped"]


@dataclass(frozen=True)
class Record:
    """How somebody has kept his word (信用承诺履行情况)."""

    kept: int
    broken: int
    open: int
