"""Ending (统一退出、收回授权): a visit ends with its sitting or its consent, and the other system is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet

from tongban.engines import jose
from tongban.kernel import outbound, time
from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.registers.sso import events, keyring, permits, statements
from tongban.registers.sso.errors import NoSuchGrant
from tongban.registers.sso.keyring import instant
from tongban.registers.sso.kinds import TELL_TRIES
from tongban.registers.sso.models import Access, Grant, Visit

if TYPE_CHECKING:
    from tongban.registers.sso.models import Party

Id = UUID | str
PATIENCE = 5.0  # seconds a system has to take a logout token


@action
def withdraw(actor: Actor, grant_id: Id) -> Grant:
    """Take back what a system may know (收回授权): its tokens are dead at once, it is told to sign him out."""
    row = Grant.objects.select_for_update(of=("self",)).select_related("account").filter(pk=grant_id).first()
    if row is None or row.ended_at or not actor.signed_in or row.account.holder != actor.principal:
        permits.require_holder(actor, actor.principal)
        raise NoSuchGrant
    row.ended_at = time.now()
    row.save(update_fields=["ended_at"])
    record(actor, events.ConsentWithdrawn(f"account/{row.account_id}", party=row.party_id))
    end_visits(actor, row.visits.all(), "withdrawn")
    return row


def end_sitting(sitting: Id) -> int:
    """The sitting is over: so are the visits begun from it. May be called twice; returns how many ended."""
    rows = Visit.objects.filter(sitting=sitting, ended_at=None)
    return _end(Actor.system(), rows, "sitting") if rows.exists() else 0


def end_visits(actor: Actor, rows: QuerySet[Visit], why: str) -> int:
    """End what is still open of ``rows``, within a verb that has its own reason to."""
    found = rows.filter(ended_at=None).select_for_update(of=("self",)).select_related("grant__party").order_by("pk")
    done = 0
    for visit in found:
        visit.ended_at = time.now()
        visit.tell_at = instant() if visit.grant.party.back_channel else None
        visit.save(update_fields=["ended_at", "tell_at"])
        Access.objects.filter(visit=visit).delete()
        whose, party = f"account/{visit.grant.account_id}", visit.grant.party_id
        record(actor, events.VisitEnded(whose, party=party, visit=str(visit.pk), why=why))
        done += 1
    return done


@action
def _end(actor: Actor, rows: QuerySet[Visit], why: str) -> int:
    return end_visits(actor, rows, why)


def tell_of_end(visit_id: Id) -> bool:
    """Tell a system that a visit is over (后端通道退出, OpenID back-channel logout); later again if it does not answer.

    Not one transaction: nothing is held while the other side thinks.
    """
    visit = (
        Visit.objects.select_related("grant__party", "grant__account")
        .filter(pk=visit_id, tell_at__lte=instant() + timedelta(seconds=1)).first()
    )  # fmt: skip
    if visit is None:
        return False
    heard = _post(visit.grant.party, visit)
    tries = visit.tries + 1
    over = heard or tries >= TELL_TRIES
    again = None if over else instant() + timedelta(seconds=15 * 3**visit.tries)
    mine = Visit.objects.filter(pk=visit.pk, tries=visit.tries, tell_at=visit.tell_at)
    if mine.update(tries=tries, tell_at=again) and over:
        _note_telling(Actor.system(), visit, heard)
    return heard


def _post(party: Party, visit: Visit) -> bool:
    token = jose.sign(statements.leaving(visit), keyring.current(), "logout+jwt")
    try:
        status, _ = outbound.post(
            party.back_channel, urlencode({"logout_token": token}).encode(),
            {"Content-Type": "application/x-www-form-urlencoded"}, total=PATIENCE, private_ok=party.private_ok,
        )  # fmt: skip
    except (outbound.NoAnswer, outbound.NotThere):
        return False
    return 200 <= status < 300


@action
def _note_telling(actor: Actor, visit: Visit, told: bool) -> None:
    subject = f"account/{visit.grant.account_id}"
    record(actor, events.PartyTold(subject, party=visit.grant.party_id, visit=str(visit.pk), told=told))
