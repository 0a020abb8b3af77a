from __future__ import annotations

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import SignInFirst
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.favourites import queries
from tongban.registers.favourites.errors import TooManyFavourites
from tongban.registers.favourites.events import FavouriteDropped, FavouriteKept
from tongban.registers.favourites.models import Favourite
from tongban.registers.ledger.actions import action, record


@action
def keep(actor: Actor, item: str) -> Favourite:
    """Keep an item or a package to find it again (收藏). Raises `TooManyFavourites`, `NoSuchItem`."""
    if not actor.signed_in or actor.kind != "person":
        raise SignInFirst
    code = catalogue.item(item).code
    if Favourite.objects.filter(holder=actor.applicant)[: queries.MOST].count() >= queries.MOST:
        raise TooManyFavourites
    row, _ = Favourite.objects.get_or_create(holder=actor.applicant, item=code, defaults={"kept_at": time.now()})
    record(actor, FavouriteKept(f"favourites/{actor.applicant}", code))
    return row


@action
def drop(actor: Actor, item: str) -> None:
    """Keep it no more (取消收藏)."""
    if not actor.signed_in:
        raise SignInFirst
    Favourite.objects.filter(holder=actor.applicant, item=item).delete()
    record(actor, FavouriteDropped(f"favourites/{actor.applicant}", item))
