"""The life of one case, as people live it: each turn at its moment, by the person whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, Any

from tongban.engines.clocks import Calendar
from tongban.engines.process import Step
from tongban.kernel import jobs, time
from tongban.kernel.actor import Actor
from tongban.registers.calendar import queries as holidays
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences
from tongban.site.demo.answers import ANSWERS
from tongban.site.demo.handing import Mistake, hand_in, hand_in_right
from tongban.watch.ratings import actions as ratings
from tongban.watch.ratings import kinds as rating_kinds
from tongban.watch.ratings import queries as rating_rows
from tongban.work.approvals import actions as approvals
from tongban.work.approvals import queries as steps
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.kinds import GapSpec

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

PRAISE = ("材料免交，很省心", "窗口讲得清楚", "比承诺的时间还快", "", "", "")
AGREED = ("符合要求，同意。", "材料齐全，布局合理，同意。", "同意。")
COLLECTED = ("collected", "collecting")
WRONG = ("gaps", "owing")
BLAME = ("等得有点久", "指南里的样表不够清楚")


@dataclass(frozen=True)
class Plan:
    """What is going to happen: who applies for what, where, when, and how it goes."""

    number: int
    begins: datetime
    item: str
    account: str
    behalf: str
    area: str
    story: str  # granted, gaps, owing, refused, turned-away, withdrawn, paused, draft, fresh, slow, collected …


@lru_cache(maxsize=256)
def actor(account: str, behalf: str = "") -> Actor:
    found = identity.account_by_name(account)
    assert found is not None, account
    door = "desk" if account.startswith("LT") else "portal"
    return identity.actor_for(found, door=door, on_behalf=behalf).with_proof()


def live_through(plan: Plan) -> Iterator[datetime]:
    """Yield the moment of the next turn; the driver holds the clock there and lets this go on."""
    dice = Random(plan.number)  # noqa: S311  a story, not a secret
    me = actor(plan.account, plan.behalf)
    yield plan.begins
    case, mistake = _draft(dice, plan, me)
    if plan.story == "draft":
        return
    yield _later(plan.begins, minutes=dice.randint(8, 40))
    way = "counter" if plan.story in COLLECTED else ""
    case = cases.submit(me, str(case.pk), promise=True, electronic=True, way=way)
    _owed(case)
    if plan.story == "fresh":
        return
    if (case := _fresh(case)).state == "submitted":  # else rules have decided it already
        yield from _acceptance(dice, plan, me, case, mistake)
    else:
        _given(case)
    yield from _examination(dice, plan, me, case)
    yield from _collection(dice, plan, case)
    if rating_rows.invitation_of(case) and dice.random() < 0.45:
        yield _later(time.now(), minutes=dice.randint(30, 3000))
        _rate(dice, me, case)


def _draft(dice: Random, plan: Plan, me: Actor) -> tuple[Case, Mistake | None]:
    case = cases.start(me, plan.item, plan.area)
    raw = ANSWERS[plan.item](dice, plan.area, me.name)
    case = _fetched(dice, me, case)
    for form_page in case.definition.form.pages:
        known = _prefilled(case) if dice.random() < 0.9 else {}  # one in ten types it anew
        case = _fetched(dice, me, _fill(me, case, form_page.name, raw | known))
    # Another place than the one offered: what was offered of that place is gone again, and he is sent back to say it.
    for name in dict.fromkeys(one.where for one in rows.missing(case)):
        if name in {form_page.name for form_page in case.definition.form.pages}:
            case = _fill(me, case, name, raw | case.definition.form.flat(case.data))
    if plan.story != "draft":
        _spared(dice, me, case)
        return case, hand_in(dice, me, case, wrong=plan.story if plan.story in WRONG else "")
    return case, None


def _fetched(dice: Random, me: Actor, case: Case) -> Case:
    """What opening a page brings: other authorities are asked, and four in five let their own data be fetched."""
    for one in rows.form_sources(case):
        if one.state == "consent":
            cases.allow(me, str(case.pk), one.source.source, agree=dice.random() < 0.8)
    return cases.fill_in(me, str(case.pk))


def _spared(dice: Random, me: Actor, case: Case) -> None:
    """What opening the materials brings: what may be asked is asked, and four in five agree to the rest."""
    cases.verify(me, str(case.pk))
    for slot in rows.slots(case):
        if any(one.state == "consent" for one in slot.spares):
            cases.fetch(me, str(case.pk), slot.code, agree=dice.random() < 0.8)


def _fill(me: Actor, case: Case, name: str, said: dict[str, Any]) -> Case:
    """Type one page: what it asks, out of all that ``said`` holds, over what stands there."""
    form = case.definition.form
    asked = tuple(f.name for f in form.page(name).fields)
    answers = form.flat(case.data) | said
    mine = {k: v for k, v in answers.items() if k in asked or k.startswith(tuple(f"{one}." for one in asked))}
    return cases.save_page(me, str(case.pk), name, mine)


def _prefilled(case: Case) -> dict[str, str | list[str]]:
    """What the page knew before its applicant came, as its controls hold it: he leaves it as it stands."""
    typed = case.definition.form.flat(case.data)
    return {k: v for k, v in typed.items() if any(k == n or k.startswith(f"{n}.") for n in case.origins)}


def _acceptance(
    dice: Random, plan: Plan, me: Actor, case: Case, mistake: Mistake | None
) -> Iterator[datetime]:  # fmt: skip
    clerk = _official("window", case.area, "clerk")
    yield _at_work(dice, time.now(), days=dice.choice([0, 1, 1, 2]))
    if plan.story == "withdrawn":
        cases.withdraw(me, str(case.pk), "经营计划有变")
    elif plan.story == "turned-away":
        law = str(case.definition.law[0])
        cases.turn_away(clerk, str(case.pk), "申请事项不属于本机关职权范围，请向营业执照登记地的机关提出申请。", law)
    elif mistake is not None:  # what was seen before it was handed in has been mended; this was not
        gap = GapSpec(mistake.slot.code, mistake.slot.title, mistake.sentence, mistake.law)
        cases.ask_for_more(clerk, str(case.pk), [gap])
        _owed(case)
        if plan.story == "owing":
            return
        yield _later(time.now(), minutes=dice.randint(300, 5000))
        hand_in_right(me, case, mistake.slot)
        cases.supply(me, str(case.pk))
        _owed(case)
        yield _at_work(dice, time.now(), days=1)
        cases.accept(clerk, str(case.pk))
    else:
        cases.accept(clerk, str(case.pk))
    _owed(case)


def _examination(dice: Random, plan: Plan, me: Actor, case: Case) -> Iterator[datetime]:
    """Step by step until it is decided; a case that was not accepted, or stands still, is not examined."""
    pause = plan.story in ("paused", "pausing")
    while (case := _fresh(case)).state == "accepted":
        waiting = steps.waiting(case)
        if not waiting:
            return
        wait = dice.choice([4, 6, 8]) if plan.story == "slow" else dice.choice([0, 0, 1, 1, 2])
        yield _at_work(dice, time.now(), days=wait)
        if pause:
            pause = False
            yield from _special_procedure(dice, case, ends=plan.story == "paused")
            continue
        _sign(dice, plan, case, *waiting[0])
        _owed(case)
        if plan.story == "examining":
            return
        if waiting[0][0].decides:
            _given(case)


def _collection(dice: Random, plan: Plan, case: Case) -> Iterator[datetime]:
    """At the counter, by whom the clerk knows; one that is still to be collected lies there."""
    if plan.story == "collected" and (case := _fresh(case)).state == "decided":
        yield _at_work(dice, time.now(), days=dice.randint(1, 4))
        clerk = _official("window", case.area, "clerk")
        given = [[row.type.title, row.number, "窗口领取"] for row in licences.from_source(case.subject)]
        cases.hand_out(clerk, str(case.pk), receiver=case.handler_name, handed=given)
        _owed(case)


def _special_procedure(dice: Random, case: Case, *, ends: bool) -> Iterator[datetime]:
    boss = _official(_deciding_desk(case), case.area, "approver")
    cases.pause(boss, str(case.pk), reason="需要委托检验机构检验", law="行政许可法 第四十五条", needed="十个工作日")
    _owed(case)
    if not ends:
        return
    yield _at_work(dice, time.now(), days=dice.randint(5, 9))
    cases.resume(boss, str(case.pk), result="检验合格，检验报告已归入办件。")
    _owed(case)


def _sign(dice: Random, plan: Plan, case: Case, step: Step, signatures: int) -> None:
    role = "approver" if step.decides and (step.sign == 1 or signatures) else "reviewer"
    signer = _official(step.desk, case.area, role)
    against = plan.story == "refused" and step.decides
    second = ""
    if step.two_officers:
        second = next(o.name for o in identity.holders(step.desk, case.area) if str(o.pk) != signer.id)
    approvals.sign(
        signer, str(case.pk), step.name, verdict="disagree" if against else "agree",
        text="场所不符合规定的距离要求，不予许可。" if against else dice.choice(AGREED),
        law=str(case.definition.law[0]) if against else "", second_officer=second,
    )


def _rate(dice: Random, me: Actor, case: Case) -> None:
    invitation = rating_rows.invitation_of(case)
    assert invitation is not None
    level = dice.choices([5, 4, 3, 2, 1], [60, 28, 7, 3, 2])[0]
    tags = dice.sample(list(rating_kinds.tags()[level]), 2)
    text = dice.choice(PRAISE if level > 3 else BLAME)
    ratings.rate(me, invitation.token, level=level, tag_codes=tags, text=text, anonymous=dice.random() < 0.6)
    _owed(case)


@lru_cache(maxsize=256)
def _official(desk: str, area: str, role: str) -> Actor:
    return actor(identity.holders(desk, area, (role,))[0].number)


def _deciding_desk(case: Case) -> str:
    return next(s.desk for s in case.definition.process.steps if s.decides)


def _fresh(case: Case) -> Case:
    return rows.by_subject(case.subject)


def _owed(case: Case) -> None:
    """What follows from the turn, at once: the worker of real life is quick."""
    jobs.run_owed(case.subject)


def _given(case: Case) -> None:
    """What follows from the licence that a decision gave, and then from the end of the case."""
    for licence in licences.from_source(case.subject):
        jobs.run_owed(licence.subject)
        jobs.run_owed(case.subject)


def _later(moment: datetime, *, minutes: int) -> datetime:
    return moment + timedelta(minutes=minutes)


def _at_work(dice: Random, moment: datetime, *, days: int) -> datetime:
    """A moment in office hours, ``days`` working days later, never before ``moment``."""
    local = time.local(moment)
    day = _calendar().add(local.date(), days) if days else local.date()
    if not _calendar().is_working(day):
        day = _calendar().add(day, 1)
    at = datetime(day.year, day.month, day.day, 9, 0, tzinfo=time.SHANGHAI) + timedelta(minutes=dice.randint(0, 470))
    return at if at > moment else moment + timedelta(minutes=dice.randint(5, 60))


def _calendar() -> Calendar:
    return holidays.calendar()

