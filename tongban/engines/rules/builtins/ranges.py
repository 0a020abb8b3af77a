"""Allen's interval algebra on points and ranges (10.3.4.10), and `range` from a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tongban.engines.rules.compare import both, equal, less, within
from tongban.engines.rules.values import Span

from .registry import feel


def _point(value: Any) -> Span:
    return value if isinstance(value, Span) else Span(value, value)


def _either(a: bool | None, b: bool | None) -> bool | None:
    if a is True or b is True:
        return True
    return False if a is False and b is False else None


def _and(*tests: bool | None) -> bool | None:
    result: bool | None = True
    for test in tests:
        result = both(result, test)
    return result


def before(a: Any, b: Any) -> bool | None:
    """All of a lies before all of b."""
    x, y = _point(a), _point(b)
    if x.high is None or y.low is None:
        return False
    open_end = not (x.closed_high and y.closed_low)
    return _either(less(x.high, y.low), both(equal(x.high, y.low), open_end))


def _named(function: str, body: Callable[[Any, Any], Any], *pairs: tuple[str, str]) -> None:
    """One function under every pair of names the standard gives its arguments (Table 78)."""
    for pair in pairs:
        kinds = ("range" if name.startswith("range") else "Any" for name in pair)
        feel(f"{function}({', '.join(f'{name}: {kind}' for name, kind in zip(pair, kinds, strict=True))})")(body)


_ALL = (("point1", "point2"), ("point", "range"), ("range", "point"), ("range1", "range2"))
_named("before", before, *_ALL)
_named("after", lambda a, b: before(b, a), *_ALL)
feel("meets(range1: range, range2: range)")(
    lambda a, b: _and(a.closed_high, b.closed_low, equal(a.high, b.low)))
feel("met by(range1: range, range2: range)")(
    lambda a, b: _and(b.closed_high, a.closed_low, equal(b.high, a.low)))


@feel("overlaps(range1: range, range2: range)")
def overlaps(a: Span, b: Span) -> bool | None:
    one, other = before(a, b), before(b, a)
    return None if one is None or other is None else not (one or other)


@feel("overlaps before(range1: range, range2: range)")
def overlaps_before(a: Span, b: Span) -> bool | None:
    starts = _either(less(a.low, b.low), _and(equal(a.low, b.low), a.closed_low, not b.closed_low))
    reaches = _either(less(b.low, a.high), _and(equal(a.high, b.low), a.closed_high, b.closed_low))
    ends = _either(less(a.high, b.high), _and(equal(a.high, b.high), (not a.closed_high) or b.closed_high))
    return _and(starts, reaches, ends)


@feel("overlaps after(range1: range, range2: range)")
def overlaps_after(a: Span, b: Span) -> bool | None:
    starts = _either(less(b.low, a.low), _and(equal(b.low, a.low), b.closed_low, not a.closed_low))
    reaches = _either(less(a.low, b.high), _and(equal(b.high, a.low), b.closed_high, a.closed_low))
    ends = _either(less(b.high, a.high), _and(equal(b.high, a.high), (not b.closed_high) or a.closed_high))
    return _and(starts, reaches, ends)


def finishes(a: Any, b: Span) -> bool | None:
    if not isinstance(a, Span):
        return _and(b.closed_high, equal(b.high, a))
    starts = _either(less(b.low, a.low), _and(equal(a.low, b.low), (not a.closed_low) or b.closed_low))
    return _and(a.closed_high == b.closed_high, equal(a.high, b.high), starts)


def starts(a: Any, b: Span) -> bool | None:
    if not isinstance(a, Span):
        return _and(b.closed_low, equal(b.low, a))
    ends = _either(less(a.high, b.high), _and(equal(a.high, b.high), (not a.closed_high) or b.closed_high))
    return _and(a.closed_low == b.closed_low, equal(a.low, b.low), ends)


def includes(a: Span, b: Any) -> bool | None:
    if not isinstance(b, Span):
        return within(b, a)
    low = _either(less(a.low, b.low), _and(equal(a.low, b.low), a.closed_low or not b.closed_low))
    high = _either(less(b.high, a.high), _and(equal(a.high, b.high), a.closed_high or not b.closed_high))
    return _and(low, high)


def coincides(a: Any, b: Any) -> bool | None:
    if isinstance(a, Span) and isinstance(b, Span):
        return _and(a.closed_low == b.closed_low, a.closed_high == b.closed_high,
                    equal(a.low, b.low), equal(a.high, b.high))
    return equal(a, b)


_INTO, _OUT_OF = (("point", "range"), ("range1", "range2")), (("range", "point"), ("range1", "range2"))
_named("finishes", finishes, *_INTO)
_named("finished by", lambda a, b: finishes(b, a), *_OUT_OF)
_named("starts", starts, *_INTO)
_named("started by", lambda a, b: starts(b, a), *_OUT_OF)
_named("during", lambda a, b: includes(b, a), *_INTO)
_named("includes", includes, *_OUT_OF)
_named("coincides", coincides, ("point1", "point2"), ("range1", "range2"))


@feel("range(from: string)")
def range_of(text: str) -> Span | None:
    from tongban.engines.rules.literals import range_from_text
    return range_from_text(text)
