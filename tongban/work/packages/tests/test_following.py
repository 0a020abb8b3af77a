"""What waits for another's result: filed by itself when it is there, never when it is not, and for whom it is then."""

from __future__ import annotations

from typing import Any

import pytest

from tongban.registers.licences import queries as licences
from tongban.work.cases import actions as cases
from tongban.work.packages import actions, queries
from tongban.work.packages.tests import helping
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

NEW: dict[str, Any] = {
    "premises.area": "80", "start.tobacco": "no", "trader.form": "one", "shop.name": "澜汀市望舒区小满茶饮店",
    "shop.scope": ["catering"], "place.right": "rented", "business.kinds": ["drinks"],
}  # fmt: skip
BABY = {
    "start.registered": "no", "spouse.married": "no", "child.order": "1", "start.certificate": "no",
    "start.settle": "yes", "start.insure": "yes", "start.card": "yes",
    "parent.role": "mother", "child.name": "林小样", "child.sex": "female", "child.born": "2026-10-01",
    "child.hospital": "maternity", "settle.with": "mother", "settle.native": "澜汀", "card.bank": "lanting",
    "home.address.division": people.AREA, "home.address.detail": "青屿路 18 号",
}  # fmt: skip
FIRM = {
    "start.seal": "yes", "start.tax": "yes", "start.staff": "yes", "start.fund": "yes", "start.bank": "yes",
    "contact.phone": "12000000001", "seals.kinds": ["official"], "seals.electronic": "yes", "staff.finance": "林晚",
    "staff.phone": "12000000001", "tax.payer": "small", "tax.invoice": "no", "staff.count": "3", "staff.clerk": "林晚",
    "staff.payday": "10", "fund.rate": "8", "fund.from": "next", "bank.name": "lanting", "bank.branch": "望舒支行",
    "bank.day": "2027-01-05",
}  # fmt: skip


def waiting(run: Any) -> list[str]:
    return [one.name for one in queries.lanes(run) if one.state == "waiting"]


def test_what_the_first_item_founds_applies_for_the_others() -> None:
    run = helping.submitted(me=people.actor("linwan"), **NEW)
    assert [(one.name, one.state) for one in queries.lanes(run)] == [
        ("registration", "filed"), ("food", "waiting"), ("sign", "waiting"),
    ]  # fmt: skip
    run = helping.grant(run, "registration")
    given = licences.from_source(helping.lane(run, "registration").case.subject)[0]
    food = helping.lane(run, "food").case
    assert (food.state, food.applicant, food.applicant_name) == ("submitted", given.holder, "澜汀市望舒区小满茶饮店")
    assert food.given.get(code="business-licence").licence_id == str(given.pk)
    assert helping.lane(run, "sign").case.applicant == given.holder


def test_what_hangs_on_a_refused_item_is_not_filed_and_says_why() -> None:
    run = helping.submitted(me=people.actor("linwan"), **NEW)
    first = helping.lane(run, "registration").case
    cases.turn_away(people.clerk(), str(first.pk), reason="名称不符合规定", law="市场主体登记管理条例 第十条")
    run = helping.settled(run)
    food = helping.lane(run, "food")
    assert (food.state, food.case) == ("barred", None)
    assert "个体工商户设立登记" in food.reason
    assert run.state == "closed"


def test_a_birth_is_one_submission_and_goes_on_by_itself() -> None:
    me = people.actor("linwan")
    run = helping.submitted("newborn", me, **BABY)
    assert waiting(run) == ["certificate", "vaccination", "household", "insurance", "card"]
    run = helping.grant(run, "registration")
    registered = licences.from_source(helping.lane(run, "registration").case.subject)[0]
    assert registered.fields["state"] == "出生日期 2026-10-01"  # nobody was asked whether the child is born
    run = helping.grant(run, "certificate")
    assert waiting(run) == ["insurance", "card"]
    run = actions.drop(me, str(run.pk), "card")
    run = helping.grant(run, "household")
    assert [one.state for one in queries.lanes(run)] == ["filed"] * 5 + ["barred"]


def test_a_firm_that_exists_does_the_rest_side_by_side() -> None:
    run = helping.submitted("company-opening", **FIRM)
    assert [(one.name, one.state) for one in queries.lanes(run)] == [
        (name, "filed") for name in ("seal", "tax", "social", "fund", "bank")
    ]
