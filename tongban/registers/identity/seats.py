"""Where a role sits today: the desks whose holders have it."""

from __future__ import annotations

from django.db.models import Q

from tongban.kernel import time
from tongban.registers.identity.models import Holding, Official


def seats_of(role: str) -> list[tuple[str, Official]]:
    """Desk and holder of everybody who has this role today, by staff number: whom something is put before."""
    today = time.today()
    rows = Holding.objects.filter(Q(until=None) | Q(until__gte=today), role=role, since__lte=today)
    rows = rows.select_related("official__department").order_by("official__number", "id")
    return [(row.desk_id, row.official) for row in rows]
