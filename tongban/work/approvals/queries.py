from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from tongban.engines.clocks import Calendar
from tongban.engines.process import Step, applicable, svg
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.registers.exchange import queries as exchange
from tongban.registers.identity import queries as identity
from tongban.work.approvals import permits, progress
from tongban.work.approvals.actions import no_longer_open, waiting_for_desk
from tongban.work.approvals.kinds import Lane, Mine, Signed, Verdict, View
from tongban.work.approvals.models import Opinion, Phrase
from tongban.work.cases.queries import facts_of
from tongban.work.tasks import queries as tasks

if TYPE_CHECKING:
    from tongban.work.cases.models import Case
    from tongban.work.tasks.models import Task

__all__ = [
    "area_of", "drawing", "experts_said", "half_signed", "lanes", "mine", "open_for", "phrases", "returnable",
    "returned", "signing_state",
    "step_due", "steps_to_open", "stood_before", "tasks_to_take", "views", "waiting",
]

def steps_to_open(case: Case) -> list[Step]:
    """Open steps that lie on no desk yet: what `actions.put_on_desks` would put there."""
    return waiting_for_desk(case)


def tasks_to_take(case: Case) -> list[Task]:
    """Tasks of steps that wait for nobody now: what `actions.take_from_desks` would take away."""
    return no_longer_open(case)


def stood_before(case: Case, moment: datetime) -> bool:
    """Whether opinions signed before ``moment`` still stand."""
    return case.opinions.filter(sent_back_at=None, signed_at__lt=moment).exists()


def lanes(case: Case) -> list[Lane]:
    """Every step this case goes through, with who has it and what was said (并联审批进度)."""
    every: dict[str, list[Opinion]] = {}
    for opinion in progress.signed(case):
        every.setdefault(opinion.step, []).append(opinion)
    standing = {name: [o for o in found if o.stands] for name, found in every.items()}
    waiting = {s.name for s in progress.now_open(case, standing)}
    on_desk = {t.step: t for t in tasks.open_of(case.subject, "step")}
    found, steps = [], applicable(case.definition.process, facts_of(case))
    desks = identity.desks_by_code(step.desk for step in steps)
    signed = {one.department for found in every.values() for one in found}
    names = {desk.department.code: desk.department.name for desk in desks.values()}
    names |= identity.department_names(others) if (others := signed - names.keys()) else {}
    wires = exchange.troubled(case.subject) if on_desk else {}
    for step in steps:
        desk, task = desks[step.desk], on_desk.get(step.name)
        found.append(
            Lane(
                step=step.name, title=step.title, department=desk.department.name, desk=desk.title,
                state=_state(step, standing.get(step.name, []), step.name in waiting),
                handler=task.claimed_name if task else "", due_on=task.due_on if task else None,
                opinions=tuple(_signed(o, names) for o in every.get(step.name, ())),
                asks=step.asks, decides=step.decides,
                task_id=str(task.pk) if task else "",
                wire=wires[step.name].words if task and step.name in wires else "",
            )
        )
    return found


def _state(step: Step, standing: list[Opinion], waiting: bool) -> str:
    if progress.is_settled(step, standing):
        return "agreed" if standing[-1].verdict == Verdict.AGREE else "disagreed"
    if standing:
        return "half"
    return "open" if waiting else "waiting"


def _signed(opinion: Opinion, names: Mapping[str, str]) -> Signed:
    return Signed(
        name=opinion.official_name, department=names.get(opinion.department, opinion.department), role=opinion.role,
        verdict=opinion.verdict, verdict_text=Verdict(opinion.verdict).label, text=opinion.text, law=opinion.law,
        second_officer=opinion.second_officer, at=opinion.signed_at, standing=opinion.stands,
        behalf=opinion.behalf_name, undone_by=opinion.sent_back_by, undone_why=opinion.sent_back_reason,
    )


def waiting(case: Case) -> list[tuple[Step, int]]:
    """The steps that wait for a signature now, each with how many it has already."""
    standing = progress.standing(case)
    return [(step, len(standing.get(step.name, ()))) for step in progress.now_open(case, standing)]


def open_for(actor: Actor, case: Case) -> list[Step]:
    """The open steps this actor may sign now."""
    return permits.own_open_steps(actor, case, progress.standing(case))


def signing_state(actor: Actor, case: Case, step: Step) -> str:
    """may, signed (already by this actor), or no."""
    return permits.signing_state(actor, case, step, progress.standing(case).get(step.name, []))


