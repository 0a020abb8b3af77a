"""The form refuses to ask: what the city, another authority or another office knows is not handed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger import queries as ledger
from tongban.registers.sources import actions as sources
from tongban.registers.sources import queries as data
from tongban.registers.sources.tests.authority import Authority, authority
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import AnswerNeeded, Incomplete, NotAskedOf, NotSpared
from tongban.work.cases.kinds import Slot
from tongban.work.cases.models import Case
from tongban.work.tasks import queries as tasks
from tongban.work.tasks.errors import Recused
from tongban.work.tasks.models import Recusal, Task
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
ADS, SIGN = "outdoor-advertising", {
    "facility.kind": "signboard", "facility.width": "4", "facility.height": "1", "facility.top": "3.5",
    "facility.lit": "yes", "facility.years": "3", "site.address.division": people.AREA,
    "site.address.detail": "青屿路 20 号", "site.on_road": "no", "site.owner": "rented", "effects.neighbours": "no",
    "agent.used": "no",
}  # fmt: skip


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Authority]:
    with authority(tmp_path, people.known()) as made:
        made.connect("agent-identity", "household", "lease", "real-estate")
        yield made


def noodles(name: str = "张小禾", number: str = "") -> Case:
    """林晚's noodle shop, with an agent."""
    number = number or people.number("zhangxiaohe")
    said = {"agent.used": "yes", "agent.who.name": name, "agent.who.id_type": "111", "agent.who.id_number": number,
            "agent.who.phone": "12000000004"}  # fmt: skip
    return people.fill(me := people.owner(), cases.start(me, people.FOOD, people.AREA), {**people.NOODLES, **said})


def slot(case: Case, code: str) -> Slot:
    return next(one for one in rows.slots(people.fresh(case)) if one.code == code)


def signboard(me: Actor, **said: Any) -> Case:
    return people.fill(me, cases.start(me, ADS, people.AREA), {**SIGN, **said})


def finished(me: Actor, case: Case) -> Case:
    for one in rows.slots(people.fresh(case)):
        if one.required and not one.filled:
            people.give(me, people.fresh(case), one.code)
    return cases.submit(me, str(case.pk), promise=True)


def told(case: Case, kind: str) -> list[dict[str, Any]]:
    return [row.body for row in ledger.timeline(case.subject) if row.kind == kind]


def test_an_agent_whose_name_and_number_agree_hands_in_no_card(source: Authority) -> None:
    case = noodles()
    assert slot(case, "agent-id").way == ""
    cases.verify(people.owner(), str(case.pk))
    assert slot(case, "agent-id").way == "data"
    assert source.desk.log[-1]["fields"] == ["alive", "match"]


def test_a_wrong_number_is_told_and_the_paper_asked_for(source: Authority) -> None:
    case = noodles(name="王一一")
    cases.verify(people.owner(), str(case.pk))
    found = slot(case, "agent-id")
    assert not found.filled
    assert "没有相符的记录" in found.spares[-1].text


def test_a_source_that_is_down_falls_back_to_asking_and_says_so(source: Authority) -> None:
    case = noodles()
    source.desk.set_mode("down")
    cases.verify(people.owner(), str(case.pk))
    found = slot(case, "agent-id")
    assert (found.required, found.filled) == (True, False)
    assert "暂时查询不到，请上传“代办人居民身份证”；恢复后也可以点“重新核验”" in found.spares[-1].text
    source.desk.set_mode("well")
    cases.verify(people.owner(), str(case.pk), again="agent-id")
    assert slot(case, "agent-id").way == "data"


def test_another_name_in_the_form_is_another_question(source: Authority) -> None:
    case, me = noodles(), people.owner()
    cases.verify(me, str(case.pk))
    cases.save_page(me, str(case.pk), "agent", {
        "agent.used": "yes", "agent.who.name": "王一一", "agent.who.id_type": "111",
        "agent.who.id_number": people.number("yebai"), "agent.who.phone": "12000000004",
    })  # fmt: skip
    assert not slot(case, "agent-id").filled


def test_submission_pins_what_answered_and_counts_it(source: Authority) -> None:
    case, me = noodles(), people.owner()
    cases.verify(me, str(case.pk))
    case = finished(me, case)
    pinned = case.given.get(code="agent-id", current=True)
    assert (pinned.source, pinned.evidence["source"]) == ("data", "agent-identity")
    (counted,) = told(case, "cases.MaterialsCounted")
    assert (counted["needed"], counted["asked"], counted["licence"], counted["data"]) == (7, 5, 1, 1)
    receipt = case.notices.get(kind="receipt")
    assert "数据核验，免交" in str(receipt.facts)
    source.desk.set_mode("down")  # what was pinned does not depend on tomorrow
    with time.held(time.now() + timedelta(days=2)):
        assert slot(case, "agent-id").way == "data"


def test_a_licence_used_is_shown_to_its_holder_with_the_case_it_served(source: Authority) -> None:
    people.submitted()
    (use,) = data.uses_of(people.owner())
    assert (use.kind, use.what_title, use.title) == ("licence", "营业执照", "食品经营许可（新办）")


def test_the_applicant_may_hand_a_paper_in_instead(source: Authority) -> None:
    case, me = noodles(), people.owner()
    cases.fetch(me, str(case.pk), "business-licence", agree=False)
    assert not slot(case, "business-licence").filled
    cases.fetch(me, str(case.pk), "business-licence", agree=True)
    assert slot(case, "business-licence").way == "licence"


