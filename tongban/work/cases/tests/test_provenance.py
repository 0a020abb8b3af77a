"""What prefill promises: it says where it is from, is true when handed in, asks why it was changed, and is counted."""

from __future__ import annotations

from typing import Any

import pytest

from tongban.kernel import jobs
from tongban.registers.answers import actions as answers
from tongban.registers.answers import queries as kept
from tongban.registers.catalogue import actions as catalogue
from tongban.registers.catalogue import queries as editions
from tongban.registers.ledger import queries as ledger
from tongban.registers.licences import actions as licences
from tongban.registers.licences import queries as held
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotEligible, SourceMoved
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_every_prefilled_answer_is_noted_with_its_source_its_date_and_its_mode() -> None:
    elder = rows.origins(people.draft(people.ALLOWANCE))
    assert {name: (one.kind, one.name, one.mode) for name, one in elder.items()} == {
        "elder.name": ("identity", "实名信息", "locked"),
        "elder.id": ("identity", "实名信息", "locked"),
        "elder.phone": ("identity", "实名信息", "free"),
        "elder.address": ("identity", "实名信息", "proof"),
        "account.way": ("licence", "社会保障卡", "free"),
        "agent.used": ("identity", "实名信息", "free"),
    }
    shop = rows.origins(cases.start(people.owner(), people.FOOD, people.AREA))["premises.address"]
    licence = held.held(people.owner().applicant, "business-licence")
    assert licence is not None
    assert (shop.kind, shop.name, shop.changed) == ("licence", "营业执照", False)
    assert shop.on == licence.issued_at.astimezone().date().isoformat() or shop.on


def test_a_change_of_what_the_city_knows_asks_why_and_is_marked() -> None:
    me, case = people.grandmother(), people.draft(people.ALLOWANCE)
    moved = {"elder.address.division": people.AREA, "elder.address.detail": "松风苑 3 号"}
    case = people.fill(me, case, moved)
    assert [m.target for m in rows.missing(case)] == ["reason:elder.address"]
    why = {"reason:elder.address": "今年搬到女儿家", "elder.first": "yes", "elder.phone": "12000000003"}
    case = cases.save_page(me, str(case.pk), "elder", moved | why)
    origin = rows.origins(people.fresh(case))["elder.address"]
    assert (origin.changed, origin.reason, origin.before["division"]) == (True, "今年搬到女儿家", people.AREA)
    assert rows.missing(case) == []


def test_how_much_was_prefilled_is_counted_once_at_submission() -> None:
    case = people.submitted(people.ALLOWANCE)
    fact = next(row.body for row in ledger.timeline(case.subject) if row.kind == "cases.PrefillMeasured")
    assert (case.asked_fields, case.prefilled_fields) == (7, 6)
    assert (fact["asked"], fact["prefilled"], fact["changed"], fact["fillable"]) == (7, 6, 0, 6)
    share = rows.prefilled_share(people.ALLOWANCE)
    assert (share.cases, share.asked, share.prefilled, share.percent) == (1, 7, 6, 85)
    assert rows.prefilled_share(people.FOOD).percent is None


def test_what_a_register_says_by_now_is_shown_before_anything_is_handed_in() -> None:
    me = people.grandmother()
    case = people.draft(people.ALLOWANCE)
    noted = {**case.origins["elder.name"], "value": "禾素芳"}  # as it stood when she began
    case.origins, case.data["elder"]["name"] = {**case.origins, "elder.name": noted}, "禾素芳"
    case.save()
    with pytest.raises(SourceMoved) as refused:
        cases.submit(me, str(case.pk), promise=True)
    assert [(m.before, m.after) for m in refused.value.details["moved"]] == [("禾素芳", "禾素芬")]
    case = cases.refresh(me, str(case.pk))
    assert case.data["elder"]["name"] == "禾素芬"
    assert cases.submit(me, str(case.pk), promise=True).number


def test_a_source_that_no_longer_counts_is_told_too() -> None:
    me = people.owner()
    case = cases.start(me, people.FOOD, people.AREA)
    licence = held.held(case.applicant, "business-licence")
    assert licence is not None
    licences.revoke(
        people.approver(), str(licence.pk), reason="以欺骗手段取得", law="行政许可法 第六十九条",
        issuer_department="market-supervision",
    )  # fmt: skip
    told = rows.moved_sources(case, rows.facts_of(case))
    assert [(m.field, m.source) for m in told] == [("business.form", "营业执照"), ("premises.address", "营业执照")]
    assert told[1].after != told[1].before


def answered_once() -> Any:
    case = people.submitted(**{"steward.name": "林样例", "steward.phone": "12000000007"})
    jobs.run_owed(case.subject)
    return case