def returnable(actor: Actor, case: Case) -> list[Step]:
    """The settled steps to which this actor may send the case back."""
    opinions = progress.standing(case)
    names = {s.name for step in permits.own_open_steps(actor, case, opinions) for s in progress.before(case, step)}
    return [s for s in case.definition.process.steps if s.name in names and opinions.get(s.name)]


def mine(actor: Actor, case: Case) -> Mine:
    """What waits for this actor's signature now, for whom he would sign, and what he could send back."""
    opinions = progress.standing(case)
    steps = permits.own_open_steps(actor, case, opinions)
    behalf = {}
    for step in steps if steps and tasks.standing_in(actor) else ():
        lent = permits.lent(actor, case, step)
        _, one = permits.signing_post(actor, step, case, opinions.get(step.name, []), lent)
        behalf[step.name] = one.name if one else ""
    earlier = any(opinions.get(s.name) for step in steps for s in progress.before(case, step))
    return Mine(tuple(steps), earlier, behalf)


def views(actor: Actor, case: Case) -> list[View]:
    """What other desks were asked about this case, and what they said, oldest first."""
    rows = list(case.consultations.order_by("asked_at"))
    desks = identity.desks_by_code(row.desk for row in rows) if rows else {}
    mine = {p.desk for p in actor.posts if p.serves(case.area)}
    return [
        View(
            id=str(row.pk), desk=desks[row.desk].title, department=desks[row.desk].department.name,
            question=row.question, due_on=row.due_on, asked_name=row.asked_name, asked_at=row.asked_at,
            answer=row.answer, answered_name=row.answered_name, answered_at=row.answered_at,
            overdue=row.answered_at is None and row.due_on < time.today(),
            mine=row.desk in mine and row.expert in ("", actor.id), expert=row.expert_name,
        )
        for row in rows
    ]


def half_signed(found: Iterable[tuple[Task, Case | None]]) -> dict[tuple[str, str], Opinion]:
    """Which of these tasks' steps bear one of their two signatures already, by subject and step, and whose."""
    twice = {case.pk for task, case in found if case and task.open and _signed_twice(case, task.step)}
    rows = Opinion.objects.filter(case_id__in=twice, sent_back_at=None) if twice else ()
    return {(f"case/{row.case_id}", row.step): row for row in rows}


def _signed_twice(case: Case, name: str) -> bool:
    return any(step.name == name and step.sign > 1 for step in case.definition.process.steps)


def returned(officials: Iterable[str], since: datetime) -> tuple[int, int]:
    """How many opinions these officials have signed since then, and how many of them somebody sent back (退回)."""
    named = list(officials)
    with wall.as_platform("figures"):
        rows = Opinion.objects.filter(case_id__in=tasks.behind(named, since), official__in=named, signed_at__gte=since)
        found = rows.aggregate(signed=Count("pk"), back=Count("sent_back_at"))
    return found["signed"], found["back"]


def experts_said(case: Case, since: datetime | None) -> list[tuple[str, str]]:
    """Which experts answered since then, and what: what the record of their review is made from."""
    rows = case.consultations.exclude(expert="").exclude(answered_at=None).order_by("answered_at")
    if since is not None:
        rows = rows.filter(answered_at__gte=since)
    return list(rows.values_list("expert_name", "answer"))


def phrases(actor: Actor) -> list[Phrase]:
    """This official's own phrases and those of his desks."""
    mine = Q(official=actor.id) | Q(desk__in={p.desk for p in actor.posts})
    return list(Phrase.objects.filter(mine).order_by("desk", "verdict", "changed_at"))


def drawing(case: Case, found: list[Lane] | None = None) -> str:
    """The item's process as SVG with "you are here"; ``found`` are its `lanes`, where they were read already."""
    drawn = {"half": "open", "agreed": "done", "disagreed": "done"}
    states = {step.name: "skipped" for step in case.definition.process.steps}
    states |= {lane.step: drawn.get(lane.state, lane.state) for lane in (lanes(case) if found is None else found)}
    desks = identity.desks_by_code(step.desk for step in case.definition.process)
    titles = {code: desk.title for code, desk in desks.items()}
    return svg(case.definition.process, states, title=f"{case.title}办理流程", desks=titles)


def area_of(case: Case, step: Step) -> str:
    """The division whose desk does a step."""
    return progress.area(case, step)


def step_due(case: Case, name: str, since: datetime, by: Calendar) -> date | None:
    """When the step that lies on its desk since then is due by a calendar; None where there is no such step."""
    step = next((one for one in case.definition.process.steps if one.name == name), None)
    return progress.due(case, step, since, by) if step else None
