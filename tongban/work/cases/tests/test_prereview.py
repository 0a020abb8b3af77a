"""Pre-review: checks and readings as one list; it advises, people answer, and what it found is kept with the case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tongban.engines.reading import Page
from tongban.kernel import jobs as errands
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, Refusal
from tongban.registers.ledger import queries as ledger
from tongban.registers.materials import queries as materials
from tongban.registers.readings import actions as readings
from tongban.registers.readings import jobs
from tongban.registers.readings.providers import CannotRead
from tongban.work.cases import actions, queries
from tongban.work.cases.errors import Incomplete, NotNow, PointUnknown, ReasonNeeded
from tongban.work.cases.kinds import GapSpec, Summary
from tongban.work.cases.models import Case
from tools import pages, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
LEASE, PLACE = "warehouse-lease", "望舒区听雨巷 8 号"
SHOP = "澜汀市晚来香面馆"


class Reader:
    """A reader whose process is not needed: the pages are brought by the tests."""

    def version(self) -> str:
        return "test-1"

    def read(self, picture: bytes) -> Page:
        raise CannotRead("never asked")


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "reader", Reader)


def with_lease(tenant: str = SHOP, days: int = 400, place: str = f"澜汀市{PLACE}") -> Case:
    """A draft whose lease was handed in and read as this."""
    case = waiting()
    seen = queries.seen(case)[LEASE]
    reading = jobs.want(seen.material)
    rows = pages.lease(tenant, place, time.today() + timedelta(days=days))
    readings.keep(Actor.system(), str(reading.pk), [pages.page(rows)])
    drawn = jobs.want(queries.seen(case)["floor-plan"].material)
    readings.keep(Actor.system(), str(drawn.pk), [pages.page(pages.plan("餐具清洗消毒间"))])
    return case


def waiting() -> Case:
    asked = {"premises.warehouse": "yes", "premises.warehouse_address": PLACE}
    case = people.draft(**asked)
    people.give(people.owner(), case, LEASE, f"仓库合同{case.pk}")
    return people.fresh(case)


def point(case: Case, code: str) -> Any:
    return next(p for p in queries.pre_review(case) if p.code == f"reads.{LEASE}.{code}")


def submit(case: Case) -> Case:
    return people.settled(actions.submit(people.owner(), str(case.pk), promise=True))


def test_a_document_that_can_be_read_is_wanted_when_it_is_handed_in() -> None:
    case = waiting()
    assert queries.seen(case)[LEASE].waiting
    errands.run_owed(case.subject)
    assert materials.by_ids([queries.seen(case)[LEASE].slot.material_id])
    kinds = {row.kind for row in ledger.timeline(f"reading/{jobs.want(queries.seen(case)[LEASE].material).pk}")}
    assert "readings.ReadingWanted" in kinds


def test_a_right_lease_passes_and_the_whole_pre_review_is_decided_by_machine() -> None:
    case = with_lease()
    counted = Summary.of(queries.pre_review(case))
    assert counted.complete
    assert "全部符合" in queries.pre_review_sentence(queries.pre_review(case))


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"tenant": "澜汀市汤圆甜品铺"}, "match.name"), ({"days": -3}, "valid"),
        ({"place": "澜汀市石桥路21号"}, "match.address"),
    ],
)
def test_what_is_wrong_with_a_lease_is_said_before_submission_and_does_not_stop_it(how: Any, code: str) -> None:
    case = with_lease(**how)
    assert point(case, code).outcome == "fail"
    assert submit(case).state == "submitted"


def test_what_the_machine_found_is_kept_as_it_was_at_submission() -> None:
    case = submit(with_lease(days=-3))
    kept = case.prereviews.get()
    assert (kept.full, kept.failed) == (True, 1)
    fact = next(row for row in ledger.timeline(case.subject) if row.kind == "cases.CasePreReviewed")
    assert fact.body == {"points": len(kept.points), "passed": kept.decided - 1, "failed": 1}


def test_the_applicant_may_keep_what_the_machine_doubts_saying_why() -> None:
    case, me = with_lease(tenant="澜汀市汤圆甜品铺"), people.owner()
    with pytest.raises(ReasonNeeded):
        actions.assure(me, str(case.pk), LEASE, reason=" ")
    actions.assure(me, str(case.pk), LEASE, reason="店名刚刚变更")
    assert queries.seen(case)[LEASE].assured == "店名刚刚变更"
    with pytest.raises(NotNow):
        actions.assure(me, str(with_lease().pk), LEASE, reason="无")


def test_an_official_finds_otherwise_with_a_reason_and_the_machines_word_stays() -> None:
    case = submit(with_lease(tenant="澜汀市汤圆甜品铺"))
    code = f"reads.{LEASE}.match.name"
    with pytest.raises(NotAllowed):
        actions.overrule(people.owner(), str(case.pk), code, outcome="pass", reason="看过")
    with pytest.raises(ReasonNeeded):
        actions.overrule(people.clerk(), str(case.pk), code, outcome="pass", reason="")
    with pytest.raises(PointUnknown):
        actions.overrule(people.clerk(), str(case.pk), "reads.nothing", outcome="pass", reason="看过")
    actions.overrule(people.clerk(), str(case.pk), code, outcome="pass", reason="附有名称变更证明")
    found = point(case, "match.name")
    assert (found.outcome, found.stands, found.overruled.reason) == ("fail", "pass", "附有名称变更证明")


def test_what_the_item_does_not_let_pass_is_told_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    case = with_lease(days=-3)
    reads = case.definition.material(LEASE).reads
    assert reads is not None
    monkeypatch.setattr(type(reads), "stops", lambda self, code: code == "valid")
    with pytest.raises(Incomplete, match="1 处"):
        submit(case)
    with pytest.raises(Refusal, match="已经过期"):
        actions.assure(people.owner(), str(case.pk), LEASE, reason="已续签")


def test_the_figures_count_what_was_fully_pre_reviewed_and_accepted_at_the_first_try() -> None:
    before = queries.pre_review_figures(time.today(), time.today())
    good, doubted, asked = submit(with_lease()), submit(with_lease(days=-3)), submit(with_lease())
    actions.accept(people.clerk(), str(good.pk))
    actions.accept(people.clerk(), str(doubted.pk))
    gap = GapSpec("floor-plan", "主要设备设施布局图", "请标明清洗消毒设施的位置", people.LAW)
    actions.ask_for_more(people.clerk(), str(asked.pk), [gap])
    now = queries.pre_review_figures(time.today(), time.today())
    assert now.submitted - before.submitted == 3
    assert now.full - before.full == 3
    assert now.complete - before.complete == 2
    assert (now.answered - before.answered, now.first_try - before.first_try) == (2, 1)
