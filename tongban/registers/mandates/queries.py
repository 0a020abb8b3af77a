"""Questions to mandates: for whom may somebody act today, and in what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.identity.errors import NotYourMandate
from tongban.registers.mandates.models import Mandate

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account, Person

Id = UUID | str


def actor_for(account: Account, *, door: str, on_behalf: str = "") -> Actor:
    """Who acts through this account, as `identity.queries.actor_for`, also for a person who gave him a mandate.

    Raises `NotYourMandate` when none counts today.
    """
    giver = on_behalf.removeprefix("person/")
    if giver == on_behalf or giver == str(account.person_id):
        return identity.actor_for(account, door=door, on_behalf=on_behalf)
    acting = identity.actor_for(account, door=door)
    return _for_giver(acting, on_behalf, list(received_by(acting.id)) if account.person_id else [])


def acting(person: Person, *, door: str, on_behalf: str = "") -> Actor:
    """A person who is known to be there, with or without an account, as `actor_for`."""
    himself = identity.person_actor(person, door=door)
    if on_behalf in ("", person.subject):
        return himself
    if on_behalf.startswith("person/"):
        return _for_giver(himself, on_behalf, list(received_by(himself.id)))
    return identity.behalf_of(himself, on_behalf)


def _for_giver(acting: Actor, on_behalf: str, received: list[Mandate]) -> Actor:
    """The same somebody acting by mandates of a person, in their items together."""
    rows = [row for row in received if f"person/{row.giver_id}" == on_behalf]
    if not rows:
        raise NotYourMandate(
            "您目前没有代这位委托人办事的授权，或者授权已经结束。", next_step="请委托人重新授权后再办理。"
        )
    items = tuple(sorted({item for row in rows for item in row.items}))
    documents = all(row.documents for row in rows)  # what one mandate withholds, another item's does not open
    return replace(acting, on_behalf=on_behalf, behalf_name=rows[0].giver.name, items=items, documents=documents)


def may_act_for(person_id: Id, subject: str) -> bool:
    """Whether a person may act today for "person/<id>" or "organisation/<id>"."""
    given = any(f"person/{row.giver_id}" == subject for row in received_by(person_id))
    return given or identity.may_act_for(person_id, subject)


def received_by(person_id: Id) -> QuerySet[Mandate]:
    """The mandates somebody holds that count today."""
    return _counting(Mandate.objects.filter(Q(taker_id=person_id))).select_related("giver").order_by("given_at")


def given_by(person_id: Id) -> QuerySet[Mandate]:
    """The mandates somebody gave that count today."""
    return _counting(Mandate.objects.filter(Q(giver_id=person_id))).select_related("taker").order_by("-given_at")


def ended_of(person_id: Id, limit: int = 20) -> list[Mandate]:
    """Mandates given or received that count no more, newest first."""
    rows = Mandate.objects.filter(Q(giver_id=person_id) | Q(taker_id=person_id))
    over = rows.filter(Q(ended_at__isnull=False) | Q(until__lt=time.today()))
    return list(over.select_related("giver", "taker").order_by("-given_at")[:limit])


def _counting(rows: QuerySet[Mandate]) -> QuerySet[Mandate]:
    return rows.filter(ended_at=None, until__gte=time.today())
