"""Questions to the figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from tongban.registers.catalogue import queries as catalogue
from tongban.watch.indicators.errors import NoSuchFigure
from tongban.watch.indicators.kinds import FIGURES, SUBMITTED, Definition, Figure, Line
from tongban.watch.indicators.models import Tally

PAGE = 30
ALL = ""
SPARED = F("needed") - F("handed")


def lines(*, item: str = "", start: date | None = None, end: date | None = None) -> list[Line]:
    """The figures of all items together, then of each, the busiest first; by the day of submission, both included."""
    rows = _between(item, start, end)
    whole = _line(ALL, "全部事项", rows.aggregate(**_sums()))
    counted: Iterable[Any] = rows.values("item").annotate(**_sums())
    each = sorted(counted, key=lambda row: (-row["submitted"], row["item"]))
    titles = catalogue.titles(row["item"] for row in each)
    return [whole, *(_line(row["item"], titles.get(row["item"], row["item"]), row) for row in each)]


def behind(
    code: str, *, item: str = "", start: date | None = None, end: date | None = None, hit: bool | None = None,
    after: int = 0,
) -> list[Tally]:
    """The cases that a figure is made of, the newest first; ``hit`` only those in its numerator, or only the others.

    ``after`` is the id of the last one seen. Raises `NoSuchFigure`.
    """
    figure = definition(code)
    rows = _between(item, start, end).filter(figure.among)
    if hit is not None:
        rows = rows.filter(figure.hit) if hit else rows.exclude(figure.hit)
    if after:
        rows = rows.filter(pk__lt=after)
    return list(rows.order_by("-pk")[:PAGE])


def definition(code: str) -> Definition:
    """What a figure means; raises `NoSuchFigure`."""
    if code not in FIGURES:
        raise NoSuchFigure
    return FIGURES[code]


def of_item(code: str) -> Line | None:
    """The figures of one item so far, for its page; None where nobody has asked for it."""
    return next((line for line in lines(item=code) if line.item == code), None)


def busiest(start: date) -> dict[str, int]:
    """How many cases of each item were submitted since a day; an item nobody asked for is absent."""
    rows = Tally.objects.filter(SUBMITTED, submitted_on__gte=start).values_list("item")
    return dict(rows.annotate(many=Count("pk")))


def _between(item: str, start: date | None, end: date | None) -> QuerySet[Tally]:
    rows = Tally.objects.filter(SUBMITTED)
    rows = rows.filter(item=item) if item else rows
    rows = rows.filter(submitted_on__gte=start) if start else rows
    return rows.filter(submitted_on__lte=end) if end else rows


def _sums() -> dict[str, Any]:
    found: dict[str, Any] = {"submitted": Count("pk")}
    for code, one in FIGURES.items():
        found[f"{code}_whole"] = _sum(one.whole, one.among)
        found[f"{code}_part"] = _sum(one.part, one.among if one.part else one.among & one.hit)
    return found


def _sum(column: str, where: Q) -> Any:
    if not column:
        return Count("pk", filter=where)
    return Sum(SPARED if column == "spared" else F(column), filter=where, default=0)


def _line(item: str, title: str, row: dict[str, Any]) -> Line:
    figures = (Figure(one, row[f"{code}_part"], row[f"{code}_whole"]) for code, one in FIGURES.items())
    return Line(item, title, row["submitted"], tuple(figures))


def titles(found: Iterable[Tally]) -> dict[str, str]:
    """Titles of the items of some tallies."""
    return catalogue.titles({one.item for one in found})
