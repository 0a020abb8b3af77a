"""Questions to visits: who stands here, and as whom the clerk writes for him."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.identity.errors import NoAccount
from tongban.registers.mandates import queries as mandates
from tongban.registers.visits import permits
from tongban.registers.visits.errors import ConfirmFirst, NoAssent, NoSuchVisit
from tongban.registers.visits.kinds import Way
from tongban.registers.visits.models import Assent, Confirmation, Visit

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tongban.registers.identity.kinds import Applicant
    from tongban.registers.identity.models import Account
    from tongban.registers.mandates.models import Mandate

RECENT = 5


def visit_for(actor: Actor, visit_id: UUID | str) -> Visit:
    """A visit at this clerk's own window that is not over; raises `NoSuchVisit`."""
    found = Visit.objects.select_related("person").filter(pk=visit_id, official=as_key(actor.id)).first()
    if not permits.receives(actor) or found is None or not found.counts:
        raise NoSuchVisit
    return found


def assent_for(actor: Actor, assent_id: UUID | str) -> Assent:
    """Somebody this clerk found by his answers, who may still say yes; raises `NoAssent`."""
    found = Assent.objects.select_related("person").filter(pk=assent_id, official=as_key(actor.id)).first()
    if not permits.receives(actor) or found is None or not found.counts:
        raise NoAssent
    return found


def assent(assent_id: UUID | str) -> Assent | None:
    """For the platform that sends the code: None where it counts no more, or was never asked for."""
    row = Assent.objects.select_related("person").filter(pk=assent_id).first()
    return row if row and row.counts and row.code else None


def running(actor: Actor) -> list[Visit]:
    """Who stands at this clerk's window now, the latest first."""
    if not permits.receives(actor):
        return []
    rows = Visit.objects.filter(official=actor.id, ended_at=None, until__gt=time.now()).select_related("person")
    return list(rows.order_by("-began_at")[:RECENT])


def of_person(actor: Actor) -> list[Visit]:
    """At which windows somebody writes for me now."""
    rows = Visit.objects.filter(person_id=as_key(actor.id), ended_at=None, until__gt=time.now())
    return list(rows.order_by("-began_at"))


def visitor(actor: Actor, visit: Visit, on_behalf: str = "") -> Actor:
    """The visitor as he acts by the clerk's hand, for himself or for whom he may act today; raises `NotYourMandate`."""
    acting = mandates.acting(visit.person, door=actor.door, on_behalf=on_behalf)
    return replace(acting, hand=actor.principal)


def callings(visit: Visit) -> list[Applicant]:
    """For whom the visitor may apply today: himself first, his companies, who gave him a mandate."""
    subjects = [f"person/{visit.person_id}", *(o.subject for o in identity.organisations_of(visit.person_id))]
    subjects += [row.for_whom for row in mandates.received_by(visit.person_id)]
    return [identity.applicant(subject) for subject in dict.fromkeys(subjects)]


def cares(visit: Visit) -> list[Mandate]:
    """What the visitor asked as a carer or was asked as an elderly person: open, and in force."""
    return list(mandates.cares_of(visit.person_id))


def accounts(visit: Visit) -> list[Account]:
    """With what the visitor may sign in."""
    return identity.accounts_of(visit.person_id)


def account_of(visit: Visit, account_id: str) -> Account:
    """One of the visitor's own accounts; raises `NoAccount` for anybody else's."""
    found = next((one for one in accounts(visit) if str(one.pk) == account_id), None)
    if found is None:
        raise NoAccount
    return found


def confirmation(visit: Visit, about: str, digest: str) -> Confirmation | None:
    """That the visitor has read ``about`` as it stands now; None while he has not."""
    return Confirmation.objects.filter(visit=visit, about=about, digest=digest).order_by("-id").first()


def require_confirmed(visitor: Actor, about: str, digest: str) -> None:
    """Raise `ConfirmFirst` unless the visitor has read ``about`` as it stands, at the window that writes for him."""
    here = _where_written(visitor)
    if not Confirmation.objects.filter(visit__in=here, about=about, digest=digest).exists():
        raise ConfirmFirst


def confirmed_on_paper(visitor: Actor, about: str, digest: str) -> bool:
    """Whether the visitor signed ``about``, as it stands, on the printed form at the window that writes for him."""
    here = _where_written(visitor)
    return Confirmation.objects.filter(visit__in=here, about=about, digest=digest, way=Way.PAPER).exists()


def _where_written(visitor: Actor) -> QuerySet[Visit]:
    """The visit in which this hand writes for him; none where it is no clerk's."""
    clerk = visitor.hand.removeprefix("official/") if visitor.hand.startswith("official/") else ""
    return Visit.objects.filter(
        person_id=as_key(visitor.id), official=as_key(clerk), ended_at=None, until__gt=time.now()
    )


def as_key(text: str) -> UUID:
    """An id out of an actor; one that belongs to nobody for who has none."""
    return UUID(text) if text else UUID(int=0)
