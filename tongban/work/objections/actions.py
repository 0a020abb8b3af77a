from __future__ import annotations

from tongban.engines.clocks import Limit
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.calendar import queries as holidays
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotPrefilled
from tongban.work.objections import queries
from tongban.work.objections.errors import AnswerNeeded, ClaimNeeded, ObjectionOpen, ObjectionSettled
from tongban.work.objections.events import ObjectionAnswered, ObjectionRaised
from tongban.work.objections.models import Objection
from tongban.work.objections.states import VERDICTS
from tongban.work.packages import actions as packages

LIMIT = Limit.parse("5 working days")
LONGEST = 500


@action
def raise_objection(actor: Actor, draft_id: str, field: str, *, claim: str, reason: str) -> Objection:
    """Say that a prefilled answer of my draft is wrong at its source (提出数据异议); the draft can go on.

    Raises `ClaimNeeded`, `ObjectionOpen`, `NotPrefilled` for what no register prefilled.
    """
    case = queries.draft_for(actor, draft_id)
    of_run = case.subject.startswith("run/")
    origin = rows.origins(case).get(field)
    if origin is None or case.state != "draft":
        raise NotPrefilled
    if origin.objection:
        raise ObjectionOpen
    if not claim.strip() or not reason.strip():
        raise ClaimNeeded
    asked = case.definition.form.fields[field]
    department, desk = queries.keeper(case, field)
    row = Objection.objects.create(
        **{"run" if of_run else "case": case}, applicant=case.applicant, applicant_name=case.applicant_name,
        title=case.title, area=case.area,
        field=field, label=asked.label, type=asked.type, source=origin.name,
        shown=rows.said(case, field, origin.before), claim=claim.strip()[:LONGEST], reason=reason.strip()[:LONGEST],
        department=department, desk=desk, opened_at=time.now(), due_on=holidays.calendar().due(time.today(), LIMIT),
    )
    verbs = packages if of_run else cases
    verbs.mark_objected(actor, str(case.pk), field, str(row.pk))
    record(actor, ObjectionRaised(row.subject, case.subject, field, department, desk, row.due_on.isoformat()))
    return row


@action
def answer(actor: Actor, objection_id: str, *, verdict: str, reason: str) -> Objection:
    """Answer an objection (答复数据异议): ``verdict`` is corrected or refused, with what was found.

    Raises `AnswerNeeded`, `ObjectionSettled`.
    """
    queries.objection_for(actor, objection_id)
    row = Objection.objects.select_for_update().get(pk=objection_id)
    if row.state != "open":
        raise ObjectionSettled
    if verdict not in VERDICTS or not reason.strip():
        raise AnswerNeeded
    row.state, row.answer = verdict, reason.strip()[:LONGEST]
    row.answered_at, row.answered_by = time.now(), actor.name
    row.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    about = f"case/{row.case_id}" if row.case_id else f"run/{row.run_id}" if row.run_id else ""
    record(actor, ObjectionAnswered(row.subject, about, row.field, verdict))
    return row
