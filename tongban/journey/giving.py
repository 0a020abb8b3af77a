"""Reactions after a decision: its paper, its licence, the end of the case, the invitation to rate."""

from __future__ import annotations

from typing import Any

from tongban.journey.licences import act_on_licence
from tongban.journey.registration import found
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.calendar import queries as holidays
from tongban.registers.licences import actions as licences
from tongban.registers.licences import queries as licence_rows
from tongban.watch.ratings import actions as ratings
from tongban.watch.ratings import queries as rating_rows
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.kinds import DELIVERY, Way
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec

SYSTEM = Actor.system()


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
            department="service-centre", item=case.item_code,
            due_on=holidays.calendar().due(time.today(), DELIVERY), limit=str(DELIVERY),
        ))


def invite_rating(fact: Any) -> None:
    """Whoever was served may say how it was; a withdrawn case is not rated."""
    if fact.outcome != "withdrawn" and not rating_rows.invitation_of(rows.by_subject(fact.subject)):
        ratings.invite(SYSTEM, fact.subject)


def _papers(case: Any) -> list[list[str]]:
    return [[n.title, n.number, "网上送达"] for n in case.notices.filter(kind="decision")]
