from __future__ import annotations

from typing import Any

from tongban.kernel.actor import Actor
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.favourites.models import Favourite

MOST = 100


def of_holder(actor: Actor) -> list[Any]:
    """The items I keep, newest first; one that is no more offered stays, and says so by itself."""
    codes = list(Favourite.objects.filter(holder=actor.applicant).order_by("-kept_at").values_list("item", flat=True))
    found = {item.code: item for item in catalogue.items_by_code(codes)}
    return [found[code] for code in codes if code in found]


def is_kept(actor: Actor, item: str) -> bool:
    return Favourite.objects.filter(holder=actor.applicant, item=item).exists()
