"""Questions to places."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q, QuerySet

from tongban.kernel.once import once
from tongban.registers.places.errors import UnknownPlace
from tongban.registers.places.models import Division, Outlet


@once
def division(code: str) -> Division | None:
    """The division with this code."""
    return Division.objects.filter(pk=code).first() if code.isdigit() else None


def children(code: str = "") -> QuerySet[Division]:
    """The divisions directly below one; the provinces for ""."""
    return Division.objects.filter(parent=code) if code else Division.objects.filter(level=1)


def name_path(code: str, above: str = "") -> str:
    """A division's name as people write it in an address, province left out: 澜汀市望舒区.

    ``above`` leaves out what lies above a division the reader already knows: "9990" gives 望舒区.
    """
    names = []
    lineage = {row.code: row for row in Division.objects.filter(pk__in=[code[:n] for n in (2, 4, 6, 9)])}
    if code not in lineage:
        raise UnknownPlace
    for row in lineage.values():
        skipped = row.nominal or (row.level == 1 and row.code != code and not _city_province(lineage, code))
        if not skipped and not above.startswith(row.code):
            names.append(row.name)
    return "".join(names)


def districts(city: str = "") -> QuerySet[Division]:
    """The districts and counties of a city, by default the one this installation serves."""
    return Division.objects.filter(level=3, parent=city or served_city().code)


def serves(area: str) -> bool:
    """Whether this division belongs to the city this installation serves."""
    found = division(area)
    return found is not None and found.code.startswith(served_city().code)


@once
def served_city() -> Division:
    """The city this installation serves, by the name in its settings."""
    name = settings.TONGBAN.city
    found = Division.objects.filter(level=2, name=name).first()
    if found is None:  # a municipality is a province whose city level exists on paper only
        found = Division.objects.filter(level=2, parent__name=name, name="市辖区").first()
    if found is None:
        raise UnknownPlace(f"区划数据中没有“{name}”。", next_step="请检查 TONGBAN_CITY 设置，并确认已经加载行政区划。")
    return found


def outlet(code: str) -> Outlet:
    """An outlet with its area."""
    found = Outlet.objects.select_related("area").filter(pk=code).first()
    if found is None:
        raise UnknownPlace("没有找到这个服务网点。")
    return found


def outlets_by_code(codes: Iterable[str]) -> dict[str, Outlet]:
    """Several outlets with their areas, in one question; a code that is no longer kept is absent."""
    return {row.code: row for row in Outlet.objects.select_related("area").filter(pk__in=set(codes))}


def outlets(area: str = "", desk: str = "") -> QuerySet[Outlet]:
    """The outlets in an area (a division code; "" for all) where a desk (code; "" for any) serves people."""
    rows = Outlet.objects.select_related("area")
    if area:
        rows = rows.filter(area__code__startswith=area)
    if desk:
        rows = rows.filter(Q(desks=[]) | Q(desks__contains=[desk]))
    return rows


def _city_province(lineage: dict[str, Division], code: str) -> bool:
    """Whether the province is itself the city people name (北京市)."""
    middle = lineage.get(code[:4])
    return middle is not None and middle.of_municipality
