"""What became of some licences after they were given: changed on a promise, about to run out unanswered, struck off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from tongban.kernel import jobs, time
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.licences import actions as licences
from tongban.registers.licences import queries as licence_rows
from tongban.registers.materials import actions as materials
from tongban.site.demo.lives import actor
from tongban.site.demo.papers import page
from tongban.site.demo.town import SYSTEM, read
from tongban.work.approvals import actions as approvals
from tongban.work.approvals import queries as steps
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

Answers = Mapping[str, Any]


def live() -> None:
    """Four firms of Lanting, each at another point of a licence's life."""
    now = time.now()
    _at(now - timedelta(days=12), partial(_change, "tinglan"))
    _at(now - timedelta(days=32), partial(_renewal_left_alone, "dukou"))
    _at(now - timedelta(days=6), partial(_striking_off, "tangyuanpu"))
    _at(now - timedelta(days=1), partial(_brings_it_later, "hexiaoman-canyin"))


def _at(moment: datetime, story: Callable[[], object]) -> None:
    with time.held(moment):
        story()


def _change(firm: str) -> None:
    """汀兰火锅 adds cold dishes; its promise about the kitchen waits to be looked into."""
    number = _hold(firm, timedelta(days=900))
    case = _asked(firm, "food-licence-change", {
        "licence.number": number, "change.what": ["kinds"], "change.since": time.today().isoformat(),
        "change.kinds": ["hot-food", "cold-food"], "agent.used": "no",
    }, "promise")  # fmt: skip
    _sign_all(_accepted(case))


def _renewal_left_alone(firm: str) -> None:
    """渡口茶饮 asked in time; its licence runs out today: tomorrow the law answers."""
    number = _hold(firm, timedelta(days=32))
    answers = {"licence.number": number, "renew.changed": "no", "renew.hot": "no", "agent.used": "no"}
    _accepted(_asked(firm, "food-licence-renewal", answers, "promise"))


def _striking_off(firm: str) -> None:
    """汤圆甜品铺 has closed."""
    answers = {
        "licence.number": _hold(firm, timedelta(days=700)), "stop.why": "closed",
        "stop.day": time.today().isoformat(), "agent.used": "no",
    }  # fmt: skip
    _sign_all(_accepted(_asked(firm, "food-licence-cancellation", answers, "promise")))


def _brings_it_later(firm: str) -> None:
    """禾小满 has no description of work at hand and brings it later."""
    area = read("companies")[firm][3]
    _accepted(_asked(firm, "food-business-licence", {
        "business.form": "catering", "business.kinds": ["cold-food"], "premises.address.division": area,
        "premises.address.detail": read("companies")[firm][4], "premises.area": "38", "premises.warehouse": "no",
        "steward.name": "禾小满", "steward.phone": "12000000077", "agent.used": "no",
    }, "later"))  # fmt: skip


def _hold(firm: str, left: timedelta) -> str:
    """A licence of earlier years, which runs for ``left`` more; its number."""
    row, holder = read("companies")[firm], holder_of(firm)
    fields = {
        "name": row[0], "legal": row[2], "address": row[4], "business": "餐饮服务经营者", "kinds": "热食类食品制售",
        "business_code": 2, "division": row[3],
    }  # fmt: skip
    until = time.today() + left
    given = licences.issue(
        SYSTEM, "food-business", holder=holder, holder_name=row[0], fields=fields, source="town/founding",
        valid_from=until - timedelta(days=1825), valid_to=until,
    )
    return given.number


def holder_of(firm: str) -> str:
    """The firm as an applicant."""
    name, _, account, *_ = read("companies")[firm]
    mine = identity.organisations_of(actor(account).id)
    return f"organisation/{next(one.pk for one in mine if one.name == name)}"


def _asked(firm: str, item: str, answers: Answers, trust: str) -> Case:
    row = read("companies")[firm]
    me = actor(row[2], holder_of(firm))
    case = cases.start(me, item, row[3])
    for form_page in case.definition.form.pages:
        names = [f.name for f in form_page.fields]
        there = {**case.definition.form.flat(case.data), **answers}
        typed = {k: v for k, v in there.items() if any(k == n or k.startswith(f"{n}.") for n in names)}
        case = cases.save_page(me, str(case.pk), form_page.name, typed)
    for slot in rows.slots(case):
        if not slot.required or slot.filled:
            continue
        if (trust == "promise" and slot.undertaking) or (trust == "later" and slot.deferred):
            cases.promise(me, str(case.pk), slot.code, trust=trust)
        else:
            kept = materials.keep(me, case.applicant, slot.code, f"{slot.title}.png", [page(slot.title, row[0])])
            cases.give(me, str(case.pk), slot.code, str(kept.pk))
    return _settled(cases.submit(me, str(case.pk), promise=True, electronic=True))


def _accepted(case: Case) -> Case:
    return _settled(cases.accept(_official("window", case.area, "clerk"), str(case.pk)))


def _sign_all(case: Case) -> None:
    """Step by step, as far as the food office alone can."""
    while case.state == "accepted" and (waiting := steps.waiting(case)):
        step, signatures = waiting[0]
        role = "approver" if step.decides and (step.sign == 1 or signatures) else "reviewer"
        signer = _official(step.desk, case.area, role)
        approvals.sign(signer, str(case.pk), step.name, verdict="agree", text="符合要求，同意。")
        case = _settled(case)
    for licence in [*licence_rows.from_source(case.subject), *filter(None, [rows.concerned(case)])]:
        jobs.run_owed(licence.subject)
    _settled(case)


def _official(desk: str, area: str, role: str) -> Actor:
    return actor(identity.holders(desk, area, (role,))[0].number)


def _settled(case: Case) -> Case:
    jobs.run_owed(case.subject)
    return rows.by_subject(case.subject)
