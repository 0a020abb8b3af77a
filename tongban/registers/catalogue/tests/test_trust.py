"""What an item may take on trust, and what it may do to a licence: read strictly, refused with a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tongban.engines.clocks import Calendar
from tongban.registers.catalogue.kinds import BadItem, Definition
from tongban.registers.catalogue.tests.town import small

PROMISE = {
    "promise": "演出不扰民", "check": "20 working days", "desk": "culture-desk", "broken": "撤销登记",
    "law": "条例 第五条",
}
WINDOW = {"from": "90 working days", "until": "15 working days"}
RENEWAL: dict[str, Any] = {"gives__act": "renew", "gives__concerns": "act.place", "gives__window": WINDOW}


def test_a_material_may_be_promised_or_come_later() -> None:
    photo = Definition.of(
        small(materials__photo__undertaking=PROMISE, materials__photo__deferred="5 working days")
    ).material("photo")
    assert photo.undertaking is not None
    assert photo.undertaking.check.zh == "20 个工作日"
    assert str(photo.deferred) == "5 working days"


def test_an_act_on_a_licence_names_the_field_with_its_number() -> None:
    gives = Definition.of(small(**RENEWAL)).gives
    assert (gives.act, gives.concerns) == ("renew", "act.place")
    assert gives.window is not None
    opens, closes = (how(date(2026, 12, 31), Calendar.standard()) for how in (gives.window.opens, gives.window.closes))
    assert opens < closes < date(2026, 12, 31)
    assert Calendar.standard().working_days_between(closes, date(2026, 12, 31)) == 15


@pytest.mark.parametrize(
    "wrong",
    [
        {"materials__identity__undertaking": PROMISE},
        {"materials__identity__deferred": "5 working days"},
        {"materials__photo__deferred": "4 hours"},
        {"materials__photo__undertaking": {k: v for k, v in PROMISE.items() if k != "check"}},
        {"gives__act": "renew"},
        {"gives__act": "sell"},
        {"gives__concerns": "act.place"},
        {"gives__window": WINDOW},
        {**RENEWAL, "gives__concerns": "act.nowhere"},
        {**RENEWAL, "gives__window": {"from": "15 working days", "until": "90 working days"}},
        {**RENEWAL, "gives__window": {"from": "90 days", "until": "15 working days"}},
        {"gives__act": "cancel", "gives__concerns": "act.place"},
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadItem) as refused:
        Definition.of(small(**wrong))
    assert refused.value.sentence
