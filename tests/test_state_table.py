"""Whatever people try with a case, in whatever order, lawful or not: the record is whole and the law's table holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tongban.kernel import grace, time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.ledger import queries as ledger
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.kinds import GapSpec
from tongban.work.cases.models import Case
from tongban.work.cases.states import MOVES
from tongban.work.cases.undoing import UNDOABLE
from tongban.work.tasks import queries as tasks
from tools import people

LAW = "行政许可法 第三十二条"
FOLLOWS = {
    "CaseStarted": "draft", "CaseSubmitted": "submitted", "CaseIncomplete": "incomplete", "CaseSupplied": "submitted",
    "CaseAccepted": "accepted", "CasePaused": "paused", "CaseResumed": "accepted", "CaseDecided": "decided",
    "CaseTurnedAway": "closed", "CaseWithdrawn": "closed", "CaseClosed": "closed", "CaseDeemedAccepted": "accepted",
    "CaseReturned": "closed", "CaseTransferred": "submitted", "CaseSentOn": "closed", "CaseTerminated": "closed",
    "CaseReopened": "accepted", "CaseExtended": "accepted", "CaseCorrected": "submitted",
    "HearingAsked": "paused", "HearingHeld": "accepted", "HearingGivenUp": "accepted",
}  # fmt: skip
NOTICE = {
    "CaseSubmitted": "receipt", "CaseIncomplete": "list-of-gaps", "CaseAccepted": "acceptance",
    "CasePaused": "special-procedure", "CaseResumed": "resumption", "CaseDecided": "decision",
    "CaseTurnedAway": "non-acceptance", "CaseWithdrawn": "withdrawal", "CaseReturned": "return",
    "CaseDeemedAccepted": "deemed-acceptance",
    "CaseTransferred": "transfer", "CaseSentOn": "sent-on", "CaseTerminated": "termination",
    "HearingRightTold": "hearing-right", "HearingAsked": "special-procedure", "HearingCalled": "hearing-call",
    "HearingHeld": "hearing-record", "CaseReopened": "reopening", "CaseExtended": "extension",
    "NoticeRectified": "rectification", "HearingGivenUp": "hearing-waiver",
}  # fmt: skip
NOT_ACCEPTED = {"no-permit-needed": "non-acceptance", "not-ours": "non-acceptance"}  # one fact, three papers
BANK = {"account.way": "bank", "account.bank": "澜汀农村商业银行", "account.number": "6200000000000000000"}


def other_way(case_id: str) -> dict[str, str]:
    bank = rows.by_subject(f"case/{case_id}").data["account"]["way"] == "bank"
    return {"account.way": "card"} if bank else BANK


def other_area(case_id: str) -> str:
    return "999002" if rows.by_subject(f"case/{case_id}").area == people.AREA else people.AREA


def first_notice(case_id: str) -> str:
    found = rows.by_subject(f"case/{case_id}").notices.order_by("served_at").first()
    return str(found.pk) if found else ""


VERBS = {
    "submit": lambda a, c: cases.submit(a, c, promise=True),
    "ask_for_more": lambda a, c: cases.ask_for_more(a, c, [GapSpec("account.way", "领取方式", "请核对", LAW)]),
    "supply": lambda a, c: cases.supply(a, c),
    "turn_away": lambda a, c: cases.turn_away(a, c, "不属于职权范围", LAW),
    "accept": lambda a, c: cases.accept(a, c),
    "pause": lambda a, c: cases.pause(a, c, reason="检验", law=LAW, needed="十日"),
    "resume": lambda a, c: cases.resume(a, c, result="检验合格"),
    "decide": lambda a, c: cases.decide(a, c, outcome="granted", signers=[a.id, "another"]),
    "finish": lambda a, c: cases.finish(a, c, []),
    "withdraw": lambda a, c: cases.withdraw(a, c),
    "hand_out": lambda a, c: cases.hand_out(a, c, receiver="禾素芬", handed=[]),
    "no_permit": lambda a, c: cases.no_permit(a, c, "直接发放，不需要许可", LAW),
    "not_ours": lambda a, c: cases.not_ours(a, c, "户籍地民政部门", "不属于职权范围", LAW),
    "correct": lambda a, c: cases.correct(a, c, "account", other_way(c), agreed=True),
    "deem_accepted": lambda a, c: cases.deem_accepted(a, c),
    "return_unsupplied": lambda a, c: cases.return_unsupplied(a, c),
    "tell_hearing_right": lambda a, c: cases.tell_hearing_right(a, c, reason="涉及重大利益"),
    "ask_hearing": lambda a, c: cases.ask_hearing(a, c),
    "call_hearing": lambda a, c: cases.call_hearing(
        a, c, begins_at=time.now() + timedelta(days=14), place="三楼", chair="容若谷"
    ),
    "hold_hearing": lambda a, c: cases.hold_hearing(a, c, text="没有异议"),
    "give_up_hearing": lambda a, c: cases.give_up_hearing(a, c),
    "extend": lambda a, c: cases.extend(a, c, days=5, reason="需要核实"),
    "transfer": lambda a, c: cases.transfer(a, c, area=other_area(c), reason="户籍在另一个区", law=LAW),
    "send_on": lambda a, c: cases.send_on(a, c, agency="省民政厅", reason="由省级机关决定", law=LAW),
    "terminate": lambda a, c: cases.terminate(a, c, reason="申请人死亡", law=LAW),
    "reopen": lambda a, c: cases.reopen(a, c, reason="适用依据错误", law=LAW),
    "rectify": lambda a, c: cases.rectify(a, c, first_notice(c), wrong="禾素芬", right="禾素芳"),
    "save_page": lambda a, c: cases.save_page(a, c, "account", {"account.way": "card"}),
}
BY_THE_CLOCK = ("deem_accepted", "return_unsupplied", "hold_hearing")  # nobody does anything for three weeks
OWED = {"submitted": {"accept"}, "incomplete": {"supply"}, "accepted": {"step"}, "paused": {"step"}}
# The likelier half of the hands is the lawful one, so that cases get somewhere.
LAWFUL = {
    "applicant": "henainai", "clerk": "LT0003", "approver": "LT0702", "system": "", "head": "LT0700",
    "supervisor": "LT0012",
}  # fmt: skip
ANYBODY = ("henainai", "linwan", "LT0003", "LT0005", "LT0701", "LT0702", "LT0102", "LT0700", "LT0012", "")


class Life(RuleBasedStateMachine):
    """One case of an old-age allowance, and everybody who may try something with it."""

    hands: dict[str, Actor]

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.at = time.now()
        self.case = people.draft(people.ALLOWANCE)

    @rule(verb=st.sampled_from(sorted(VERBS)), who=st.sampled_from(ANYBODY))
    def try_anything(self, verb: str, who: str) -> None:
        self._try(verb, who)

    @rule(choice=st.integers(0, 9))
    def do_what_the_law_allows(self, choice: int) -> None:
        moves = [m for (state, _), m in MOVES.items() if state == self.case.state and m.verb != "withdraw"]
        if moves:
            move = moves[choice % len(moves)]
            self._try(move.verb, LAWFUL[move.who])

    @rule(choice=st.integers(0, 9))
    def do_and_take_it_back(self, choice: int) -> None:
        """Whatever an official may do he takes back within ten seconds, and the case is what it was."""
        moves = [m for (state, _), m in MOVES.items() if state == self.case.state and m.verb in UNDOABLE]
        if not moves:
            return
        move = moves[choice % len(moves)]
        before, who = Case.objects.filter(pk=self.case.pk).values().get(), self.hands[LAWFUL[move.who]]
        with time.held(self.at + timedelta(minutes=1)):
            try:
                with transaction.atomic(), grace.offered(10):
                    VERBS[move.verb](who, str(self.case.pk))
            except Refusal:
                return
            cases.undo(who, str(self.case.pk))
            after = Case.objects.filter(pk=self.case.pk).values().get()
            assert {**after, "held": None} == {**before, "held": None}
            self.case = people.settled(self.case)

    def _try(self, verb: str, who: str) -> None:
        before, count = self.case.state, len(ledger.timeline(self.case.subject))
        self.at += timedelta(days=21 if verb in BY_THE_CLOCK else 0, minutes=5)
        with time.held(self.at):
            try:
                with transaction.atomic():
                    VERBS[verb](self.hands[who], str(self.case.pk))
            except Refusal as refusal:
                self._left_nothing(refusal, before, count)
            else:
                assert verb == "save_page" or people.fresh(self.case).state == MOVES[before, verb].to
            self.case = people.settled(self.case)

    def _left_nothing(self, refusal: Refusal, before: str, count: int) -> None:
        assert refusal.sentence
        assert refusal.next_step
        assert len(ledger.timeline(self.case.subject)) == count
        assert people.fresh(self.case).state == before

    @invariant()
    def the_record_is_whole(self) -> None:
        if hasattr(self, "case"):
            assert ledger.verify_subject(self.case.subject) == len(ledger.timeline(self.case.subject))

    @invariant()
    def the_state_is_what_the_facts_say_and_every_notice_owed_was_served(self) -> None:
        if not hasattr(self, "case"):
            return
        said = [row.kind.split(".")[1] for row in rows.standing(ledger.timeline(self.case.subject))]
        states = [FOLLOWS[name] for name in said if name in FOLLOWS]
        assert self.case.state == states[-1]
        kinds = self.case.notices.exclude(kind="delivery-note").values_list("kind", flat=True)
        served = sorted(NOT_ACCEPTED.get(kind, kind) for kind in kinds)
        assert served == sorted(NOTICE[name] for name in said if name in NOTICE)

    @invariant()
    def exactly_those_whose_turn_it_is_have_a_task(self) -> None:
        if hasattr(self, "case"):
            owed = {t.kind for t in tasks.open_of(self.case.subject)} - {"follow-up", "silence", "hearing", "card"}
            assert owed == OWED.get(self.case.state, set())

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)


@pytest.mark.django_db
def test_no_order_of_attempts_breaks_the_record(town: None) -> None:
    Life.hands = {who: people.actor(who) if who else people.SYSTEM for who in ANYBODY}
    checked = settings(
        max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck), database=None,
        phases=(Phase.generate,),
    )
    run_state_machine_as_test(Life, settings=checked)
    ledger.verify()
