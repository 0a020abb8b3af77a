"""Numeric functions (10.3.4.5), on exact decimals."""

from __future__ import annotations

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)
from typing import Any

from tongban.engines.rules.temporal import Days, Months
from tongban.engines.rules.values import MATH

from .registry import feel

_WIDE = Context(prec=6200, Emax=999999, Emin=-999999)


def rounded(number: Decimal, scale: Decimal, how: str) -> Decimal | None:
    """A number at a scale; the standard's scales reach from -6111 to 6176."""
    places = int(scale)
    if not -6111 <= places <= 6176:
        return None
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -places:
        return number
    made = number.quantize(Decimal(1).scaleb(-places), rounding=how, context=_WIDE)
    return MATH.plus(made if made else Decimal(0))


feel("decimal(n: number, scale: number)")(lambda n, scale: rounded(n, scale, ROUND_HALF_EVEN))
feel("round up(n: number, scale: number)")(lambda n, scale: rounded(n, scale, ROUND_UP))
feel("round down(n: number, scale: number)")(lambda n, scale: rounded(n, scale, ROUND_DOWN))
feel("round half up(n: number, scale: number)")(lambda n, scale: rounded(n, scale, ROUND_HALF_UP))
feel("round half down(n: number, scale: number)")(lambda n, scale: rounded(n, scale, ROUND_HALF_DOWN))


@feel("floor(n: number, scale?: number)")
def floor(n: Decimal, scale: Decimal = Decimal(0)) -> Decimal | None:
    return rounded(n, scale, ROUND_FLOOR)


@feel("ceiling(n: number, scale?: number)")
def ceiling(n: Decimal, scale: Decimal = Decimal(0)) -> Decimal | None:
    return rounded(n, scale, ROUND_CEILING)


@feel("abs(n: number|days and time duration|years and months duration)")
def absolute(n: Any) -> Any:
    if isinstance(n, Days):
        return Days(abs(n.nanos))
    return Months(abs(n.count)) if isinstance(n, Months) else n.copy_abs()


@feel("modulo(dividend: number, divisor: number)")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal | None:
    if not divisor:
        return None
    left = _WIDE.remainder(dividend, divisor)
    if left and (left < 0) != (divisor < 0):
        left += divisor
    return MATH.plus(left)


@feel("sqrt(number: number)")
def sqrt(number: Decimal) -> Decimal | None:
    return MATH.sqrt(number) if number >= 0 else None


@feel("log(number: number)")
def log(number: Decimal) -> Decimal | None:
    return MATH.ln(number) if number > 0 else None


@feel("exp(number: number)")
def exp(number: Decimal) -> Decimal | None:
    return MATH.exp(number)


@feel("odd(number: number)")
def odd(number: Decimal) -> bool:
    return abs(_WIDE.remainder(number, Decimal(2))) == 1


@feel("even(number: number)")
def even(number: Decimal) -> bool:
    return _WIDE.remainder(number, Decimal(2)) == 0
