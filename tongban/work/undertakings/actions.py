from __future__ import annotations

import uuid

from tongban.engines.clocks import Limit
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.calendar import queries as holidays
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import queries as cases
from tongban.work.undertakings import permits
from tongban.work.undertakings.errors import FindingNeeded, NoSuchUndertaking
from tongban.work.undertakings.events import (
    CheckBegun,
    UndertakingBroken,
    UndertakingKept,
    UndertakingLetGo,
    UndertakingOpened,
)
from tongban.work.undertakings.kinds import Trust
from tongban.work.undertakings.models import Undertaking

LATE = "没有按期补交的，不予许可或者终止办理"


@action
def undertake(actor: Actor, case_id: str, code: str) -> Undertaking:
    """Watch over what an accepted case took on trust for one material (承诺备案): what is to come has its day."""
    _system(actor)
    case = cases.locked(case_id)
    slot = next(one for one in cases.slots(case) if one.code == code)
    promised = slot.undertaking if slot.trust == Trust.PROMISE else None
    limit = promised.check if promised else slot.deferred
    assert limit is not None  # `cases.promise` lets nothing else through
    row = Undertaking.objects.create(
        case=case, code=code, title=slot.title, trust=slot.trust, holder=case.applicant, area=case.area,
        says=promised.promise if promised else f"受理后{limit.zh}内补交“{slot.title}”",
        consequence=promised.broken if promised else LATE, law=promised.law if promised else "",
        desk=promised.desk if promised else case.definition.process.deciding.desk, limit=str(limit),
        due_on=None if promised else holidays.calendar().due(time.today(), limit), opened_at=time.now(),
    )
    due = row.due_on.isoformat() if row.due_on else ""
    record(actor, UndertakingOpened(row.subject, case.subject, code, slot.trust, due))
    return row


@action
def begin(actor: Actor, undertaking_id: str) -> Undertaking:
    """The decision was made: the promise is looked into within the item's days (事后核查)."""
    _system(actor)
    row = _locked(actor, undertaking_id)
    row.move("begin")
    row.due_on = holidays.calendar().due(time.today(), Limit.parse(row.limit))
    row.save(update_fields=["due_on"])
    record(actor, CheckBegun(row.subject, _case(row), row.code, row.due_on.isoformat()))
    return row


@action
def keep(actor: Actor, undertaking_id: str, *, finding: str) -> Undertaking:
    """Find that it was kept (认定已履行). Raises `FindingNeeded`."""
    row = _settled(actor, undertaking_id, "keep", finding)
    record(actor, UndertakingKept(row.subject, _case(row), row.code, row.holder, row.trust))
    return row


@action
def break_(actor: Actor, undertaking_id: str, *, finding: str, law: str) -> Undertaking:
    """Find that it was broken (认定未履行); what follows an official decides. Raises `FindingNeeded`."""
    if not law.strip():
        raise FindingNeeded
    row = _settled(actor, undertaking_id, "break", finding)
    record(actor, UndertakingBroken(row.subject, _case(row), row.code, row.holder, row.trust, law.strip()))
    return row


@action
def let_go(actor: Actor, undertaking_id: str) -> Undertaking:
    """The case ended without what was asked for: nothing is left to be kept."""
    _system(actor)
    row = _locked(actor, undertaking_id)
    row.move("let_go")
    row.settled_at = time.now()
    row.save(update_fields=["state", "settled_at"])
    record(actor, UndertakingLetGo(row.subject, _case(row), row.code))
    return row


def _settled(actor: Actor, undertaking_id: str, verb: str, finding: str) -> Undertaking:
    row = _locked(actor, undertaking_id)
    row.move(verb)
    if not finding.strip():
        raise FindingNeeded
    row.finding, row.settled_at, row.settled_by = finding.strip(), time.now(), actor.name
    row.save(update_fields=["state", "finding", "settled_at", "settled_by"])
    return row


def _locked(actor: Actor, undertaking_id: str) -> Undertaking:
    try:
        row = Undertaking.objects.select_for_update().get(pk=uuid.UUID(str(undertaking_id)))
    except (Undertaking.DoesNotExist, ValueError):
        raise NoSuchUndertaking from None
    if not permits.may_check(actor, row):
        raise NoSuchUndertaking
    return row


def _case(row: Undertaking) -> str:
    return f"case/{row.case_id}"


def _system(actor: Actor) -> None:
    if not actor.is_system:
        raise NotAllowed
