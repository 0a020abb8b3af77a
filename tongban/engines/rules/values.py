"""The values rules compute with, and the way between them and plain Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any

from .limits import spend
from .temporal import Date, DateTime, Days, Months, Offset, Time, Zone
from .types import FeelType

MATH = Context(prec=34, Emax=6144, Emin=-6143, traps=[InvalidOperation, DivisionByZero, Overflow])
MISSING: Any = type("Missing", (), {"__repr__": lambda self: "missing", "__bool__": lambda self: False})()


@dataclass(frozen=True, slots=True)
class Span:
    """A range; an end that is None and open is no bound at all."""

    low: Any
    high: Any
    closed_low: bool = True
    closed_high: bool = True
    unlike: bool = False        # != x: everything but [x..x]
    bounds: str = "both"        # both, low, high: which ends were written


@dataclass(frozen=True, slots=True)
class FunctionValue:
    """Something a rule can call: a function literal, a built-in, a business knowledge model."""

    call: Callable[..., Any]
    params: tuple[str, ...] = ()
    type: FeelType | None = None
    named: Callable[[dict[str, Any]], Any] | None = field(default=None, compare=False)


NATIVE = frozenset([str, bool, type(None), Decimal, Date, DateTime, Time, Days, Months, Span, FunctionValue])


def feel(value: Any) -> Any:
    """A Python value as a rule sees it; numbers become exact decimals."""
    kind = type(value)
    if kind in NATIVE:
        return value
    convert = _INWARD.get(kind)
    if convert:
        return convert(value)
    if isinstance(value, Mapping):
        return {str(key): feel(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [feel(item) for item in value]
    for base, convert in _INWARD.items():
        if isinstance(value, base):
            return convert(value)
    if isinstance(value, (str, Decimal)):
        return str(value) if isinstance(value, str) else Decimal(value)
    if callable(value):
        return FunctionValue(lambda *args: feel(value(*(plain(arg) for arg in args))))
    raise TypeError(f"a rule cannot use {kind.__name__}")


def _zone(tz: dt.tzinfo | None, moment: dt.datetime | dt.time) -> Offset | Zone | None:
    if tz is None:
        return None
    key = getattr(tz, "key", None)
    if key:
        return Zone(key)
    offset = moment.utcoffset()
    return Offset(int(offset.total_seconds())) if offset is not None else None


def _time(value: dt.time) -> Time:
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return Time(seconds * 1_000_000_000 + value.microsecond * 1000, _zone(value.tzinfo, value))


def _moment(value: dt.datetime) -> DateTime:
    time = _time(value.time())
    return DateTime(Date(value.year, value.month, value.day), Time(time.nanos, _zone(value.tzinfo, value)))


_INWARD: dict[type, Callable[[Any], Any]] = {
    int: Decimal,
    float: lambda value: Decimal(repr(value)) if abs(value) != float("inf") and value == value else None,
    dt.datetime: _moment,
    dt.date: lambda value: Date(value.year, value.month, value.day),
    dt.time: _time,
    dt.timedelta: lambda value: Days(((value.days * 86400 + value.seconds) * 1_000_000 + value.microseconds) * 1000),
}


def plain(value: Any) -> Any:
    """A rule's value as plain Python: dates become datetime's where datetime can hold them."""
    kind = type(value)
    if kind is Date:
        return dt.date(value.year, value.month, value.day) if 1 <= value.year <= 9999 else value
    if kind is list:
        spend(len(value))
        return [plain(item) for item in value]
    if kind is dict:
        spend(len(value))
        return {name: plain(item) for name, item in value.items()}
    if kind is Days:
        return dt.timedelta(microseconds=value.nanos // 1000) if abs(value.nanos) < 86400 * 10**18 else value
    if kind is DateTime and 1 <= value.date.year <= 9999:
        return dt.datetime.combine(plain(value.date), plain(Time(value.time.nanos)), _tzinfo(value.time.zone))
    if kind is Time:
        hour, minute, second, nanos = value.clock
        return dt.time(hour, minute, second, nanos // 1000, tzinfo=_tzinfo(value.zone))
    return value


def _tzinfo(zone: Offset | Zone | None) -> dt.tzinfo | None:
    if isinstance(zone, Zone):
        from zoneinfo import ZoneInfo
        return ZoneInfo(zone.name)
    return dt.timezone(dt.timedelta(seconds=zone.seconds)) if zone else None


class Env:
    """Where names are looked up while evaluating: local variables, outwards, then the facts."""

    __slots__ = ("known", "root", "up", "vars")

    def __init__(self, root: Mapping[str, Any], known: bool = False, vars_: dict[str, Any] | None = None,
                 up: Env | None = None):
        self.root, self.known, self.vars, self.up = root, known, vars_, up

    def inner(self, vars_: dict[str, Any]) -> Env:
        return Env(self.root, self.known, vars_, self)
