"""Whatever people try with a case, in whatever order, lawful or not: the record is whole and the law's table holds."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.ledger import queries as ledger
from tongban.work.cases import actions as cases
from tongban.work.cases.kinds import GapSpec
from tongban.work.cases.states import MOVES
from tongban.work.tasks import queries as tasks
from tools import people

LAW = "行政许可法 第三十二条"
FOLLOWS = {
    "CaseStarted": "draft", "CaseSubmitted": "submitted", "CaseIncomplete": "incomplete", "CaseSupplied": "submitted",
    "CaseAccepted": "accepted", "CasePaused": "paused", "CaseResumed": "accepted", "CaseDecided": "decided",
    "CaseTurnedAway": "closed", "CaseWithdrawn": "closed", "CaseClosed": "closed",
}  # fmt: skip
NOTICE = {
    "CaseSubmitted": "receipt", "CaseIncomplete": "list-of-gaps", "CaseAccepted": "acceptance",
    "CasePaused": "special-procedure", "CaseDecided": "decision", "CaseTurnedAway": "non-acceptance",
    "CaseWithdrawn": "withdrawal",
}  # fmt: skip
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
    "save_page": lambda a, c: cases.save_page(a, c, "account", {"account.way": "card"}),
}
OWED = {"submitted": {"accept"}, "incomplete": {"supply"}, "accepted": {"step"}, "paused": {"step"}}
# The likelier half of the hands is the lawful one, so that cases get somewhere.
LAWFUL = {"applicant": "henainai", "clerk": "LT0003", "approver": "LT0702", "system": ""}
ANYBODY = ("henainai", "linwan", "LT0003", "LT0005", "LT0701", "LT0702", "LT0102", "LT0012", "")


class Life(RuleBasedStateMachine):
    """One case of an old-age allowance, and everybody who may try something with it."""

    hands: dict[str, Actor]

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
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

    def _try(self, verb: str, who: str) -> None:
        before, count = self.case.state, len(ledger.timeline(self.case.subject))
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
        said = [row.kind.split(".")[1] for row in ledger.timeline(self.case.subject)]
        states = [FOLLOWS[name] for name in said if name in FOLLOWS]
        assert self.case.state == states[-1]
        served = sorted(self.case.notices.exclude(kind="delivery-note").values_list("kind", flat=True))
        assert served == sorted(NOTICE[name] for name in said if name in NOTICE)

    @invariant()
    def exactly_those_whose_turn_it_is_have_a_task(self) -> None:
        if hasattr(self, "case"):
            owed = {t.kind for t in tasks.open_of(self.case.subject)} - {"follow-up"}
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
