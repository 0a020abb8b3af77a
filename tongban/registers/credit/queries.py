"""Questions to credit."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db.models import Q, QuerySet

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.once import once
from tongban.registers.credit import permits
from tongban.registers.credit.errors import NoSuchBar, TrustForfeited
from tongban.registers.credit.kinds import ENOUGH, YEARS, Record, Scope, Standing, State, Word
from tongban.registers.credit.models import Bar, Entry


@once
def standing(holder: str) -> Standing:
    """The one word that items may ask: barred from a trade, poor while a word is broken, excellent, or good."""
    scopes, words = _binding(holder).values_list("scope"), _entries(holder).values_list("word")
    with wall.shown(holder):
        known = [said for (said,) in scopes.union(words, all=True)]  # one question: every page of a case asks it
    if Scope.TRADE in known:
        return Standing.BARRED
    if Scope.TRUST in known:
        return Standing.POOR
    excellent = known.count(Word.KEPT) >= ENOUGH and Word.BROKEN not in known
    return Standing.EXCELLENT if excellent else Standing.GOOD


def require_trust(holder: str) -> None:
    """Whether a promise of this applicant may stand for a document; raises `TrustForfeited`."""
    with wall.shown(holder):
        forfeited = _binding(holder).filter(scope=Scope.TRUST).exists()
    if forfeited:
        raise TrustForfeited


def record_of(holder: str) -> Record:
    """Everything known of one applicant, the newest first; who may ask for it is asked before."""
    with wall.shown(holder):
        bars = list(Bar.objects.filter(holder=holder).order_by("-since", "-id")[:100])
        return Record(standing(holder), list(_entries(holder).order_by("-at")[:100]), bars)


def mine(actor: Actor) -> Record:
    """My own record, or that of whom I act for."""
    return record_of(actor.applicant)


def bar_for(actor: Actor, bar_id: str) -> Bar:
    """A bar, for whom it binds or whoever may lift it; raises `NoSuchBar`."""
    try:
        found = Bar.objects.get(pk=uuid.UUID(str(bar_id)))
    except (Bar.DoesNotExist, ValueError):
        raise NoSuchBar from None
    if not (actor.is_system or permits.is_holder(actor, found) or permits.may_answer(actor, found)):
        raise NoSuchBar
    return found


def by_source(source: str) -> list[Bar]:
    """What was imposed because of ``source``."""
    return list(Bar.objects.filter(source=source))


def entered(source: str) -> bool:
    """Whether this word is on record."""
    return Entry.objects.filter(source=source).exists()


def _binding(holder: str) -> QuerySet[Bar]:
    open_ended = Q(until=None) | Q(until__gte=time.today())
    return Bar.objects.filter(open_ended, holder=holder).exclude(state=State.LIFTED)


def _entries(holder: str) -> QuerySet[Entry]:
    return Entry.objects.filter(holder=holder, at__gte=time.now() - timedelta(days=365 * YEARS))
