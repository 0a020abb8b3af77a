"""Which rulings of a day are looked at again: computed from a seed, so that anybody may compute it again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from tongban.kernel import time
from tongban.registers.catalogue import queries as catalogue
from tongban.work.rulings.kinds import State
from tongban.work.rulings.models import Ruling


def day_of(day: date) -> tuple[datetime, datetime]:
    """The first moment of a day and that of the next."""
    begin = time.midnight(day)
    return begin, time.midnight(day + timedelta(days=1))


def population(item_code: str, day: date) -> list[UUID]:
    """What the machine granted for an item on a day, in the order of ids."""
    begin, end = day_of(day)
    rows = Ruling.objects.filter(item_code=item_code, state=State.GRANTED, at__gte=begin, at__lt=end)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def digest(ids: Sequence[UUID]) -> str:
    return hashlib.sha256("\n".join(map(str, ids)).encode()).hexdigest()


def pick(ids: Sequence[UUID], share: int, seed: str) -> list[UUID]:
    """``share`` percent rounded up, one at least: those whose digest with the seed comes first."""
    many = max(1, -(-len(ids) * share // 100)) if ids else 0
    return sorted(ids, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).digest())[:many]


def share_of(item_code: str) -> int:
    """The percent that the item in force says."""
    automatic = catalogue.edition_in_force(item_code).definition.automatic
    return automatic.share if automatic else 100  # rules that were taken away are looked at wholly
