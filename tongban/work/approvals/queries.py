from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tongban.engines.process import Step, applicable, svg
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.work.approvals import permits, progress
from tongban.work.approvals.actions import waiting_for_desk
from tongban.work.approvals.errors import NotTheSigner, SameSigner
from tongban.work.approvals.kinds import Lane, Signed, Verdict
from tongban.work.approvals.models import Opinion
from tongban.work.cases.queries import facts_of
from tongban.work.tasks import queries as tasks

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

__all__ = ["drawing", "lanes", "open_for", "signing_state", "steps_to_open", "stood_before", "waiting"]


def steps_to_open(case: Case) -> list[Step]:
    """Open steps that lie on no desk yet: what `actions.put_on_desks` would put there."""
    return waiting_for_desk(case)


def stood_before(case: Case, moment: datetime) -> bool:
    """Whether opinions signed before ``moment`` still stand."""
    return case.opinions.filter(sent_back_at=None, signed_at__lt=moment).exists()


def lanes(case: Case) -> list[Lane]:
    """Every step this case goes through, with who has it and what was said (并联审批进度)."""
    every: dict[str, list[Opinion]] = {}
    for opinion in case.opinions.order_by("signed_at"):
        every.setdefault(opinion.step, []).append(opinion)
    standing = {name: [o for o in found if o.stands] for name, found in every.items()}
    waiting = {s.name for s in progress.now_open(case, standing)}
    on_desk = {t.step: t for t in tasks.open_of(case.subject, "step")}
    found, steps = [], applicable(case.definition.process, facts_of(case))
    desks = identity.desks_by_code(step.desk for step in steps)
    for step in steps:
        desk, task = desks[step.desk], on_desk.get(step.name)
        found.append(
            Lane(
                step=step.name, title=step.title, department=desk.department.name, desk=desk.title,
                state=_state(step, standing.get(step.name, []), step.name in waiting),
                handler=task.claimed_name if task else "", due_on=task.due_on if task else None,
                opinions=tuple(_signed(o) for o in every.get(step.name, ())), asks=step.asks, decides=step.decides,
                task_id=str(task.pk) if task else "",
            )
        )
    return found


def _state(step: Step, standing: list[Opinion], waiting: bool) -> str:
    if progress.is_settled(step, standing):
        return "agreed" if standing[-1].verdict == Verdict.AGREE else "disagreed"
    if standing:
        return "half"
    return "open" if waiting else "waiting"


def _signed(opinion: Opinion) -> Signed:
    return Signed(
        name=opinion.official_name, department=identity.department(opinion.department).name, role=opinion.role,
        verdict=opinion.verdict, verdict_text=Verdict(opinion.verdict).label, text=opinion.text, law=opinion.law,
        second_officer=opinion.second_officer, at=opinion.signed_at, standing=opinion.stands,
    )


def waiting(case: Case) -> list[tuple[Step, int]]:
    """The steps that wait for a signature now, each with how many it has already."""
    standing = progress.standing(case)
    return [(step, len(standing.get(step.name, ()))) for step in progress.now_open(case, standing)]


def open_for(actor: Actor, case: Case) -> list[Step]:
    """The open steps this actor may sign now."""
    return [s for s in progress.now_open(case) if signing_state(actor, case, s) == "may" and case.state == "accepted"]


def signing_state(actor: Actor, case: Case, step: Step) -> str:
    """may, signed (already by this actor), or no."""
    try:
        permits.signing_post(actor, step, case, progress.standing(case).get(step.name, []))
    except SameSigner:
        return "signed"
    except NotTheSigner:
        return "no"
    return "may"


def drawing(case: Case, found: list[Lane] | None = None) -> str:
    """The item's process as SVG with "you are here"; ``found`` are its `lanes`, where they were read already."""
    drawn = {"half": "open", "agreed": "done", "disagreed": "done"}
    states = {step.name: "skipped" for step in case.definition.process.steps}
    states |= {lane.step: drawn.get(lane.state, lane.state) for lane in (lanes(case) if found is None else found)}
    desks = identity.desks_by_code(step.desk for step in case.definition.process)
    titles = {code: desk.title for code, desk in desks.items()}
    return svg(case.definition.process, states, title=f"{case.title}办理流程", desks=titles)
