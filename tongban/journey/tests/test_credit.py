"""What a word kept or broken leads to: a record, a bar, its repair, and what items and promises make of it."""

from __future__ import annotations

import pytest

from tongban.journey.tests.test_undertakings import accepted as accept
from tongban.journey.tests.test_undertakings import changing, granted
from tongban.kernel import jobs
from tongban.registers.credit import actions as credit
from tongban.registers.credit import queries
from tongban.registers.credit.errors import TrustForfeited
from tongban.registers.credit.kinds import Scope, Standing
from tongban.watch.messages import queries as messages
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotEligible
from tongban.work.tasks import queries as tasks
from tongban.work.undertakings import actions as undertakings
from tongban.work.undertakings import queries as undertaking_rows
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
LAW = "行政许可法 第六十九条"


def settle(kept: bool) -> None:
    case = granted(accept(changing()))
    one = undertaking_rows.of_case(str(case.pk))[0]
    if kept:
        undertakings.keep(people.actor("LT0103"), str(one.pk), finding="与现场一致")
    else:
        undertakings.break_(people.actor("LT0103"), str(one.pk), finding="与现场不符", law=LAW)
    jobs.drain()


def test_a_promise_kept_is_on_the_record_and_bars_from_nothing() -> None:
    settle(kept=True)
    record = queries.record_of(people.owner().applicant)
    assert (record.kept, record.broken, record.bars) == (1, 0, [])


def test_after_a_broken_promise_none_is_taken_until_it_is_mended() -> None:
    settle(kept=False)
    me = people.owner()
    record = queries.record_of(me.applicant)
    assert (record.kept, record.broken) == (0, 1)
    [bar] = record.bars
    assert (bar.scope, bar.law) == (Scope.TRUST, LAW)
    assert any("信用限制" in one.title for one in messages.inbox(me))
    with pytest.raises(TrustForfeited):
        changing()
    credit.ask_repair(me, str(bar.pk), what="已按图改正")
    jobs.drain()
    [task] = tasks.open_of(bar.subject, "repair")
    assert task.desk == "food-licensing"
    credit.lift(people.actor("LT0102"), str(bar.pk), reason="经复查与图一致")
    jobs.drain()
    assert not tasks.open_of(bar.subject, "repair")
    assert any("已解除" in one.title for one in messages.inbox(me))
    queries.require_trust(me.applicant)


def test_who_is_barred_from_the_trade_fails_the_check_of_the_item() -> None:
    case, me = people.draft(), people.owner()
    assert rows.facts_of(case)["applicant"]["credit"] == Standing.GOOD
    credit.impose(
        people.actor("LT0102"), me.applicant, scope=Scope.TRADE, reason="五年内被吊销许可证",
        law="食品安全法 第一百三十五条", department="market-supervision",
    )
    failed = {one.check.code for one in case.definition.run_checks(rows.facts_of(case)) if not one.ok}
    assert failed == {"not-barred"}
    with pytest.raises(NotEligible):
        cases.submit(me, str(case.pk), promise=True)
    assert cases.submit(me, str(case.pk), promise=True, aware=True).state == "submitted"
