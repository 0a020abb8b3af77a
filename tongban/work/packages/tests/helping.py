"""Runs of the restaurant package led by the real verbs as far as a test needs them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.kernel import jobs
from tongban.kernel.actor import Actor
from tongban.registers.materials import actions as materials
from tongban.work.cases import actions as cases_verbs
from tongban.work.cases import queries as cases
from tongban.work.packages import actions, queries
from tongban.work.packages.models import Run
from tools import people

RESTAURANT = "restaurant-opening"
ANSWERS: Mapping[str, Any] = {
    **people.NOODLES, "premises.area": "320", "start.sign": "yes", "start.tobacco": "yes", "sign.text": "晚来香面馆",
    "sign.width": "6", "sign.height": "1.2", "sign.lit": "yes", "place.floor": "1", "place.people": "120",
    "place.exits": "2", "tobacco.school": "no", "tobacco.apart": "yes",
}  # fmt: skip


def fill(me: Actor, run: Run, **answers: Any) -> Run:
    """Type every page over what is already there, as a browser sends it; questions may come up as one goes."""
    for page in run.definition.form.pages:
        names = [f.name for f in page.fields]
        there = {**run.definition.form.flat(run.data), **ANSWERS, **answers}
        typed = {k: v for k, v in there.items() if any(k == n or k.startswith(f"{n}.") for n in names)}
        run = actions.save_page(me, str(run.pk), page.name, typed)
    return run


def give(me: Actor, run: Run, code: str) -> Any:
    drawn = people.paper(code, run.applicant_name)
    kept = materials.keep(me, run.applicant, code, f"{code}.png", [drawn], formats=("png",))
    return actions.give(me, str(run.pk), code, str(kept.pk))


def draft(code: str = RESTAURANT, me: Actor | None = None, **answers: Any) -> Run:
    me = me or people.owner()
    run = fill(me, actions.start(me, code, people.AREA), **answers)
    for slot in cases.slots(run):
        if slot.required and not slot.filled:
            give(me, run, slot.code)
    return queries.draft_for(me, str(run.pk))


def submitted(code: str = RESTAURANT, me: Actor | None = None, **answers: Any) -> Run:
    me = me or people.owner()
    key = str(draft(code, me, **answers).pk)
    return settled(actions.submit(me, key, promise=True, key=f"once-{key}"))


def settled(run: Run) -> Run:
    jobs.drain()
    return queries.by_subject(run.subject)


def lane(run: Run, name: str) -> Any:
    return next(one for one in queries.lanes(run) if one.name == name)


def grant(run: Run, name: str, verdict: str = "agree") -> Run:
    """Lead the case of a branch through the window and every desk, each step by somebody who holds a post there."""
    case = lane(run, name).case
    if people.fresh(case).state == "submitted":
        case = people.settled(cases_verbs.accept(people.clerk(), str(case.pk)))
    for _ in range(12):
        found = people.steps.lanes(case) if case.state == "accepted" else []
        for one in (each for each in found if each.state in ("open", "half")):
            step = next(s for s in case.definition.process if s.name == one.step)
            last = one.state == "half" or (one.decides and step.sign == 1)
            said = went_there(step.desk) if step.two_officers else {}
            people.sign(case, one.step, verdict if one.decides else "agree", signer(step.desk, last), **said)
        case = people.settled(case)
    return settled(run)


def went_there(desk: str) -> dict[str, str]:
    """What two officers of a desk write of a visit."""
    of_desk = [name for name, _, *posts in people.read("officials").values() if any(p[0] == desk for p in posts)]
    return {"second_officer": of_desk[1], "text": "现场与申请一致。"}


def signer(desk: str, second: bool) -> Actor:
    """Who signs at a desk: a reviewer first, an approver second."""
    role = "approver" if second else "reviewer"
    for number, (_, _, *posts) in people.read("officials").items():
        if any((post[0], post[2]) == (desk, role) for post in posts):
            return people.actor(number)
    return next(
        people.actor(n) for n, (_, _, *posts) in people.read("officials").items() if any(p[0] == desk for p in posts)
    )
