"""Seeing the whole of what is half hidden: for a reason, for a while, and the person reads it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tongban.kernel import time
from tongban.registers.sources import queries as data
from tongban.work.cases import actions, queries
from tongban.work.cases.errors import NotYours, ReasonNeeded
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_an_official_sees_the_whole_for_a_quarter_of_an_hour_and_the_person_reads_why() -> None:
    case = people.submitted()
    clerk = people.clerk()
    assert queries.unmasked(clerk, case) is None
    actions.unmask(clerk, case.number, ground="contact")
    opening = queries.unmasked(clerk, case)
    assert opening is not None
    assert dict(queries.whole(case, opening))["电话"].isdigit()
    use = data.uses_of(people.owner())[0]
    assert (use.by, use.basis, use.get_kind_display()) == (clerk.name, "联系申请人", "完整查看")
    with time.held(time.now() + timedelta(minutes=16)):
        assert queries.unmasked(clerk, case) is None


def test_without_a_reason_or_a_case_of_ones_own_nothing_is_opened() -> None:
    case = people.submitted()
    for ground, reason in (("", ""), ("curious", "x"), ("other", " ")):
        with pytest.raises(ReasonNeeded):
            actions.unmask(people.clerk(), case.number, ground=ground, reason=reason)
    with pytest.raises(NotYours):
        actions.unmask(people.actor("LT0801"), case.number, ground="contact")
