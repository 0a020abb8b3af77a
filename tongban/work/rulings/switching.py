"""Whether the machine may decide now: the switches, and a lock that makes a stop hold from the moment it returns."""

from __future__ import annotations

from django.db import connection

from tongban.work.rulings.kinds import EVERYTHING
from tongban.work.rulings.models import Switch

LOCK = 0x72756C65  # one lock for all switches: whoever rules shares it, whoever switches has it alone


def share() -> None:
    """Hold the switches still until this transaction ends; many may rule at once."""
    _ask("select pg_advisory_xact_lock_shared(%s)")


def seize() -> None:
    """Wait for every ruling under way to end, and let none begin until this transaction ends."""
    _ask("select pg_advisory_xact_lock(%s)")


def off(item_code: str) -> Switch | None:
    """The switch that keeps the machine from deciding this item: that of all items before its own."""
    newest = Switch.objects.filter(item_code__in=(EVERYTHING, item_code)).order_by("item_code", "-id")
    return next((one for one in newest.distinct("item_code") if not one.on), None)


def _ask(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [LOCK])
