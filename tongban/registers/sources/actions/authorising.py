"""The holder's word on a use of his data, for one case only (授权), and its end with the case."""

from __future__ import annotations

from uuid import UUID

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.kernel.proof import require_proof
from tongban.registers.ledger.actions import action, record
from tongban.registers.sources import permits
from tongban.registers.sources.errors import AuthorisationOver, NotYourData
from tongban.registers.sources.events import AuthorisationsEnded, ConsentAsked, ConsentDeclined, ConsentGiven
from tongban.registers.sources.kinds import Kind, Matter, State
from tongban.registers.sources.models import Authorisation


@action
def agree(actor: Actor, matter: Matter, code: str, kind: Kind, what: str, title: str) -> Authorisation:
    """The applicant lets his own data be fetched for this case (同意调取)."""
    row = _own(actor, matter, code, kind, what, title, State.GIVEN)
    record(actor, ConsentGiven(matter.subject, str(row.pk), row.holder, what))
    return row


@action
def decline(actor: Actor, matter: Matter, code: str, kind: Kind, what: str, title: str) -> Authorisation:
    """The applicant would rather hand the paper in (不同意调取，自行提交)."""
    row = _own(actor, matter, code, kind, what, title, State.DECLINED)
    record(actor, ConsentDeclined(matter.subject, str(row.pk), row.holder, what))
    return row


@action
def ask_holder(
    actor: Actor, matter: Matter, code: str, kind: Kind, what: str, title: str, holder: str
) -> Authorisation:
    """Ask another person whether his data may be used for this case (征求本人同意); asking again changes nothing."""
    row, _ = Authorisation.objects.get_or_create(
        subject=matter.subject, code=code, kind=kind, what=what, holder=holder,
        defaults=_values(actor, matter, title, State.ASKED),
    )
    record(actor, ConsentAsked(matter.subject, str(row.pk), holder, what))
    return row


@action
def answer(actor: Actor, authorisation_id: str, *, give: bool) -> Authorisation:
    """The holder agrees, declines, or takes his word back. Raises `NotYourData`, `AuthorisationOver`."""
    try:
        row = Authorisation.objects.select_for_update().filter(pk=UUID(str(authorisation_id))).first()
    except ValueError:
        raise NotYourData from None
    if row is None:
        raise NotYourData
    permits.require_holder(actor, row)
    if give:
        require_proof(actor, "同意他人使用您的数据")
    if row.state == State.ENDED:
        raise AuthorisationOver
    row.state, row.answered_at = (State.GIVEN if give else State.DECLINED), time.now()
    row.save(update_fields=["state", "answered_at"])
    fact = ConsentGiven if give else ConsentDeclined
    record(actor, fact(row.subject, str(row.pk), row.holder, row.what))
    return row


@action
def end(actor: Actor, subject: str) -> int:
    """The case is over: nothing that was agreed for it counts any longer (授权终止); returns how many."""
    if not actor.is_system:
        raise NotAllowed
    rows = Authorisation.objects.filter(subject=subject).exclude(state=State.ENDED)
    count = rows.update(state=State.ENDED, ended_at=time.now())
    record(actor, AuthorisationsEnded(subject, count))
    return count


def _own(actor: Actor, matter: Matter, code: str, kind: Kind, what: str, title: str, state: State) -> Authorisation:
    if not actor.signed_in or actor.applicant != matter.applicant:
        raise NotYourData
    if state == State.GIVEN:
        permits.require_giving(actor)
    row, _ = Authorisation.objects.update_or_create(
        subject=matter.subject, code=code, kind=kind, what=what, holder=actor.applicant,
        defaults={**_values(actor, matter, title, state), "answered_at": time.now()},
    )
    return row


def _values(actor: Actor, matter: Matter, title: str, state: State) -> dict[str, object]:
    return {
        "what_title": title, "title": matter.title, "department": matter.department, "state": state,
        "asked_name": actor.behalf_name or actor.name, "asked_at": time.now(),
    }  # fmt: skip
