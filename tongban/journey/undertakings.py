"""What follows where something was taken on trust: its paper, its day, its check, and what is broken."""

from __future__ import annotations

from typing import Any

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.calendar import queries as holidays
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec
from tongban.work.undertakings import actions as undertakings
from tongban.work.undertakings import queries as undertaking_rows
from tongban.work.undertakings.kinds import Trust

SYSTEM = Actor.system()
CHECK, BROKEN = "check-promise", "broken-promise"


def watch_over_promises(fact: Any) -> None:
    """An accepted case's promises are watched from now on."""
    case = rows.by_subject(fact.subject)
    known = {(one.code, one.trust) for one in undertaking_rows.of_case(str(case.pk))}
    for given in case.given.filter(current=True, source__in=Trust.values):
        if (given.code, given.source) not in known:
            undertakings.undertake(SYSTEM, str(case.pk), given.code)


def write_promises(fact: Any) -> None:
    """What was promised instead of documents becomes a paper of the case (告知承诺书), one for all of them."""
    case = rows.by_subject(fact.case)
    letter = case.notices.filter(kind="undertaking").order_by("-served_at").first()
    one = undertaking_rows.by_subject(fact.subject)
    if fact.trust == Trust.PROMISE and (letter is None or letter.served_at < one.opened_at):
        cases.serve_undertaking(SYSTEM, str(case.pk))


def look_into_promises(fact: Any) -> None:
    """Granted on trust: each promise is looked into, within the item's days."""
    if fact.outcome != "granted":
        return
    case = rows.by_subject(fact.subject)
    for one in undertaking_rows.open_of_case(str(case.pk), Trust.PROMISE):
        if one.due_on is None:
            _ask_to_check(case, undertakings.begin(SYSTEM, str(one.pk)))


def let_promises_go(fact: Any) -> None:
    """The case ended without what was asked for: nothing is left to be kept."""
    if fact.outcome != "granted":
        for one in undertaking_rows.open_of_case(fact.subject.removeprefix("case/")):
            undertakings.let_go(SYSTEM, str(one.pk))


def keep_word(fact: Any) -> None:
    """The document that was to come later is there."""
    for one in undertaking_rows.open_of_case(fact.subject.removeprefix("case/"), Trust.LATER, fact.code):
        undertakings.keep(SYSTEM, str(one.pk), finding="材料已补交")


def close_check(fact: Any) -> None:
    """It has been looked into."""
    for task in task_rows.open_of(fact.case, CHECK, fact.code):
        tasks.close(SYSTEM, str(task.pk))


def pursue_broken(fact: Any) -> None:
    """A broken promise is for the desk that decides: it revokes, refuses or ends, with reason and law."""
    case = rows.by_subject(fact.case)
    if any(t.kind == BROKEN and t.step == fact.code for t in task_rows.of_subject(fact.case)):
        return
    what = "承诺不实" if fact.trust == Trust.PROMISE else "容缺材料逾期未补"
    one = undertaking_rows.by_subject(fact.subject)
    tasks.open_task(SYSTEM, Spec(
        kind=BROKEN, step=fact.code, subject=fact.case, title=f"{case.title} · {what}，请依法处理",
        context=f"{case.applicant_name} · {case.number}", desk=case.definition.process.deciding.desk, area=case.area,
        department=case.department, item=case.item_code, note=one.consequence,
        due_on=holidays.calendar().add(time.today(), 5), limit="5 working days",
    ))


def tell_of_broken(fact: Any) -> None:
    """The applicant is told what was found and what may follow."""
    one = undertaking_rows.by_subject(fact.subject)
    template = "promise-broken" if fact.trust == Trust.PROMISE else "document-late"
    if not told.told(fact.case, template, fact.seq):
        messages.tell(
            SYSTEM, one.holder, template, fact.case, link=f"/my/cases/{one.case.number}/", seq=fact.seq,
            item=one.case.title, number=one.case.number, material=one.title, reason=one.consequence,
        )


def break_late_ones() -> int:
    """Documents that did not come by their day: the promise to bring them is broken. Returns how many."""
    late = undertaking_rows.overdue()
    for one in late:
        law = one.law or "本事项办事指南关于容缺受理的规定"
        undertakings.break_(SYSTEM, str(one.pk), finding=f"至{one.due_on}没有补交", law=law)
    return len(late)


def _ask_to_check(case: Any, one: Any) -> None:
    tasks.open_task(SYSTEM, Spec(
        kind=CHECK, step=one.code, subject=case.subject, title=f"{case.title} · 核查承诺：{one.title}",
        context=f"{case.applicant_name} · {case.number}", desk=one.desk, area=case.area, department=case.department,
        due_on=one.due_on, limit=one.limit, note=one.says,
    ))
