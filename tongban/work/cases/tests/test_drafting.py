"""What a draft promises: nothing typed is lost, nothing known is asked, nothing of ours can be overwritten."""

from __future__ import annotations

import pytest

from tongban.kernel.errors import Refusal
from tongban.registers.catalogue import actions as catalogue
from tongban.registers.catalogue import queries as editions
from tongban.registers.licences import actions as licences
from tongban.registers.licences import queries as held
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import Incomplete, NotNow, NotOffered, OutOfForce, PromiseNeeded
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def republish(item: str, phone: str, **changes: object) -> None:
    """A new edition, in force from today."""
    there = editions.edition_in_force(item).definition.mapping
    guide = {**there["guide"], "phone": phone}
    catalogue.publish(people.SYSTEM, {**there, "guide": guide, **changes})


def test_a_draft_is_prefilled_with_what_the_city_knows() -> None:
    case = cases.start(people.grandmother(), people.ALLOWANCE, "999001")
    assert case.data["elder"]["name"] == "禾素芬"
    assert case.data["elder"]["id"]["number"] == rows.facts_of(case)["applicant"]["code"]


def test_a_locked_field_keeps_its_source_whatever_is_sent() -> None:
    me = people.grandmother()
    case = people.draft(people.ALLOWANCE)
    known = case.data["elder"]
    sent = {"elder.name": "王五", "elder.id.type": "111", "elder.id.number": "11010519491231002X", "elder.first": "yes"}
    case = cases.save_page(me, str(case.pk), "elder", sent)
    assert (case.data["elder"]["name"], case.data["elder"]["id"]) == (known["name"], known["id"])
    assert people.fresh(case).data["elder"]["name"] == "禾素芬"


def test_what_is_wrong_stays_as_it_was_typed_and_is_named() -> None:
    case = people.draft()
    case = cases.save_page(people.owner(), str(case.pk), "premises", {"premises.area": "大约八十"})
    assert people.fresh(case).raw["premises.area"] == "大约八十"
    assert "premises.area" in {p.field for p in rows.page_problems(case, "premises")}
    named = {m.target for m in rows.missing(case)}
    assert "premises.area" in named


def test_correcting_a_wrong_value_leaves_nothing_of_it() -> None:
    case = people.draft()
    cases.save_page(people.owner(), str(case.pk), "premises", {"premises.area": "大约八十"})
    case = people.fill(people.owner(), people.fresh(case), people.NOODLES)
    assert case.raw == {}
    assert rows.missing(case) == []


def test_a_character_no_database_can_keep_is_no_accident() -> None:
    case = people.draft()
    typed = {"premises.address.detail": "月白街\x00 18 号", "premises.area": "八\x00十"}
    case = people.fill(people.owner(), case, typed)
    assert "\x00" not in str(people.fresh(case).data) + str(people.fresh(case).raw)


def test_an_incomplete_draft_is_refused_with_everything_that_is_missing_at_once() -> None:
    me = people.owner()
    case = cases.start(me, people.FOOD, people.AREA)
    with pytest.raises(Incomplete) as refused:
        cases.submit(me, str(case.pk), promise=True)
    named = {p.target for p in refused.value.details["problems"]}
    assert {"business.kinds", "premises.area", "steward.name", "floor-plan"} <= named
    assert all(p.sentence for p in refused.value.details["problems"])


def test_a_check_that_fails_says_which_and_why() -> None:
    case = people.draft(**{"business.form": "sales", "business.kinds": ["packaged"]})
    with pytest.raises(Incomplete) as refused:
        cases.submit(people.owner(), str(case.pk), promise=True)
    assert [p.target for p in refused.value.details["problems"]] == ["permit-needed"]
    assert "不需要许可" in refused.value.details["problems"][0].sentence


def test_nothing_is_submitted_without_the_promise_that_it_is_true() -> None:
    case = people.draft()
    with pytest.raises(PromiseNeeded):
        cases.submit(people.owner(), str(case.pk), promise=False)
    assert people.fresh(case).state == "draft"


def test_a_material_answered_by_a_licence_is_not_asked_for() -> None:
    slot = {s.code: s for s in rows.slots(people.draft())}["business-licence"]
    assert slot.filled
    assert slot.source == "registers"
    assert "营业执照" in slot.licence_text


def test_a_licence_that_no_longer_counts_is_asked_for_again() -> None:
    case = people.draft()
    licence = held.held(case.applicant, "business-licence")
    assert licence is not None
    licences.revoke(
        people.approver(), str(licence.pk), reason="以欺骗手段取得", law="行政许可法 第六十九条",
        issuer_department="market-supervision",
    )  # fmt: skip
    assert "business-licence" in {m.target for m in rows.missing(case)}


