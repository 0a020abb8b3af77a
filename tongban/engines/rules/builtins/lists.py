"""List functions (10.3.4.4); positions count from 1, or from the end when negative."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cmp_to_key
from typing import Any

from tongban.engines.rules.compare import equal, meets, order, same
from tongban.engines.rules.limits import long_list, spend
from tongban.engines.rules.temporal import Days, Months
from tongban.engines.rules.values import MATH, FunctionValue

from .registry import Builtin, feel

feel("count(list: list)")(lambda items: Decimal(len(items)))
feel("reverse(list: list)")(lambda items: items[::-1])


@feel("list contains(list: list, element: Any)")
def list_contains(items: list[Any], element: Any) -> bool:
    spend(len(items))
    return any(same(item, element) for item in items)


def _extreme(items: list[Any], wanted: int) -> Any:
    best = None
    for place, item in enumerate(items):
        if item is None:
            return None
        found = order(item, best) if place else (wanted if order(item, item) == 0 else None)
        if found is None:
            return None
        if found == wanted:
            best = item
    return best


feel("min(list: list)", variadic=True)(lambda items: _extreme(items, -1))
feel("max(list: list)", variadic=True)(lambda items: _extreme(items, 1))


@feel("sum(list: list)", variadic=True)
def total(items: list[Any]) -> Any:
    if not items:
        return None
    kind = type(items[0])
    if any(type(item) is not kind for item in items):
        return None
    if kind is Decimal:
        result = Decimal(0)
        for item in items:
            result = MATH.add(result, item)
        return result
    if kind is Days:
        return Days(sum(item.nanos for item in items))
    return Months(sum(item.count for item in items)) if kind is Months else None


def _numbers(items: list[Any]) -> bool:
    return bool(items) and all(type(item) is Decimal for item in items)


@feel("mean(list: list)", variadic=True)
def mean(items: list[Any]) -> Any:
    return MATH.divide(total(items), Decimal(len(items))) if _numbers(items) else None


@feel("product(list: list)", variadic=True)
def product(items: list[Any]) -> Decimal | None:
    if not _numbers(items):
        return None
    result = Decimal(1)
    for item in items:
        result = MATH.multiply(result, item)
    return result


@feel("median(list: list)", variadic=True)
def median(items: list[Any]) -> Decimal | None:
    if not _numbers(items):
        return None
    ranked = sorted(items)
    half = len(ranked) // 2
    return ranked[half] if len(ranked) % 2 else MATH.divide(MATH.add(ranked[half - 1], ranked[half]), Decimal(2))


@feel("stddev(list: list)", variadic=True)
def stddev(items: list[Any]) -> Decimal | None:
    if not _numbers(items) or len(items) < 2:
        return None
    middle = mean(items)
    spread = Decimal(0)
    for item in items:
        away = MATH.subtract(item, middle)
        spread = MATH.add(spread, MATH.multiply(away, away))
    return MATH.sqrt(MATH.divide(spread, Decimal(len(items) - 1)))


@feel("mode(list: list)", variadic=True)
def mode(items: list[Any]) -> list[Decimal] | None:
    if not items:
        return []
    if not _numbers(items):
        return None
    counts: dict[Decimal, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    most = max(counts.values())
    return sorted(item for item, count in counts.items() if count == most)


def _kleene(items: list[Any], decisive: bool) -> bool | None:
    if any(item is decisive for item in items):
        return decisive
    return not decisive if all(isinstance(item, bool) for item in items) else None


feel("all(list: list)", variadic=True)(lambda items: _kleene(items, False))
feel("any(list: list)", variadic=True)(lambda items: _kleene(items, True))


@feel("not(negand: Any)")
def negation(negand: Any) -> bool | None:
    return not negand if isinstance(negand, bool) else None


@feel("sublist(list: list, start position: number, length?: number)")
def sublist(items: list[Any], start: Decimal, length: Decimal | None = None) -> list[Any] | None:
    place = int(start)
    if not place or abs(place) > len(items):
        return None
    begin = place - 1 if place > 0 else len(items) + place
    if length is None:
        return items[begin:]
    return items[begin:begin + int(length)] if length >= 1 and begin + int(length) <= len(items) else None


@feel("append(list: list, item: Any)")
def append(items: list[Any], *more: Any) -> list[Any]:
    return long_list([*items, *more])


@feel("concatenate(list: list)", variadic=False)
def concatenate(*lists: list[Any]) -> list[Any]:
    return long_list([item for items in lists for item in items])


def _place(items: list[Any], position: Decimal, last: int) -> int | None:
    place = int(position)
    if place != position or not place or place > last or -place > len(items):
        return None
    return place - 1 if place > 0 else len(items) + place


@feel("insert before(list: list, position: number, newItem: Any)")
def insert_before(items: list[Any], position: Decimal, new: Any) -> list[Any] | None:
    place = _place(items, position, len(items))
    return None if place is None else long_list([*items[:place], new, *items[place:]])


@feel("remove(list: list, position: number)")
def remove(items: list[Any], position: Decimal) -> list[Any] | None:
    place = _place(items, position, len(items))
    return None if place is None else long_list([*items[:place], *items[place + 1:]])


@feel("list replace(list: list, position: number, newItem: Any)")
def replace_at(items: list[Any], position: Decimal, new: Any) -> list[Any] | None:
    place = _place(items, position, len(items))
    return None if place is None else long_list([*items[:place], new, *items[place + 1:]])


@feel("list replace(list: list, match: function, newItem: Any)")
def replace_where(items: list[Any], match: FunctionValue, new: Any) -> list[Any] | None:
    made = []
    for item in items:
        spend(1)
        found = match.call(item, new)
        if not isinstance(found, bool):
            return None
        made.append(new if found else item)
    return made


@feel("index of(list: list, match: Any)")
def index_of(items: list[Any], match: Any) -> list[Decimal]:
    spend(len(items))
    return [Decimal(place) for place, item in enumerate(items, 1) if same(item, match)]


def _unique(items: list[Any]) -> list[Any]:
    made: list[Any] = []
    for item in items:
        spend(len(made) + 1)
        if not any(same(item, other) for other in made):
            made.append(item)
    return made


feel("distinct values(list: list)")(_unique)


def _flat(items: list[Any]) -> list[Any]:
    made: list[Any] = []
    for item in items:
        spend(1)
        made.extend(_flat(item) if type(item) is list else [item])
    return made


feel("flatten(list: list)")(_flat)


@feel("duplicate values(list: list)")
def duplicates(items: list[Any]) -> list[Any]:
    return [one for one in _unique(items) if sum(same(one, item) for item in items) > 1]


def _joiner(body: Callable[[list[Any]], list[Any]], name: str) -> None:
    """A function of any number of lists."""
    class Joined(Builtin):
        def call(self, *args: Any) -> Any:
            if not args or any(arg is None for arg in args):
                return None
            lists = [arg if type(arg) is list else [arg] for arg in args]
            return long_list(body([item for items in lists for item in items]))
    from .registry import BUILTINS
    BUILTINS[name] = Joined(name, False)


_joiner(lambda items: items, "concatenate")
_joiner(_unique, "union")


class _Append(Builtin):
    def call(self, *args: Any) -> Any:
        if len(args) < 2 or args[0] is None:
            return None
        first = args[0] if type(args[0]) is list else [args[0]]
        return long_list([*first, *args[1:]])


def _replace_append() -> None:
    from .registry import BUILTINS
    made = _Append("append", False)
    made.overloads = BUILTINS["append"].overloads
    BUILTINS["append"] = made


_replace_append()


@feel("sort(list: list, precedes: function)")
def sort(items: list[Any], precedes: FunctionValue) -> list[Any] | None:
    spend(len(items) * max(1, len(items).bit_length()))
    bad: list[Any] = []

    def compare(a: Any, b: Any) -> int:
        spend(1)
        found = precedes.call(a, b)
        if not isinstance(found, bool):
            bad.append(found)
        if found is True:
            return -1
        return 1 if precedes.call(b, a) is True else 0
    made = sorted(items, key=cmp_to_key(compare))
    return None if bad else made


@feel("sort(list: list)")
def sort_plain(items: list[Any]) -> list[Any] | None:
    if any(order(item, items[0]) is None for item in items):
        return None
    return sorted(items, key=cmp_to_key(lambda a, b: order(a, b) or 0))


__all__ = ["equal", "meets"]