def test_sensitive_data_are_not_asked_for_before_the_holder_agrees(source: Authority) -> None:
    me = people.owner()
    case = signboard(me)
    cases.verify(me, str(case.pk))
    assert source.asked == []
    assert slot(case, "site-right").spares[0].state == "consent"
    cases.fetch(me, str(case.pk), "site-right", agree=True)
    assert slot(case, "site-right").way == "data"


def test_a_way_that_is_not_open_is_refused(source: Authority) -> None:
    case = noodles()
    with pytest.raises(NotSpared):
        cases.fetch(people.owner(), str(case.pk), "floor-plan", agree=True)


def test_another_person_s_licence_needs_his_own_word(source: Authority) -> None:
    case, me = noodles(), people.owner()
    assert slot(case, "agent-id").spares[0].state == "ask"
    cases.ask_holder(me, str(case.pk), "agent-id")
    him = people.actor("zhangxiaohe")
    (asked,) = data.asked_of(him)
    sources.answer(him, str(asked.pk), give=True)
    found = slot(case, "agent-id")
    assert found.way == "licence"
    case = people.settled(finished(me, case))
    assert [use.what_title for use in data.uses_of(him)] == ["居民身份证"]
    people.settled(cases.withdraw(me, str(case.pk)))
    assert [row.state for row in data.asked_of(him)] == ["ended"]


def test_what_was_accepted_for_the_same_place_is_offered_again_while_it_is_fresh(source: Authority) -> None:
    me = people.owner()
    first = people.settled(finished(me, signboard(me)))
    cases.accept(people.clerk(), str(first.pk))
    case = signboard(me)
    offer = next(one for one in slot(case, "site-right").spares if one.state == "offer").offered[0]
    assert offer.number == first.number
    cases.reuse(me, str(case.pk), "site-right", offer.given_id)
    assert (slot(case, "site-right").way, slot(case, "site-right").reused) == ("earlier", first.number)
    elsewhere = signboard(me, **{"site.address.detail": "桂影路 2 号"})
    assert not any(one.offered for one in slot(elsewhere, "site-right").spares)
    with time.held(time.now() + timedelta(days=400)):
        assert not any(one.offered for one in slot(signboard(me), "site-right").spares)


@pytest.fixture
def asked(source: Authority) -> Case:
    """禾素芬 will not have her household register fetched, the police do not answer: the office asks them."""
    me = people.grandmother()
    source.desk.set_mode("down")
    case = people.fill(me, cases.start(me, people.ALLOWANCE, people.AREA), people.PENSION)
    cases.fetch(me, str(case.pk), "household-register", agree=False)
    cases.verify(me, str(case.pk))
    assert slot(case, "household-register").way == "request"
    case = people.settled(cases.submit(me, str(case.pk), promise=True))
    return people.settled(cases.accept(people.clerk(), str(case.pk)))


def test_the_office_asks_the_other_office_after_acceptance_and_the_clock_runs(asked: Case) -> None:
    (task,) = tasks.open_of(asked.subject, "request")
    assert (task.desk, task.step, task.limit) == ("household", "household-register", "3 working days")
    assert asked.state == "accepted"
    assert slot(asked, "household-register").pending


def test_the_answer_becomes_the_case_s_material(asked: Case) -> None:
    police = people.actor("LT0801")
    with pytest.raises(AnswerNeeded):
        cases.answer_request(police, str(asked.pk), "household-register", text=" ")
    cases.answer_request(police, str(asked.pk), "household-register", text="户籍在望舒区，一直未迁出")
    found = slot(asked, "household-register")
    assert (found.way, found.evidence, found.pending) == ("request", "户籍在望舒区，一直未迁出", False)
    assert tasks.open_of(asked.subject, "request") == []
    with pytest.raises(NotAskedOf):
        cases.answer_request(police, str(asked.pk), "household-register", text="再答一次")


def test_nobody_else_answers_for_the_other_office(asked: Case) -> None:
    with pytest.raises(NotAskedOf):
        cases.answer_request(people.clerk(), str(asked.pk), "household-register", text="我看可以")


def test_nothing_is_submitted_while_a_needed_material_has_no_answer(source: Authority) -> None:
    case, me = noodles(), people.owner()
    for one in rows.slots(people.fresh(case)):
        if one.required and not one.filled and one.code != "agent-id":
            people.give(me, people.fresh(case), one.code)
    with pytest.raises(Incomplete) as refused:
        cases.submit(me, str(case.pk), promise=True)
    assert [p.target for p in refused.value.details["problems"]] == ["agent-id"]
    assert "核验" in refused.value.details["problems"][0].sentence


def test_whoever_stays_away_from_the_matter_does_not_answer_for_his_office_either(asked: Case) -> None:
    police = people.actor("LT0801")
    Recusal.objects.create(
        subject=asked.subject, official=police.id, official_name=police.name, ground="own", reason="申请人是本人亲属",
        by=police.id, by_name=police.name, at=time.now(),
    )  # fmt: skip
    for _ in range(2):
        with pytest.raises(Recused):
            cases.answer_request(police, str(asked.pk), "household-register", text="户籍在望舒区")
        Task.objects.filter(subject=asked.subject, kind="request").update(state="dropped")  # nor once it lies nowhere
