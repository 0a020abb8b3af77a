"""One application for several items: filled once, handed in once, each item a case of its own."""

from __future__ import annotations

import pytest

from tongban.kernel.errors import NotYours
from tongban.registers.licences import queries as licences
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import Incomplete, NotOffered, PromiseNeeded
from tongban.work.cases.kinds import GapSpec
from tongban.work.cases.models import Case
from tongban.work.packages import actions, queries
from tongban.work.packages.errors import NoBranch, NotNow
from tongban.work.packages.models import Run
from tongban.work.packages.tests import helping
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
LAW = "行政许可法 第三十二条"


def test_one_submission_is_one_number_and_a_case_for_every_item_it_needs() -> None:
    run = helping.submitted()
    found = queries.lanes(run)
    assert run.number
    assert run.number.startswith("LT-YJS-")
    assert [lane.name for lane in found] == ["food", "sign", "fire", "tobacco"]
    assert len({lane.case.number for lane in found}) == 4
    assert {lane.case.state for lane in found} == {"submitted"}
    assert run.spared == {"fields": 6, "materials": 2, "visits": 0}
    told = lane_data(run, "fire")["place"]
    assert (told["keeper"], told["keeper_phone"]) == ("林晚", "12000000001")
    assert lane_data(run, "sign")["premises"]["address"] == lane_data(run, "food")["premises"]["address"]
    proof = {lane.case.given.get(code="premises-proof").material_id for lane in found if lane.name != "food"}
    assert len(proof) == 1
    assert queries.run_of_case(found[0].case.pk) == run


def proof_of(run: Run, name: str) -> str:
    return str(helping.lane(run, name).case.given.get(code="premises-proof", current=True).material_id)


def lane_data(run: Run, name: str) -> dict[str, dict[str, object]]:
    data: dict[str, dict[str, object]] = helping.lane(run, name).case.data
    return data


def test_a_small_shop_asks_for_one_item_only() -> None:
    run = helping.submitted(**{"start.sign": "no", "start.tobacco": "no", "premises.area": "86.5"})
    assert [lane.name for lane in queries.lanes(run)] == ["food"]


def test_what_is_missing_anywhere_keeps_everything_from_being_filed() -> None:
    me = people.owner()
    run = helping.fill(me, actions.start(me, helping.RESTAURANT, people.AREA))
    with pytest.raises(Incomplete) as refused:
        actions.submit(me, str(run.pk), promise=True)
    assert "sign-picture" in {p.target for p in refused.value.details["problems"]}
    assert not Case.objects.exclude(state="draft").exists()
    with pytest.raises(PromiseNeeded):
        actions.submit(me, str(helping.draft().pk), promise=False)


def test_submitting_twice_with_one_key_is_one_run() -> None:
    me, run = people.owner(), helping.draft(**{"start.sign": "no", "start.tobacco": "no", "premises.area": "80"})
    first = actions.submit(me, str(run.pk), promise=True, key="k")
    assert actions.submit(me, str(run.pk), promise=True, key="k").number == first.number
    assert Case.objects.exclude(state="draft").count() == 1


def test_a_run_is_its_applicant_s_and_of_those_who_may_see_one_of_its_cases() -> None:
    run = helping.submitted(**{"start.tobacco": "no", "premises.area": "80"})
    assert run.number
    assert queries.run_for(people.clerk(), run.number) == run
    for stranger in (people.actor("henainai"), people.actor("LT1701")):
        with pytest.raises(NotYours):
            queries.run_for(stranger, run.number)
    with pytest.raises(NotOffered):
        actions.start(people.owner(), "newborn", people.AREA)


def test_one_refused_item_does_not_stop_the_others_and_the_whole_closes_when_all_are_closed() -> None:
    run = helping.submitted(**{"start.tobacco": "no", "premises.area": "80"})
    sign = helping.lane(run, "sign").case
    cases.turn_away(people.clerk(), str(sign.pk), reason="位置不在门面范围内", law="招牌规范 第五条")
    run = helping.settled(run)
    assert run.state == "open"
    assert helping.lane(run, "food").case.state == "submitted"
    food = helping.lane(run, "food").case
    cases.withdraw(people.owner(), str(food.pk), "")
    run = helping.settled(run)
    assert run.state == "closed"
    with pytest.raises(NotYours):
        actions.withdraw(people.grandmother(), str(run.pk))
    with pytest.raises(NotNow):
        actions.withdraw(people.owner(), str(run.pk))


def test_the_whole_is_taken_back_at_once() -> None:
    run = helping.submitted(**{"premises.area": "80"})
    run = actions.withdraw(people.owner(), str(run.pk), "不开了")
    assert {lane.case.outcome for lane in queries.lanes(run)} == {"withdrawn"}
    assert helping.settled(run).state == "closed"
    with pytest.raises(NoBranch):
        actions.drop(people.owner(), str(run.pk), "food")


def test_a_paper_asked_for_by_two_is_supplied_once() -> None:
    run = helping.submitted()
    gap = [GapSpec("premises-proof", "经营场所使用证明", "请上传签章页", LAW)]
    sign, fire = helping.lane(run, "sign").case, helping.lane(run, "fire").case
    for case in (sign, fire):
        cases.ask_for_more(people.clerk(), str(case.pk), gap)
    helping.settled(run)
    people.give(people.owner(), rows.case_for(people.owner(), sign.number), "premises-proof")
    cases.supply(people.owner(), str(sign.pk))
    run = helping.settled(helping.settled(run))
    assert helping.lane(run, "fire").case.state == "submitted"
    papers = {n: proof_of(run, n) for n in ("sign", "fire", "tobacco")}
    assert papers["sign"] == papers["fire"] != papers["tobacco"]


def test_the_one_clock_counts_from_the_submission_and_stands_while_a_paper_is_owed() -> None:
    run = helping.submitted(**{"start.tobacco": "no", "premises.area": "80"})
    before = queries.clock(run)
    assert before
    assert (before.total_days, before.state) == (10, "running")
    gap = [GapSpec("sign-picture", "招牌效果图", "请标尺寸", LAW)]
    cases.ask_for_more(people.clerk(), str(helping.lane(run, "sign").case.pk), gap)
    after = queries.clock(run)
    assert after
    assert after.state == "paused"


def test_figures_name_what_happened_and_nothing_else() -> None:
    run = helping.submitted(**{"start.tobacco": "no", "premises.area": "80"})
    found = queries.figures(helping.RESTAURANT)
    assert (found.runs, found.open, found.closed, found.median_days) == (1, 1, 0, None)
    assert [(b.name, b.count, b.open, b.granted) for b in found.branches] == [("food", 1, 1, 0), ("sign", 1, 1, 0)]
    assert found.spared == run.spared
    assert not licences.from_source(run.subject)
