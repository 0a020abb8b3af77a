"""What a decision does to a licence that is held already, and reactions to what happens to licences."""

from __future__ import annotations

from typing import Any

from tongban.journey.telling import tell_holder
from tongban.kernel import jobs, time
from tongban.kernel.actor import Actor
from tongban.registers.calendar import queries as holidays
from tongban.registers.licences import actions as licences
from tongban.registers.licences import queries as licence_rows
from tongban.registers.licences.jobs import make_decision, make_paper
from tongban.registers.licences.states import LAWS, MOVES, STATES, VERBS
from tongban.work.cases import queries as rows
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_rows
from tongban.work.tasks.kinds import Spec

SYSTEM = Actor.system()


def act_on_licence(case: Any) -> None:
    """Change, renew, replace or strike off the licence that a granted case is about, by the case's edition."""
    gives, licence = case.definition.gives, rows.concerned(case)
    if licence is None or (licence.state, gives.act) not in MOVES:
        _not_possible(case, licence)
        return
    facts, key = rows.facts_of(case), str(licence.pk)
    said = {
        "reason": f"持证人申请{VERBS[gives.act]}。",
        "law": LAWS.get(gives.act, str(case.definition.law[0])), "source": case.subject,
    }
    new = {name: value for name, value in case.definition.licence_fields(facts).items() if value is not None}
    if gives.act == "change":
        licences.change(SYSTEM, key, fields=new, holder_name=case.applicant_name, **said)
    elif gives.act == "renew":
        until = case.definition.valid_until(facts, time.today())
        licences.renew(SYSTEM, key, valid_from=time.today(), valid_to=until, fields=new, **said)
    elif gives.act == "replace":
        licences.replace(SYSTEM, key, **said)
    else:
        licences.cancel(SYSTEM, key, **said)


def _not_possible(case: Any, licence: Any) -> None:
    """The licence became something else while its case was examined: an official must look, nothing is given."""
    done = licence is not None and case.definition.gives.act == "cancel" and licence.state == "cancelled"
    if done or any(task.kind == "not-given" for task in task_rows.of_subject(case.subject)):
        return
    state = STATES[licence.state] if licence is not None else "不在申请人名下"
    desk = case.definition.process.deciding.desk
    _ask_to_look(case, "not-given", f"证照现在{state}，未能办理", desk, case.department)


def renew_by_law() -> int:
    """Licences whose last day passed while a renewal asked for in time was not answered: renewed by law. How many."""
    found = 0
    for licence in licence_rows.run_out():
        if case := rows.unanswered(licence):
            licences.deem_renewed(SYSTEM, str(licence.pk), source=case.subject)
            found += 1
    return found


def mark_unanswered(fact: Any) -> None:
    """A renewal that the law had to grant, since nobody answered, is a matter for supervision."""
    case = rows.by_subject(fact.source)
    if not any(task.kind == "unanswered" for task in task_rows.of_subject(fact.source)):
        _ask_to_look(case, "unanswered", "届满未决定，已视为准予延续", "supervision", "service-centre")


def _ask_to_look(case: Any, kind: str, what: str, desk: str, department: str) -> None:
    tasks.open_task(SYSTEM, Spec(
        kind=kind, subject=case.subject, title=f"{case.title} · {what}",
        context=f"{case.applicant_name} · {case.number}", desk=desk, area=case.area, department=department,
        due_on=holidays.calendar().add(time.today(), 5), limit="5 working days",
    ))


def print_licence(fact: Any) -> None:
    """Every licence that comes out of a case gets a sealed paper (制证), in its own time."""
    if fact.source.startswith("case/"):
        jobs.later(make_paper, licence_id=fact.subject.removeprefix("licence/"))


def seal_licence_decision(fact: Any) -> None:
    """What an official decided about a licence gets its sealed paper, in its own time."""
    if fact.decision:
        jobs.later(make_decision, decision_id=fact.decision)


def tell_of_rectifying(fact: Any) -> None:
    tell_holder(fact, "licence-rectified", reason=fact.reason.rstrip("。"))


def tell_of_licence(fact: Any) -> None:
    if fact.source.startswith("case/"):
        tell_holder(fact, "licence")


def tell_of_revocation(fact: Any) -> None:
    tell_holder(fact, "licence-revoked", reason=fact.reason.rstrip("。"))


def tell_of_withdrawal(fact: Any) -> None:
    tell_holder(fact, "licence-withdrawn", reason=fact.reason.rstrip("。"))


def tell_of_cancelling(fact: Any) -> None:
    tell_holder(fact, "licence-cancelled", reason=fact.reason.rstrip("。"))


def tell_of_deeming(fact: Any) -> None:
    tell_holder(fact, "licence-deemed")
