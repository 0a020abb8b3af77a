"""Questions to supervision."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from tongban.kernel.actor import Actor
from tongban.watch.supervision import finding, permits
from tongban.watch.supervision.errors import NoCard
from tongban.watch.supervision.kinds import CardState
from tongban.watch.supervision.models import Card
from tongban.work.cases.states import OPEN

PAGE = 50

of_decision, of_gaps, of_silence = finding.of_decision, finding.of_gaps, finding.of_silence


def cards(actor: Actor, *, state: str = "open", colour: str = "", before: str = "") -> list[Card]:
    """The cards of the areas this official supervises, newest first; pages go by the id of the last one seen.

    Of those that want no answer the ones of open cases only: what it warned of is over with the case.
    """
    mine = Q(pk__in=[])
    for post in actor.posts_as("supervisor"):
        mine |= Q(area__startswith=post.area)
    rows = Card.objects.filter(mine, state=state).select_related("case")
    if state == CardState.OPEN:
        rows = rows.exclude(Q(answer_by=None) & ~Q(case__state__in=OPEN))
    if colour:
        rows = rows.filter(colour=colour)
    if before:
        rows = rows.filter(pk__lt=_key(before))
    return list(rows.order_by("-pk")[:PAGE])


def card_for(actor: Actor, card_id: str) -> Card:
    """A card, for who supervises it or works where it is answered; raises `NoCard`."""
    found = Card.objects.select_related("case").filter(pk=_key(card_id)).first()
    if found is None or not (permits.may_supervise(actor, found) or permits.may_read(actor, found)):
        raise NoCard
    return found


def card(card_id: str) -> Card | None:
    """A card by its id, for reactions."""
    return Card.objects.select_related("case").filter(pk=_key(card_id)).first()


def of_case(case_id: str) -> list[Card]:
    """The cards of a case, oldest first."""
    return list(Card.objects.filter(case_id=case_id).order_by("pk"))


def issued(case_id: str, rule: str, about: str = "") -> bool:
    """Whether this rule has shown its card already."""
    return Card.objects.filter(case_id=case_id, rule=rule, about=about).exists()


def _key(text: str) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        raise NoCard from None
