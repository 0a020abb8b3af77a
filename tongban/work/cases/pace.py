"""How long cases of one item take (办理用时), measured from those that were decided lately."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import Substr, TruncDate

from tongban.kernel import time
from tongban.work.cases import clock
from tongban.work.cases.models import Case, Pace

WINDOW = timedelta(days=90)
LEAST = 20  # fewer cases say nothing about the next one
SHARE = 80  # percent
CITY = 4  # digits of a division's code that name its city


def measure() -> int:
    """Measure every item of every city anew and forget the rest; returns how many there are."""
    found = {key: days for key, days in _taken().items() if days.total() >= LEAST}
    Pace.objects.all().delete()
    Pace.objects.bulk_create(
        Pace(item_code=item, city=city, days=within(days), cases=days.total(), measured_at=time.now())
        for (item, city), days in found.items()
    )
    return len(found)


def within(days: Counter[int]) -> int:
    """The smallest number of days in which the share of cases was decided (nearest rank)."""
    rank, seen = -(-days.total() * SHARE // 100), 0
    for day in sorted(days):
        seen += days[day]
        if seen >= rank:
            return day
    raise ValueError("nothing was measured")


def expected(case: Case) -> date | None:
    """Until when four in five like it would be decided; None before acceptance, while it stands still, or too late."""
    if case.state != "accepted" or case.accepted_at is None:
        return None
    usual = pace_of(case.item_code, case.area)
    if usual is None:
        return None
    day = clock.calendar().add(time.local(case.accepted_at).date(), usual.days)
    return day if day >= time.today() else None


def pace_of(item_code: str, area: str) -> Pace | None:
    """How long an item takes in the city of an area, where that was measured."""
    return Pace.objects.filter(item_code=item_code, city=area[:CITY]).first()


def _taken() -> dict[tuple[str, str], Counter[int]]:
    """Per item and city: how many cases took how many working days from acceptance to decision."""
    calendar = clock.calendar()
    rows = (
        Case.objects.filter(decided_at__gte=time.now() - WINDOW, accepted_at__isnull=False)
        .values(
            "item_code", city=Substr("area", 1, CITY), accepted=TruncDate("accepted_at", tzinfo=time.SHANGHAI),
            decided=TruncDate("decided_at", tzinfo=time.SHANGHAI),
        )
        .annotate(cases=Count("pk"))
        .order_by()
    )  # fmt: skip
    taken: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for row in rows:
        days = max(0, calendar.working_days_between(row["accepted"], row["decided"]))
        taken[row["item_code"], row["city"]][days] += row["cases"]
    return taken
