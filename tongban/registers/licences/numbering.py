"""How the number on the paper is made: one maker per scheme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tongban.engines.codes import food_licence
from tongban.kernel import time
from tongban.kernel.registry import Registry
from tongban.registers.licences.models import LicenceType, Series

Maker = Callable[[LicenceType, Mapping[str, Any]], str]
makers: Registry[Maker] = Registry()


def number_for(kind: LicenceType, fields: Mapping[str, Any]) -> str:
    return makers[kind.numbering](kind, fields)


@makers.add("plain")
def plain(kind: LicenceType, fields: Mapping[str, Any]) -> str:
    """Type, year, serial: 澜证〔2026〕000123."""
    year = time.today().year
    return f"{kind.code.upper()}-{year}-{serial(f'{kind.code}-{year}'):06d}"


@makers.add("food")
def food(kind: LicenceType, fields: Mapping[str, Any]) -> str:
    """JY + business kind + division + serial + check digit (食品经营许可证编号)."""
    business, division = int(fields["business_code"]), str(fields["division"])[:6]
    return food_licence.make(business, division, serial(f"JY{business}{division}"))  # type: ignore[arg-type]  # make checks it


@makers.add("road")
def road(kind: LicenceType, fields: Mapping[str, Any]) -> str:
    """Division + serial, twelve digits (道路运输经营许可证号)."""
    division = str(fields["division"])[:6]
    return f"{division}{serial(f'{kind.code}-{division}'):06d}"


def serial(prefix: str) -> int:
    """The next number of a series, rising and without gaps."""
    Series.objects.get_or_create(prefix=prefix)
    row = Series.objects.select_for_update().get(prefix=prefix)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last
