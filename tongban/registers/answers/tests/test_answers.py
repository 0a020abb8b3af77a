"""Kept answers: offered to whose they are, to nobody else, and gone when he says so."""

from __future__ import annotations

import pytest

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.answers import actions, queries
from tongban.registers.answers.errors import NoSuchAnswer
from tongban.registers.answers.kinds import Given

pytestmark = pytest.mark.django_db
ME = Actor("person", "11111111-1111-7111-8111-111111111111", "甲", door="portal")
FIRM = "organisation/22222222-2222-7222-8222-222222222222"
FOR_FIRM = Actor("person", ME.id, "甲", on_behalf=FIRM, behalf_name="乙店", door="portal")
PHONE = Given("steward.phone", "手机", "12000000001", "12000000001")


def kept(applicant: str, *given: Given, source: str = "case/1") -> None:
    actions.keep(Actor.system(), applicant, source, "食品经营许可", list(given))


def test_what_an_organisation_answered_is_not_the_answer_of_who_acts_for_it() -> None:
    kept(FIRM, PHONE)
    assert [one.value for one in queries.of_applicant(FOR_FIRM)] == ["12000000001"]
    assert queries.of_applicant(ME) == []
    assert queries.offered(ME.applicant, ["steward.phone"]) == {}


def test_the_newest_answer_is_the_one_that_is_offered() -> None:
    kept(FIRM, PHONE)
    kept(FIRM, Given("steward.phone", "手机", "12000000002", "12000000002"), source="case/2")
    offered = queries.offered(FIRM, ["steward.phone", "bank.account"])
    assert {code: (row.value, row.source) for code, row in offered.items()} == {
        "steward.phone": ("12000000002", "case/2")
    }


def test_what_was_deleted_is_gone_and_does_not_come_back_from_the_same_application() -> None:
    kept(FIRM, PHONE)
    actions.delete(FOR_FIRM, "steward.phone")
    assert queries.of_applicant(FOR_FIRM) == []
    assert queries.offered(FIRM, ["steward.phone"]) == {}
    assert queries.fresh(FIRM, "case/1", [PHONE]) == []
    assert queries.fresh(FIRM, "case/2", [PHONE]) == [PHONE]


def test_nobody_deletes_what_is_not_his() -> None:
    kept(FIRM, PHONE)
    with pytest.raises(NoSuchAnswer):
        actions.delete(ME, "steward.phone")
    with pytest.raises(NoSuchAnswer):
        actions.delete(ME)
    assert queries.of_applicant(FOR_FIRM)


def test_only_the_journey_keeps_answers() -> None:
    with pytest.raises(NotAllowed):
        actions.keep(FOR_FIRM, FIRM, "case/1", "食品经营许可", [PHONE])
