"""Reactions that carry a case on."""

from __future__ import annotations

from typing import Any

from tongban.journey.dates import due_of
from tongban.journey.licences import act_on_licence
from tongban.journey.registration import found
from tongban.kernel import jobs, time
from tongban.kernel.actor import Actor
from tongban.registers.calendar import queries as holidays
from tongban.registers.ledger import queries as ledger
from tongban.registers.licences import actions as licences
from tongban.registers.licences import queries as licence_rows
from tongban.watch.ratings import actions as ratings
from tongban.watch.ratings import queries as rating_rows
from tongban.work.approvals import actions as approvals
from tongban.work.approvals import queries as approval_rows
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.jobs import make_paper
from tongban.work.cases.kinds import ACCEPTANCE, DELIVERY, SUPPLY, Way
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec

SYSTEM = Actor.system()
ANSWERS = "card"  # a department answers to supervision whatever becomes of the case


def open_acceptance(fact: Any) -> None:
    """A complete application lies on the window's desk; five working days to say whether it is accepted."""
    case = rows.by_subject(fact.subject)
    if case.state == "submitted" and not task_rows.open_of(case.subject, "accept"):
        tasks.open_task(SYSTEM, Spec(
            kind="accept", subject=case.subject, title=f"{case.title} · 受理",
            context=f"{case.applicant_name} · {case.number}",
            desk="window", area=case.area, department="service-centre", due_on=case.due_on, limit=str(ACCEPTANCE),
            anywhere=case.definition.anywhere,
        ))


def close_acceptance(fact: Any) -> None:
    """The window has done its part; a case that came back to a window waits there again."""
    if rows.by_subject(fact.subject).state == "submitted":
        return
    for task in task_rows.open_of(fact.subject, "accept"):
        tasks.close(SYSTEM, str(task.pk))


def owe_supplement(fact: Any) -> None:
    """The applicant owes a supplement, until the date the item's rule gives."""
    case = rows.by_subject(fact.subject)
    if case.state == "incomplete" and not task_rows.open_of(case.subject, "supply"):
        limit = case.definition.limits.supply or SUPPLY
        tasks.open_task(SYSTEM, Spec(
            kind="supply", subject=case.subject, title=f"{case.title} · 补正", context=case.number or "",
            owner=case.applicant,
            due_on=holidays.calendar().due(time.today(), limit), limit=str(limit),
        ))


def settle_supplement(fact: Any) -> None:
    for task in task_rows.open_of(fact.subject, "supply"):
        tasks.close(SYSTEM, str(task.pk))


def open_steps(fact: Any) -> None:
    """Every step that can begin now goes to its department's desk, in parallel."""
    case = rows.by_subject(fact.subject)
    if approval_rows.steps_to_open(case):
        approvals.put_on_desks(SYSTEM, str(case.pk))


def stop_clocks(fact: Any) -> None:
    """While a special procedure runs, nobody's task grows older."""
    for task in task_rows.open_of(fact.subject):
        if not task.stopped and task.kind != ANSWERS:
            tasks.set_clock(SYSTEM, str(task.pk), stopped=True, due_on=task.due_on)


def start_clocks(fact: Any) -> None:
    """After the procedure every task has as many working days more as the clock stood."""
    case, known = rows.by_subject(fact.subject), holidays.calendar()
    for task in task_rows.open_of(fact.subject):
        if task.stopped:
            tasks.set_clock(SYSTEM, str(task.pk), stopped=False, due_on=due_of(task, case, known))


def move_clocks(fact: Any) -> None:
    """An extension gives its days to the step that decides; advising departments keep their dates."""
    case = rows.by_subject(fact.subject)
    for task in task_rows.open_of(fact.subject, "step", case.definition.process.deciding.name):
        if task.due_on and case.due_on and task.due_on < case.due_on:
            tasks.set_clock(SYSTEM, str(task.pk), stopped=task.stopped, due_on=case.due_on)


def prepare_hearing(fact: Any) -> None:
    """The deciding desk calls the hearing and holds it in time."""
    case = rows.by_subject(fact.subject)
    if case.hearing and not task_rows.open_of(fact.subject, "hearing"):
        tasks.open_task(SYSTEM, Spec(
            kind="hearing", subject=case.subject, title=f"{case.title} · 组织听证",
            context=f"{case.applicant_name} · {case.number}", desk=case.definition.process.deciding.desk,
            area=case.area, department=case.department, due_on=case.hearing.hold_by, limit="20 working days",
        ))


def close_hearing(fact: Any) -> None:
    for task in task_rows.open_of(fact.subject, "hearing"):
        tasks.close(SYSTEM, str(task.pk))


