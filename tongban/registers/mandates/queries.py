"""Questions to mandates: for whom may somebody act today, and in what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as identity
from tongban.registers.identity.errors import NotYourMandate
from tongban.registers.mandates.grants import as_granted, licences_let
from tongban.registers.mandates.grants import counting as licence_grants
from tongban.registers.mandates.grants import rule_of as licence_rule
from tongban.registers.mandates.grants import waiting as licence_grants_waiting
from tongban.registers.mandates.kinds import Ground
from tongban.registers.mandates.models import Mandate

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account, Person

__all__ = [
    "PAGE", "acting", "actor_for", "agencies_of", "asked_of", "cares_of", "clients_of", "counting", "ended_of",
    "given_by", "is_uuid", "lets_show", "licence_grants", "licence_grants_waiting", "licence_rule", "may_act_for",
    "received_by", "takers_for",
]  # fmt: skip

Id = UUID | str
PAGE = 50


def actor_for(account: Account, *, door: str, on_behalf: str = "") -> Actor:
    """Who acts through this account, as `identity.queries.actor_for`, also for who gave him or his agency a mandate.

    Raises `NotYourMandate` when none counts today.
    """
    if on_behalf.startswith("person/") and on_behalf != f"person/{account.person_id}":
        return _for_giver(identity.actor_for(account, door=door), on_behalf)
    try:
        return as_granted(identity.actor_for(account, door=door, on_behalf=on_behalf))
    except NotYourMandate:
        if not account.person_id:
            raise
        return _for_giver(identity.actor_for(account, door=door), on_behalf)


def acting(person: Person, *, door: str, on_behalf: str = "") -> Actor:
    """A person who is known to be there, with or without an account, as `actor_for`."""
    himself = identity.person_actor(person, door=door)
    if on_behalf in ("", person.subject):
        return himself
    if on_behalf.startswith("person/"):
        return _for_giver(himself, on_behalf)
    return as_granted(identity.behalf_of(himself, on_behalf))


def _for_giver(acting: Actor, on_behalf: str) -> Actor:
    """The same somebody acting by mandates he holds himself, in their items together; else by one of his agencies."""
    with wall.behind(acting):  # before a request knows who asks, and at a window, by whose visitor's eyes
        held = counting(acting.id, on_behalf) if acting.kind == "person" else []
    rows = [row for row in held if row.taker_id] or held[:1]
    if not rows:
        raise NotYourMandate(
            "您目前没有代这位委托人办事的授权，或者授权已经结束。", next_step="请委托人重新授权后再办理。"
        )
    if rows[0].taker_firm_id:
        return _as_agency(acting, on_behalf, [row for row in held if row.taker_firm_id == rows[0].taker_firm_id])
    documents = all(row.documents for row in rows)  # what one mandate withholds, another item's does not open
    ground = next((row.ground for row in rows if row.ground != Ground.GIVEN), Ground.GIVEN)
    return replace(
        acting, on_behalf=on_behalf, behalf_name=rows[0].giver_name, items=_items(rows), documents=documents,
        data=_data(rows), ground=Ground(ground).label,
    )  # fmt: skip


def _as_agency(acting: Actor, on_behalf: str, rows: list[Mandate]) -> Actor:
    """An operator of an agency for its client: no further than the client said, and than the agency lets him."""
    firm = str(rows[0].taker_firm_id)
    own, rights = identity.reach_of(acting.id, firm)
    items = tuple(item for item in _items(rows) if not own or item in own)
    if not items:
        raise NotYourMandate(
            "代理机构没有让您经办这位客户委托的事项。", next_step="请代理机构的管理员调整您的经办范围。"
        )
    return as_granted(replace(
        acting, on_behalf=on_behalf, behalf_name=rows[0].giver_name, items=items, rights=rights,
        data=_data(rows), documents=all(row.documents for row in rows), agency=f"organisation/{firm}",
        ground=f"{rows[0].taker_name}代理",
    ))  # fmt: skip


def _items(rows: list[Mandate]) -> tuple[str, ...]:
    """What these mandates name together; a guardian's are whatever a person may ask for."""
    if any(row.ground == Ground.GUARDIAN for row in rows):
        return catalogue.codes("person")
    return tuple(sorted({item for row in rows for item in row.items}))


def _data(rows: list[Mandate]) -> tuple[str, ...] | None:
    """The data they let him see together: he is one and the same person, whichever of them he uses."""
    named = [row.data for row in rows if row.data is not None]
    return tuple(sorted({one for data in named for one in data})) if len(named) == len(rows) else None


