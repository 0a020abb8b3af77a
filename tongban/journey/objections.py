"""What follows from an objection to prefilled data, and what of a submitted application is kept for the next."""

from __future__ import annotations

from typing import Any

from tongban.kernel.actor import Actor
from tongban.registers.answers import actions as answers
from tongban.registers.answers import queries as kept
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.objections import queries as objections
from tongban.work.objections.actions import LIMIT
from tongban.work.objections.states import VERDICTS
from tongban.work.packages import actions as packages
from tongban.work.packages import queries as runs
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec

SYSTEM = Actor.system()


def keep_answers(fact: Any) -> None:
    """What the applicant answered himself is offered to him where it is asked again."""
    case = rows.by_subject(fact.subject)
    if given := kept.fresh(case.applicant, case.subject, rows.reusable_answers(case)):
        answers.keep(SYSTEM, case.applicant, case.subject, case.title, given)


def tell_of_draft(fact: Any) -> None:
    """A draft that goes, or went, into the trash; who gave it up himself, or deleted it meanwhile, needs no word."""
    days = getattr(fact, "days", 0)
    template = "draft-expiring" if days else "draft-trashed"
    case: Any = (runs if fact.subject.startswith("run/") else rows).draft_behind(fact.subject)
    himself: str = getattr(fact, "by", "")
    if case is None or himself or told.told(fact.subject, template, fact.seq):
        return
    messages.tell(
        SYSTEM, case.applicant, template, fact.subject, link=f"/apply/{case.pk}/" if days else "/my/drafts/",
        seq=fact.seq, item=case.title, days=days,
    )


def ask_owner(fact: Any) -> None:
    """The desk that owns the data looks into it by its day."""
    one = objections.by_subject(fact.subject)
    if not task_rows.of_subject(fact.subject):
        tasks.open_task(SYSTEM, Spec(
            kind="objection", subject=one.subject, title=f"数据异议 · {one.source}：{one.label}",
            context=f"{one.applicant_name} · {one.title}", desk=one.desk, area=one.area, department=one.department,
            due_on=one.due_on, limit=str(LIMIT),
        ))


def close_objection(fact: Any) -> None:
    """It was answered: nobody owes it any more, and the draft knows."""
    for task in task_rows.open_of(fact.subject, "objection"):
        tasks.close(SYSTEM, str(task.pk))
    one = objections.by_subject(fact.subject)
    if one.case and rows.origins(one.case).get(one.field, None) and _waits(one):
        cases.settle_objected(SYSTEM, str(one.case_id), one.field, str(one.pk), fact.verdict)
    if one.run:
        _close_in_run(one, fact.verdict)


def _close_in_run(one: Any, verdict: str) -> None:
    """The one form knows, and every case that was filled from it."""
    key, origin = str(one.pk), rows.origins(one.run).get(one.field)
    if origin is not None and origin.objection == key:
        packages.settle_objected(SYSTEM, str(one.run_id), one.field, key, verdict)
    for case, name in runs.filled_from(one.run, key):
        cases.settle_objected(SYSTEM, str(case.pk), name, key, verdict)


def _waits(one: Any) -> bool:
    return bool(rows.origins(one.case)[one.field].objection == str(one.pk))


def tell_of_answer(fact: Any) -> None:
    """Whoever objected is told what was found."""
    one = objections.by_subject(fact.subject)
    if told.told(fact.subject, "objection-answered", fact.seq):
        return
    link = "/my/answers/"
    if one.case:
        link = f"/my/cases/{one.case.number}/" if one.case.number else f"/apply/{one.case_id}/"
    elif one.run:
        link = f"/my/packages/{one.run.number}/" if one.run.number else f"/apply/{one.run_id}/"
    messages.tell(
        SYSTEM, one.applicant, "objection-answered", fact.subject, link=link, seq=fact.seq,
        label=one.label, source=one.source, verdict=VERDICTS[fact.verdict], reason=one.answer,
    )
