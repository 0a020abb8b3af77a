"""Credit: words kept and broken on record, bars that bind until their day or their repair, and who may do what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tongban.kernel import time
from tongban.kernel.errors import NotAllowed, Refusal
from tongban.registers.credit import actions, queries
from tongban.registers.credit.errors import NoSuchBar, NotNow, ReasonNeeded, TrustForfeited, WrongDays
from tongban.registers.credit.kinds import Scope, Standing
from tongban.registers.credit.models import Bar
from tongban.registers.credit.states import MOVES, STATES, VERBS
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
OFFICE = "market-supervision"


def holder() -> str:
    return people.owner().applicant


def bar(scope: str = Scope.TRUST, until: date | None = None, me: Any = None, **said: str) -> Bar:
    said = {"reason": "承诺不实", "law": "国办发〔2020〕42号", "department": OFFICE, **said}
    return actions.impose(me or people.SYSTEM, holder(), scope=scope, until=until, **said)


def enter(word: str, source: str) -> None:
    actions.enter(people.SYSTEM, holder(), word=word, source=source, what="布局图")


def test_who_promised_nothing_has_good_credit() -> None:
    assert queries.standing(holder()) == Standing.GOOD


def test_three_kept_and_none_broken_is_excellent_and_one_broken_ends_it() -> None:
    for n in range(3):
        enter("kept", f"undertaking/{n}")
    assert queries.standing(holder()) == Standing.EXCELLENT
    enter("broken", "undertaking/9")
    assert queries.standing(holder()) == Standing.GOOD


def test_a_word_kept_long_ago_counts_no_longer() -> None:
    for n in range(3):
        enter("kept", f"undertaking/{n}")
    with time.held(time.now() + timedelta(days=4 * 365)):
        assert queries.standing(holder()) == Standing.GOOD


@pytest.mark.parametrize(("scope", "word"), [(Scope.TRUST, Standing.POOR), (Scope.TRADE, Standing.BARRED)])
def test_a_bar_says_what_items_read(scope: str, word: str) -> None:
    bar(scope)
    assert queries.standing(holder()) == word


def test_a_bar_from_a_trade_is_the_stronger_word() -> None:
    bar(Scope.TRUST)
    bar(Scope.TRADE)
    assert queries.standing(holder()) == Standing.BARRED


def test_a_bar_ends_with_its_last_day_without_anybody_s_doing() -> None:
    one = bar(until=time.today())
    with pytest.raises(TrustForfeited):
        queries.require_trust(holder())
    with time.held(time.now() + timedelta(days=1)):
        queries.require_trust(holder())
        assert one.says == "已到期"
        with pytest.raises(NotNow, match="已到期"):
            actions.ask_repair(people.owner(), str(one.pk), what="已补交")


def test_a_bar_needs_reason_law_and_a_last_day_that_is_not_over() -> None:
    for missing in ("reason", "law"):
        with pytest.raises(ReasonNeeded):
            bar(**{missing: " "})
    with pytest.raises(WrongDays):
        bar(until=time.today() - timedelta(1))
    assert not Bar.objects.exists()


def test_only_approvers_of_the_department_that_answers_for_it_may_bar() -> None:
    for other in (people.owner(), people.clerk(), people.actor("LT0101"), people.actor("LT0402")):
        with pytest.raises(NotAllowed):
            bar(me=other)
    assert bar(me=people.actor("LT0102")).state == "in-force"


def test_its_holder_asks_the_department_answers_and_it_binds_until_then() -> None:
    one = bar()
    actions.ask_repair(people.owner(), str(one.pk), what="已补交布局图")
    assert queries.standing(holder()) == Standing.POOR
    actions.keep(people.actor("LT0102"), str(one.pk), reason="布局图与现场不符")
    assert queries.standing(holder()) == Standing.POOR
    actions.ask_repair(people.owner(), str(one.pk), what="已按现场重画")
    actions.lift(people.actor("LT0102"), str(one.pk), reason="经核查已改正")
    assert queries.standing(holder()) == Standing.GOOD
    record = queries.mine(people.owner())
    assert [(each.says, each.answer) for each in record.bars] == [("已解除", "经核查已改正")]


def test_to_everybody_else_there_is_no_such_bar() -> None:
    one = bar()
    stranger = people.actor("zhangxiaohe")
    for other in (stranger, people.actor("LT0101"), people.actor("LT0402")):
        for verb, said in ((actions.ask_repair, {"what": "x"}), (actions.lift, {"reason": "x"})):
            with pytest.raises(NoSuchBar):
                verb(other, str(one.pk), **said)
        with pytest.raises(NoSuchBar):
            queries.bar_for(other, str(one.pk))
    with pytest.raises(NoSuchBar):
        queries.bar_for(people.owner(), "not-a-key")


def test_every_state_allows_its_verbs_and_refuses_the_others_in_words() -> None:
    verbs = {
        "ask": (actions.ask_repair, people.owner(), {"what": "已改正"}),
        "lift": (actions.lift, people.actor("LT0102"), {"reason": "已改正"}),
        "keep": (actions.keep, people.actor("LT0102"), {"reason": "未改正"}),
    }
    assert set(verbs) == set(VERBS)
    for state in STATES:
        for verb, (act, actor, said) in verbs.items():
            one = bar()
            Bar.objects.filter(pk=one.pk).update(state=state)
            if (state, verb) in MOVES:
                act(actor, str(one.pk), **said)
                assert Bar.objects.get(pk=one.pk).state == MOVES[state, verb].to
            else:
                with pytest.raises(Refusal) as refused:
                    act(actor, str(one.pk), **said)
                assert refused.value.next_step
                assert Bar.objects.get(pk=one.pk).state == state


def test_what_is_said_too_long_is_refused_and_nothing_changes() -> None:
    one = bar()
    with pytest.raises(ReasonNeeded, match="最多 500 个字"):
        actions.ask_repair(people.owner(), str(one.pk), what="已" * 501)
    assert Bar.objects.get(pk=one.pk).state == "in-force"