def lets_show(person_id: Id, subject: str, type_code: str) -> bool:
    """Whether somebody may show another's licence of this kind today: a guardian, or who was given it by its name."""
    named = f"licence/{type_code}"
    held = counting(person_id, subject)
    if any(row.ground == Ground.GUARDIAN or named in (row.data or ()) for row in held):
        return True
    kind, _, key = subject.partition("/")
    if kind != "organisation":
        return False
    agencies = [str(row.taker_firm_id) for row in held if row.taker_firm_id]
    if identity.may_act_for(person_id, subject):
        agencies.append("")
    let = [licences_let(str(person_id), key, agency) for agency in agencies]
    return any(found is None or named in found for found in let)


def may_act_for(person_id: Id, subject: str) -> bool:
    """Whether a person may act today for "person/<id>" or "organisation/<id>"."""
    return identity.may_act_for(person_id, subject) or bool(counting(person_id, subject))


def counting(person_id: Id, subject: str) -> list[Mandate]:
    """The mandates by which a person may act for ``subject`` today, his own and his agencies'."""
    kind, _, key = subject.partition("/")
    if kind not in ("person", "organisation") or not is_uuid(key):
        return []
    mine = Q(taker_id=person_id) | Q(taker_firm__in=identity.organisations_of(person_id))
    given = Q(giver_id=key) if kind == "person" else Q(giver_firm_id=key)
    rows = _counting(Mandate.objects.filter(mine, given))
    return list(rows.select_related("giver", "giver_firm", "taker_firm").order_by("given_at"))


def takers_for(subject: str) -> set[str]:
    """The people who may act for somebody today by a mandate of their own."""
    kind, _, key = subject.partition("/")
    if not is_uuid(key):
        return set()
    given = Q(giver_id=key) if kind == "person" else Q(giver_firm_id=key)
    rows = _counting(Mandate.objects.filter(given)).exclude(taker=None)
    return {str(taker) for taker in rows.values_list("taker", flat=True)}


def clients_of(firm: Id, after: str = "", limit: int = PAGE) -> list[Mandate]:
    """Whom an agency may act for today, in the order in which they came; ``after`` is the last one's id."""
    rows = _counting(Mandate.objects.filter(Q(taker_firm_id=firm))).select_related("giver", "giver_firm")
    return list(rows.filter(pk__gt=after if is_uuid(after) else UUID(int=0)).order_by("pk")[:limit])


def agencies_of(subject: str) -> list[Mandate]:
    """The agencies somebody lets act for him today, the latest first."""
    kind, _, key = subject.partition("/")
    given = Q(giver_id=key) if kind == "person" else Q(giver_firm_id=key)
    rows = _counting(Mandate.objects.filter(given, ground=Ground.AGENCY))
    return list(rows.select_related("taker_firm").order_by("-given_at"))


def received_by(person_id: Id) -> QuerySet[Mandate]:
    """The mandates somebody holds that count today."""
    return _counting(Mandate.objects.filter(Q(taker_id=person_id))).select_related("giver").order_by("given_at")


def given_by(person_id: Id) -> QuerySet[Mandate]:
    """The mandates to persons somebody gave that count today."""
    rows = Mandate.objects.filter(Q(giver_id=person_id), taker_firm=None)
    return _counting(rows).select_related("taker").order_by("-given_at")


def ended_of(person_id: Id, limit: int = 20) -> list[Mandate]:
    """Mandates given or received that count no more, newest first."""
    rows = Mandate.objects.filter(Q(giver_id=person_id) | Q(taker_id=person_id), taker_firm=None)
    over = rows.filter(Q(ended_at__isnull=False) | Q(until__lt=time.today()))
    return list(over.select_related("giver", "taker").order_by("-given_at")[:limit])


def asked_of(person_id: Id) -> QuerySet[Mandate]:
    """What carers asked of somebody, or he of others, and nobody has confirmed yet."""
    rows = _lasting(Mandate.objects.filter(Q(giver_id=person_id) | Q(taker_id=person_id)))
    return rows.filter(confirmed_at=None).select_related("giver", "taker").order_by("-given_at")


def cares_of(person_id: Id) -> QuerySet[Mandate]:
    """Mandates of carers and guardians that somebody holds or is under, waiting or in force: what a window may end."""
    whose, grounds = Q(giver_id=person_id) | Q(taker_id=person_id), (Ground.CARE, Ground.GUARDIAN)
    rows = _lasting(Mandate.objects.filter(whose, ground__in=grounds))
    return rows.select_related("giver", "taker").order_by("-given_at")


def _counting(rows: QuerySet[Mandate]) -> QuerySet[Mandate]:
    return _lasting(rows).filter(confirmed_at__isnull=False)


def _lasting(rows: QuerySet[Mandate]) -> QuerySet[Mandate]:
    return rows.filter(ended_at=None, until__gte=time.today())


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