def examine_anew(fact: Any) -> None:
    """What departments said before no longer stands: the steps begin again."""
    case = rows.by_subject(fact.subject)
    began = case.accepted_at or case.received_at
    if began and approval_rows.stood_before(case, began):
        approvals.start_again(SYSTEM, str(case.pk), before=began)


def mark_silence(fact: Any) -> None:
    """A window that let the five days pass is a matter for supervision (红牌)."""
    case = rows.by_subject(fact.subject)
    if not any(task.kind == "silence" for task in task_rows.of_subject(fact.subject)):
        tasks.open_task(SYSTEM, Spec(
            kind="silence", subject=case.subject, title=f"{case.title} · 逾期未答复，已视为受理",
            context=f"{case.applicant_name} · {case.number}", desk="supervision", area=case.area,
            department="service-centre", due_on=holidays.calendar().add(time.today(), 5), limit="5 working days",
        ))


def drop_tasks(fact: Any) -> None:
    """What was owed on a case before it was taken back, decided, handed on or begun anew is owed no more."""
    # By the order of the facts, not by the clock, which may be set back.
    opened = {row.body["task"] for row in ledger.timeline(fact.subject)
              if row.kind == "tasks.TaskOpened" and row.seq < fact.seq}
    for task in task_rows.open_of(fact.subject):
        if str(task.pk) in opened and task.kind != ANSWERS:
            tasks.close(SYSTEM, str(task.pk), "dropped")


def seal_served_notice(fact: Any) -> None:
    """The paper of the notice that was served with this fact is made and sealed in its own time."""
    if fact.notice:
        jobs.later(make_paper, notice_id=fact.notice)


def issue_licence(fact: Any) -> None:
    """A granted case gives what its item gives, or does to the holder's licence what its item does."""
    case = rows.by_subject(fact.subject)
    gives = case.definition.gives
    if fact.outcome != "granted" or not gives.licence or licence_rows.from_source(case.subject):
        return
    if gives.act != "issue":
        act_on_licence(case)
        return
    facts, today = rows.facts_of(case), time.today()
    holder, name, number = case.applicant, case.applicant_name, ""
    if gives.founds:  # who holds it comes into being with it, in this same transaction
        new = found(case)
        holder, name, number = new.subject, new.name, new.credit_code
    licences.issue(
        SYSTEM, gives.licence, holder=holder, holder_name=name, source=case.subject, number=number,
        fields=case.definition.licence_fields(facts), valid_from=today,
        valid_to=case.definition.valid_until(facts, today),
    )


def finish_without_licence(fact: Any) -> None:
    """Refused, or nothing to issue: the decision itself is what is handed over."""
    case = rows.by_subject(fact.subject)
    if case.state == "decided" and (fact.outcome == "refused" or not case.definition.gives.licence):
        cases.finish(SYSTEM, str(case.pk), _papers(case))


def finish_with_licence(fact: Any) -> None:
    """The licence exists and was put into the holder's account: the case is closed."""
    if not fact.source.startswith("case/"):
        return
    case = rows.by_subject(fact.source)
    if case.state == "decided" and case.way == Way.COUNTER and licence_rows.from_source(case.subject):
        _lay_out(case)
    elif case.state == "decided":
        given = [[row.type.title, row.number, "网上送达（我的证照）"] for row in licence_rows.from_source(case.subject)]
        if not given and (ended := rows.concerned(case)):
            given = [[ended.type.title, ended.number, "已注销"]]
        cases.finish(SYSTEM, str(case.pk), _papers(case) + given)


def _lay_out(case: Any) -> None:
    """It lies at the window until it is collected; ten working days are the law's (第四十四条)."""
    if not task_rows.open_of(case.subject, "collect"):
        tasks.open_task(SYSTEM, Spec(
            kind="collect", subject=case.subject, title=f"{case.title} · 窗口发放",
            context=f"{case.applicant_name} · {case.number}", desk="window", area=case.area,
            department="service-centre", due_on=holidays.calendar().due(time.today(), DELIVERY), limit=str(DELIVERY),
        ))


def invite_rating(fact: Any) -> None:
    """Whoever was served may say how it was; a withdrawn case is not rated."""
    if fact.outcome != "withdrawn" and not rating_rows.invitation_of(rows.by_subject(fact.subject)):
        ratings.invite(SYSTEM, fact.subject)


def _papers(case: Any) -> list[list[str]]:
    return [[n.title, n.number, "网上送达"] for n in case.notices.filter(kind="decision")]