def test_what_was_answered_once_is_offered_again_with_its_source_and_gone_when_deleted() -> None:
    me, case = people.owner(), answered_once()
    again = cases.start(me, people.FOOD, people.AREA)
    assert again.data["steward"] == {"name": "林样例", "phone": "12000000007"}
    origin = rows.origins(again)["steward.phone"]
    assert (origin.kind, origin.name, origin.mode) == ("answer", case.title, "free")
    answers.delete(me)
    assert "steward" not in cases.start(me, people.FOOD, people.AREA).data


def test_what_i_answered_for_a_company_is_not_mine_and_signatures_are_never_kept() -> None:
    answered_once()
    assert kept.of_applicant(people.actor("linwan")) == []
    elements = {one.element for one in kept.of_applicant(people.owner())}
    assert "steward.name" in elements
    assert not elements & {"person.agent", "bank.account", "person.id"}


def test_who_does_not_meet_a_condition_is_asked_again_and_may_have_it_in_writing() -> None:
    young = people.actor("linwan")
    case = people.draft(people.ALLOWANCE, young)
    with pytest.raises(NotEligible) as refused:
        cases.submit(young, str(case.pk), promise=True)
    assert [r.check.code for r in refused.value.details["failed"]] == ["old-enough"]
    assert cases.submit(young, str(case.pk), promise=True, aware=True).number


def test_what_a_newer_edition_changes_is_said_and_nothing_typed_is_lost() -> None:
    me, case = people.owner(), people.draft()
    there = editions.edition_in_force(people.FOOD).definition.mapping
    form = {k: v for k, v in there["form"].items() if k != "steward.phone"}
    form["steward.card"] = {"type": "text", "label": "健康证编号"}
    examples = {k: v for k, v in there["examples"].items() if "fields" not in v["expect"]}
    limits = {**there["limits"], "promise": "4 working days"}
    catalogue.publish(people.SYSTEM, {**there, "form": form, "examples": examples, "limits": limits}, note="核验健康证")
    newer = rows.newer(case)
    assert newer is not None
    what = rows.difference(case, newer)
    assert (what.added, what.removed) == (("健康证编号",), (("食品安全管理员手机", "12000000001"),))
    assert what.limits == (("承诺办结时限", "5 个工作日", "4 个工作日"),)
    case = cases.bring_up(me, str(case.pk), newer.number)
    assert [one["text"] for one in case.aside] == ["12000000001"]
    assert (case.data["steward"], case.data["premises"]["area"]) == ({"name": "林晚"}, 86.5)
    assert [m.target for m in rows.missing(case)] == ["steward.card"]
    assert rows.newer(case) is None


SIGN_AT = {"sign.width": "6", "sign.height": "1.2", "sign.lit": "yes"}


def test_what_was_told_of_a_place_is_offered_in_other_items_for_that_place_and_no_other() -> None:
    me = people.owner()
    shop = {"premises.address.detail": "青屿路 20 号一层 102 室"}  # as its business licence says
    people.submitted(people.FOOD, **shop)
    other = cases.start(me, "tobacco-retail-licence", people.AREA)
    told = rows.origins(other)["premises.area"]
    assert (other.data["premises"]["area"], told.kind, told.name) == (86.5, "answer", "食品经营许可（新办）")
    elsewhere = {"premises.address.division": people.AREA, "premises.address.detail": "月白街 9 号"}
    other = cases.save_page(me, str(other.pk), "premises", {**elsewhere, "premises.area": "86.5"})
    assert "premises.area" not in other.origins  # he sent it beside the new place: his own word, not prefilled
    sign = cases.start(me, "fire-pre-opening-inspection", people.AREA)
    assert sign.data["premises"]["area"] == 86.5
    sign = cases.save_page(me, str(sign.pk), "premises", {**elsewhere, "premises.area": ""})
    assert "area" not in sign.data["premises"]


def test_the_district_of_the_place_decides_and_its_standard_address_is_kept() -> None:
    me = people.owner()
    case = cases.start(me, "signboard-notice", people.AREA)
    there = {"premises.address.division": "999003", "premises.address.detail": "苹野路 45 号 2 层"}
    case = cases.save_page(me, str(case.pk), "premises", there)
    assert case.area == "999003"
    assert [row.body["area"] for row in ledger.timeline(case.subject) if row.kind == "cases.AreaFollowed"] == ["999003"]
    case = people.fill(me, case, {**SIGN_AT, "sign.text": "晚来香面馆"})
    for slot in rows.slots(case):
        if slot.required and not slot.filled:
            people.give(me, case, slot.code)
    case = cases.submit(me, str(case.pk), promise=True)
    assert case.addresses == {"premises.address": "999003001001001045"}


def test_who_represents_the_applicant_is_not_asked_whether_another_acts_for_him() -> None:
    mine = cases.start(people.owner(), people.FOOD, people.AREA)
    assert (mine.data["agent"], rows.origins(mine)["agent.used"].kind) == ({"used": False}, "identity")
