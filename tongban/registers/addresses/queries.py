"""Questions to the addresses: what somebody means who is typing, and which address a text is."""

from __future__ import annotations

import re

from tongban.registers.addresses.errors import NoSuchAddress
from tongban.registers.addresses.kinds import taken_apart, tidy
from tongban.registers.addresses.listing import read_list, write_held
from tongban.registers.addresses.models import StandardAddress

__all__ = ["address", "offered", "read_list", "recognised", "write_held"]

OFFERED = 12
_TYPED = re.compile(r"(?P<road>[^\d]*)(?P<house>\d{0,3})")


def address(code: str) -> StandardAddress:
    """One address with its street; raises `NoSuchAddress`."""
    found = StandardAddress.objects.select_related("street").filter(pk=code).first() if code.isdigit() else None
    if found is None:
        raise NoSuchAddress
    return found


def offered(typed: str, area: str = "", limit: int = OFFERED) -> list[StandardAddress]:
    """Addresses that begin as typed: the road, or its initials in pinyin, then the house; ``area`` narrows (a code).

    A road alone gives its first houses.
    """
    said = tidy(typed).lower()
    found = _TYPED.match(said)
    road, house = (found["road"], found["house"]) if found else ("", "")
    if len(road) < 2:
        return []
    rows = StandardAddress.objects.select_related("street")
    rows = rows.filter(letters__startswith=road) if road.isascii() else rows.filter(road__startswith=road)
    if area:
        rows = rows.filter(street__code__startswith=area)
    if house:
        rows = rows.filter(house__in=_houses(int(house)))
    return list(rows.order_by("house", "code")[:limit])


def recognised(area: str, text: str) -> StandardAddress | None:
    """The address a text names within a division (识别标准地址); None where none is, or where it could be two."""
    written = taken_apart(text)
    if written is None or not area:
        return None
    roads = [written.road[n:] for n in range(len(written.road) - 1)]  # a town may be written before the road
    rows = StandardAddress.objects.select_related("street").filter(
        road__in=roads, house=written.house, street__code__startswith=area
    )
    found = sorted(rows[:20], key=lambda row: -len(row.road))
    longest = [row for row in found if len(row.road) == len(found[0].road)]
    return longest[0] if len(longest) == 1 else None


def _houses(typed: int) -> list[int]:
    """The houses whose number begins so: 2 is 2, 20 to 29, 200 to 299."""
    return [n for size in (1, 10, 100) for n in range(typed * size, typed * size + size) if 0 < n <= 999]
