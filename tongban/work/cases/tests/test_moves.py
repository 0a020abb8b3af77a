"""Who may do what, when: every state, every verb, every kind of person; what is refused changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count, Q

from tongban.kernel import time
from tongban.kernel.actor import Actor, Post
from tongban.kernel.errors import Refusal
from tongban.registers.ledger import queries as ledger
from tongban.work.cases import actions as cases
from tongban.work.cases import errors, permits
from tongban.work.cases.kinds import GapSpec
from tongban.work.cases.models import Case, Notice
from tongban.work.cases.states import MOVES, VERBS, allowed
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

READING = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
LAW = "行政许可法 第三十二条"
STEWARD = {"steward.name": "林晚", "steward.phone": "12000000001"}
DO: Mapping[str, Callable[[Actor, str], Any]] = {
    "submit": lambda a, c: cases.submit(a, c, promise=True),
    "ask_for_more": lambda a, c: cases.ask_for_more(a, c, [GapSpec("floor-plan", "布局图", "请标明尺寸", LAW)]),
    "supply": lambda a, c: cases.supply(a, c),
    "turn_away": lambda a, c: cases.turn_away(a, c, "不属于本机关职权范围", LAW),
    "accept": lambda a, c: cases.accept(a, c),
    "pause": lambda a, c: cases.pause(a, c, reason="检验", law="行政许可法 第四十五条", needed="十日"),
    "resume": lambda a, c: cases.resume(a, c, result="检验合格"),
    "no_permit": lambda a, c: cases.no_permit(a, c, "只卖预包装食品，备案即可", LAW),
    "not_ours": lambda a, c: cases.not_ours(a, c, "省市场监督管理局", "由省级机关许可", LAW),
    "correct": lambda a, c: cases.correct(a, c, "steward", {**STEWARD, "steward.name": "林早"}, agreed=True),
    "deem_accepted": lambda a, c: later(cases.deem_accepted, a, c),
    "return_unsupplied": lambda a, c: later(cases.return_unsupplied, a, c),
    "tell_hearing_right": lambda a, c: cases.tell_hearing_right(a, c, reason="直接涉及邻近住户的重大利益"),
    "ask_hearing": lambda a, c: cases.ask_hearing(a, c, reason="邻居担心油烟"),
    "call_hearing": lambda a, c: cases.call_hearing(
        a, c, begins_at=time.now() + timedelta(days=14), place="政务中心三楼", chair="贺知新"
    ),
    "hold_hearing": lambda a, c: later(cases.hold_hearing, a, c, text="各方发表了意见，没有异议。", present="林晚"),
    "give_up_hearing": lambda a, c: cases.give_up_hearing(a, c),
    "extend": lambda a, c: cases.extend(a, c, days=10, reason="需要补充调查"),
    "transfer": lambda a, c: cases.transfer(a, c, area="999002", reason="经营场所在另一个区", law=LAW),
    "send_on": lambda a, c: cases.send_on(a, c, agency="省市场监督管理局", reason="由省级机关决定", law=LAW),
    "terminate": lambda a, c: cases.terminate(a, c, reason="申请人已经注销", law=LAW),
    "reopen": lambda a, c: cases.reopen(a, c, reason="适用依据错误", law="行政许可法 第六十条"),
    "rectify": lambda a, c: cases.rectify(a, c, decision_of(c), wrong="晚来香", right="晚来鲜"),
    "decide": lambda a, c: cases.decide(
        a, c, outcome="refused", reason="不符合条件", law=LAW, signers=[a.id, "another"]
    ),
    "finish": lambda a, c: cases.finish(a, c, [["决定书", "一号", "网上送达"]]),
    "withdraw": lambda a, c: cases.withdraw(a, c, "不办了"),
    "hand_out": lambda a, c: cases.hand_out(a, c, receiver="林晚", handed=[["许可证", "一号", "窗口领取"]]),
}
FACTS = {
    "submit": ["CaseSubmitted", "MaterialsCounted", "PrefillMeasured", "CasePreReviewed"],
    "ask_for_more": ["CaseIncomplete"],
    "supply": ["CaseSupplied", "CasePreReviewed"],
    "turn_away": ["CaseTurnedAway", "CaseClosed"], "accept": ["CaseAccepted"], "pause": ["CasePaused"],
    "resume": ["CaseResumed"], "decide": ["CaseDecided"], "finish": ["CaseClosed"],
    "withdraw": ["CaseWithdrawn", "CaseClosed"], "hand_out": ["CaseHandedOut", "CaseClosed"],
    "no_permit": ["CaseTurnedAway", "CaseClosed"],
    "not_ours": ["CaseTurnedAway", "CaseClosed"], "correct": ["CaseCorrected"],
    "deem_accepted": ["CaseDeemedAccepted"], "return_unsupplied": ["CaseReturned", "CaseClosed"],
    "tell_hearing_right": ["HearingRightTold"], "ask_hearing": ["HearingAsked"], "call_hearing": ["HearingCalled"],
    "hold_hearing": ["HearingHeld"], "give_up_hearing": ["HearingGivenUp"],
    "extend": ["CaseExtended"], "transfer": ["CaseTransferred"], "send_on": ["CaseSentOn", "CaseClosed"],
    "terminate": ["CaseTerminated", "CaseClosed"], "reopen": ["CaseReopened"], "rectify": ["NoticeRectified"],
}  # fmt: skip
EDITS: Mapping[str, Callable[[Actor, str], Any]] = {
    "save_page": lambda a, c: cases.save_page(a, c, "premises", {"premises.area": "12"}),
    "take_back": lambda a, c: cases.take_back(a, c, "floor-plan"),
    "discard": lambda a, c: cases.discard(a, c),
}


def later(verb: Callable[..., Case], actor: Actor, case_id: str, **said: Any) -> Case:
    """Three weeks on, when nobody has done anything."""
    with time.held(time.now() + timedelta(days=21)):
        return verb(actor, case_id, **said)


def decision_of(case_id: str) -> str:
    """The decision that was served, if there is such a case and one was."""
    found = Notice.objects.filter(kind="decision", case_id=case_id) if len(case_id) == 36 else Notice.objects.none()
    return str(found.values_list("pk", flat=True).first() or "")


def everybody() -> dict[str, tuple[str, Actor]]:
    """By name: the role in the table of moves ("" for none) and the actor."""
    post = Post("", "market-supervision", "", "client")
    reader = Actor("client", "7", "业务系统", posts=(post,), scopes=("cases:read",))
    return {
        "the applicant": ("applicant", people.owner()),
        "the same person for herself": ("", people.actor("linwan")),
        "a stranger": ("", people.actor("zhangxiaohe")),
        "nobody": ("", Actor.nobody()),
        "the clerk of the area": ("clerk", people.clerk()),
        "a clerk for the whole city": ("clerk", people.actor("LT0004")),
        "a clerk of another area": ("", people.actor("LT0005")),
        "the reviewer": ("", people.actor("LT0101")),
        "an inspector": ("", people.actor("LT0103")),
        "the approver": ("approver", people.approver()),
        "the approver of another department": ("", people.actor("LT0402")),
        "the head of the department": ("head", people.actor("LT0100")),
        "the head of another department": ("", people.actor("LT0400")),
        "the supervisor": ("supervisor", people.actor("LT0012")),
        "a system of the department": ("", reader),
        "the platform": ("system", people.SYSTEM),
    }


def world(case: Case) -> dict[str, Any]:
    """What the room and the ledger keep of a case."""
    rows = Case.objects.filter(pk=case.pk)
    parts = rows.aggregate(
        documents=Count("given", distinct=True), answers=Count("given", distinct=True, filter=Q(given__current=True)),
        told=Count("gaps", distinct=True), open=Count("gaps", distinct=True, filter=Q(gaps__settled_at=None)),
        stops=Count("pauses", distinct=True), running=Count("pauses", distinct=True, filter=Q(pauses__ended_at=None)),
    )  # fmt: skip
    served = Counter(Notice.objects.filter(case=case).values_list("kind", flat=True))
    facts = [f.kind for f in ledger.timeline(case.subject)]
    return {"row": rows.values().first(), **parts, "served": served, "facts": facts}


def attempt(
    verb: Callable[[Actor, str], Any], actor: Actor, case: Case, before: dict[str, Any]
) -> tuple[Refusal | None, dict[str, Any]]:
    """Try a verb and look at the world it leaves; then it never happened. What wrote nothing left it as it was."""
    refusal, written = None, []

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not str(sql).lstrip().upper().startswith(READING):
            written.append(sql)
        return execute(sql, *rest)

    with transaction.atomic():
        with connection.execute_wrapper(watch):
            try:
                verb(actor, str(case.pk))
            except Refusal as said:
                refusal = said
        after = world(case) if written else before
        transaction.set_rollback(True)
    return refusal, after


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def with_hearing(stage: str) -> Case:
    """A case under examination whose applicant was told of a hearing, asked for it, or was called to it."""
    case = people.accepted()
    DO["tell_hearing_right"](people.approver(), str(case.pk))
    if stage != "told":
        DO["ask_hearing"](people.owner(), str(case.pk))
    if stage == "called":
        DO["call_hearing"](people.approver(), str(case.pk))
    return people.settled(case)


HIDDEN = {"decide"}  # never a button of its own: the decision is the last signature
HEARING = {"ask_hearing", "call_hearing", "hold_hearing", "give_up_hearing"}
# By the stage of its hearing: how the case came there, and which verbs of its state have nothing to act on.
STAGES: Mapping[str, tuple[Callable[[], Case], set[str]]] = {
    **{state: (partial(lambda state: ready(state), state), HEARING) for state in people.STATES},
    "accepted, told of a hearing": (
        partial(with_hearing, "told"), {"tell_hearing_right", "call_hearing", "decide"},
    ),
    "paused for a hearing": (partial(with_hearing, "asked"), {"resume", "hold_hearing"}),
    "called to a hearing": (partial(with_hearing, "called"), {"resume"}),
}


def ready(state: str) -> Case:
    # A refused one, since of the closed only those that went against the applicant may be opened again.
    case = people.closed(verdict="disagree") if state == "closed" else people.STATES[state]()
    if state == "incomplete":
        people.give(people.owner(), case, "floor-plan", "新的布局图")
    if state == "decided":  # somebody who wants to collect it at the counter
        Case.objects.filter(pk=case.pk).update(way="counter")
    return people.fresh(case)


def complaint(refusal: Refusal | None, before: dict[str, Any], after: dict[str, Any]) -> str:
    """What is wrong with a refusal that had to come; "" when nothing is."""
    if refusal is None:
        return "was let through"
    if not (is_chinese(refusal.sentence) and is_chinese(refusal.next_step)):
        return f"{refusal.code} does not say what happened and what to do"
    return "" if before == after else "was refused and left something behind"


@pytest.mark.parametrize("stage", STAGES)
def test_the_law_s_table_decides_who_may_do_what_and_which_buttons_are_shown(stage: str) -> None:
    make, nothing_to_act_on = STAGES[stage]
    case, state = make(), stage.partition(",")[0].partition(" ")[0].replace("called", "paused")
    assert case.state == state
    before, wrong = world(case), []
    for name, (role, actor) in everybody().items():
        shown = {move.verb for move in permits.open_verbs(actor, case)}
        for verb, do in DO.items():
            move = MOVES.get((state, verb))
            refusal, after = attempt(do, actor, case, before)
            if move is None or move.who != role or verb in nothing_to_act_on:
                said = complaint(refusal, before, after)
            elif refusal:
                said = f"was refused: {refusal.sentence}"
            else:
                said = _followed(move.to, move.notice, FACTS[verb], before, after)
            if said or (verb in shown - HIDDEN) != (refusal is None and verb not in HIDDEN):
                wrong.append(f"{verb} by {name} {said or 'is shown wrongly'}")
    assert wrong == []


def _followed(to: str, notice: str, facts: list[str], before: dict[str, Any], after: dict[str, Any]) -> str:
    new_facts = [kind.removeprefix("cases.") for kind in after["facts"][len(before["facts"]) :]]
    new_notices = sorted((after["served"] - before["served"]).elements())
    if after["row"]["state"] != to:
        return f"led to {after['row']['state']}"
    if new_notices != ([notice] if notice else []):
        return f"served {new_notices}"
    others = ("tasks.", "sources.")  # the window's task is closed with it; uses of data are noted
    of_the_case = [kind for kind in new_facts if not kind.startswith(others)]
    return "" if of_the_case == facts else f"recorded {new_facts}"


@pytest.mark.parametrize("state", people.STATES)
def test_only_the_applicant_writes_and_only_before_submission_or_for_a_supplement(state: str) -> None:
    case = people.STATES[state]()
    before, wrong, all_of_them = world(case), [], everybody()
    for verb, do in EDITS.items():
        states = ("draft",) if verb == "discard" else ("draft", "incomplete")
        for name, (role, actor) in all_of_them.items():
            refusal, after = attempt(do, actor, case, before)
            if role == "applicant" and state in states:
                said = "" if refusal is None and before != after else "was refused"
            else:
                said = complaint(refusal, before, after)
            if said:
                wrong.append(f"{verb} by {name} {said}")
    assert wrong == []


def test_every_verb_of_the_table_has_a_word_and_is_tried_here() -> None:
    assert {verb for _, verb in MOVES} == set(VERBS) == set(DO)
    assert {move.verb for move in allowed("closed")} == {"rectify", "reopen"}


@pytest.mark.parametrize("verb", DO)
def test_a_case_that_does_not_exist_is_refused_like_a_stranger_s(verb: str) -> None:
    for key in ("00000000-0000-7000-8000-000000000000", "nonsense", ""):
        with pytest.raises(Refusal) as refused:
            DO[verb](people.clerk(), key)
        assert refused.value.code == "not-yours"


def test_nobody_decides_alone_where_two_must_sign() -> None:
    case, boss = ready("accepted"), people.approver()
    for signers in ([], [boss.id], [boss.id, boss.id], ["another", "third"]):
        with pytest.raises(errors.NotSigned):
            cases.decide(boss, str(case.pk), outcome="granted", signers=signers)
    assert people.fresh(case).state == "accepted"
