"""Figures and ratings for everybody (运行公开、好差评公开): sums only, and none so small that it names somebody."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.doors.portal.looks import finding
from tongban.kernel import time
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as identity
from tongban.watch.indicators import queries as indicators

ENOUGH = 5
"""Fewer than this many cases or ratings are not shown by themselves."""
OPEN = ("online", "prefill", "spared", "first-try", "automatic", "satisfied")


@dataclass(frozen=True)
class Rated:
    """A department or an item: how many gave how much on average."""

    title: str
    address: str
    mean: float
    many: int


_kept: list[tuple[float, date, dict[str, Any]]] = []


def figures(start: date) -> dict[str, Any]:
    """The figures of all items since a day, and those asked for most; the same for everybody, so kept for a while."""
    if not _kept or time.ticking() - _kept[0][0] > finding.FRESH or _kept[0][1] != start:
        _kept[:] = [(time.ticking(), start, _figures(start))]
    return _kept[0][2]


def _figures(start: date) -> dict[str, Any]:
    whole, *each = indicators.lines(start=start)
    shown = [one for one in whole.figures if one.definition.code in OPEN and one.whole >= ENOUGH]
    return {"whole": whole, "figures": shown, "items": [line for line in each if line.submitted >= ENOUGH][:20]}


def rated() -> dict[str, Any]:
    """All ratings together, by department and by item, the best first."""
    by_item = finding.rated()
    items = {one.code: one for one in catalogue.items_by_code(by_item)}
    sums: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for code, item in items.items():
        sums[item.owner_code].append(by_item[code])
    names = identity.department_names(sums)
    departments = [
        Rated(names.get(code, code), f"/departments/{code}/", _mean(all_), sum(many for _, many in all_))
        for code, all_ in sums.items()
    ]
    each = [Rated(item.title, f"/services/{code}/#ratings", *by_item[code]) for code, item in items.items()]
    mean, many = finding.satisfaction()
    return {"mean": mean, "many": many, "departments": _best(departments), "items": _best(each), "enough": ENOUGH}


def _mean(found: list[tuple[float, int]]) -> float:
    return sum(mean * many for mean, many in found) / sum(many for _, many in found)


def _best(found: list[Rated]) -> list[Rated]:
    enough = (one for one in found if one.many >= ENOUGH)
    return sorted(enough, key=lambda one: (-round(one.mean, 1), -one.many, one.title))