def test_which_licence_answered_is_kept_with_the_case() -> None:
    case = people.submitted()
    kept = case.given.get(code="business-licence", current=True)
    held_now = held.held(case.applicant, "business-licence")
    assert held_now is not None
    assert (kept.source, kept.licence_id) == ("registers", str(held_now.pk))


def test_a_draft_is_brought_to_a_newer_edition_on_purpose_and_submission_keeps_it_for_ever() -> None:
    case = people.draft(people.ALLOWANCE)
    me, first = people.grandmother(), case.edition.number
    republish(people.ALLOWANCE, "0000-1234567")
    case = cases.save_page(me, str(case.pk), "account", {"account.way": "card"})
    assert rows.draft_for(me, str(case.pk)).edition.number == first
    with pytest.raises(OutOfForce):
        cases.submit(me, str(case.pk), promise=True)
    with pytest.raises(NotNow):
        cases.bring_up(me, str(case.pk), first)
    assert cases.bring_up(me, str(case.pk), first + 1).edition.number == first + 1
    case = cases.submit(me, str(case.pk), promise=True)
    republish(people.ALLOWANCE, "0000-7654321")
    assert people.fresh(case).edition.number == first + 1
    cases.accept(people.clerk(), str(case.pk))
    assert people.fresh(case).edition.number == first + 1


def test_an_item_that_is_suspended_takes_no_application_and_loses_none() -> None:
    case, me = people.draft(), people.owner()
    catalogue.withdraw_item(people.SYSTEM, people.FOOD, manner="suspend", reason="系统升级")
    for attempt in (
        lambda: cases.start(me, people.FOOD, people.AREA),
        lambda: cases.submit(me, str(case.pk), promise=True),
    ):
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.code == "not-offered"
    assert rows.draft_for(me, str(case.pk)).data == case.data


def test_an_item_is_only_for_those_it_serves() -> None:
    with pytest.raises(NotOffered) as refused:
        cases.start(people.actor("linwan"), people.FOOD, people.AREA)
    assert "身份" in refused.value.next_step


@pytest.mark.parametrize("area", ["310101", "", "nonsense", "9" * 40])
def test_an_application_goes_to_a_division_of_this_city(area: str) -> None:
    with pytest.raises(NotOffered):
        cases.start(people.owner(), people.FOOD, area)


@pytest.mark.parametrize("account", ["LT0003", "LT0102"])
def test_officials_do_not_apply_in_office(account: str) -> None:
    with pytest.raises(Refusal):
        cases.start(people.actor(account), people.ALLOWANCE, people.AREA)


def test_a_document_of_somebody_else_answers_nothing() -> None:
    case = people.draft()
    other = people.draft(people.FOOD, people.actor("hexiaoman", "hexiaoman-canyin"))
    theirs = other.given.get(code="floor-plan", current=True).material_id
    with pytest.raises(Refusal) as refused:
        cases.give(people.owner(), str(case.pk), "floor-plan", theirs)
    assert refused.value.code == "not-your-material"


def test_a_replaced_document_stays_as_an_earlier_version() -> None:
    case = people.draft()
    people.give(people.owner(), case, "floor-plan", "新的布局图")
    versions = list(case.given.filter(code="floor-plan").order_by("version").values_list("version", "current"))
    assert versions == [(1, False), (2, True)]


def test_a_document_handed_in_once_is_offered_again() -> None:
    first = people.submitted()
    again = cases.start(people.owner(), people.FOOD, people.AREA)
    offered = rows.reusable(again, "floor-plan")
    assert [str(m.pk) for m in offered] == [first.given.get(code="floor-plan", current=True).material_id]


def test_a_discarded_draft_is_gone_and_its_trace_is_not() -> None:
    from tongban.registers.ledger import queries as ledger

    case = people.draft()
    cases.discard(people.owner(), str(case.pk))
    with pytest.raises(Refusal):
        rows.draft_for(people.owner(), str(case.pk))
    assert ledger.timeline(case.subject)[-1].kind == "cases.DraftDiscarded"


def test_nobody_reads_the_draft_of_another() -> None:
    case = people.draft()
    for other in ("linwan", "zhangxiaohe", "LT0003", "LT0102", "LT0012"):
        with pytest.raises(Refusal) as refused:
            rows.draft_for(people.actor(other), str(case.pk))
        assert refused.value.code == "not-yours"
