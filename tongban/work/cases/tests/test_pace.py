"""How long cases of an item take: measured from what was decided lately, said only when enough were."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.kernel import time
from tongban.kernel.errors import NotAllowed
from tongban.work.cases import actions as cases
from tongban.work.cases import clock, pace
from tongban.work.cases import queries as rows
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def decided_ones(*took: int, ago: int = 10, area: str = "999001") -> None:
    """Rows of decided cases that took so many working days each; the verbs are tried elsewhere."""
    like = people.draft()
    known = clock.calendar()
    for n, days in enumerate(took):
        decided = known.add(time.today(), -ago)
        accepted = known.add(decided, -days)
        Case.objects.create(
            edition=like.edition, item_code=like.item_code, title=like.title, department=like.department, area=area,
            applicant=like.applicant, applicant_name="林晚", state="decided", number=f"LT-PACE-{area}-{ago}-{n:04}",
            created_at=time.now(), saved_at=time.now(), accepted_at=_at(accepted), decided_at=_at(decided),
        )  # fmt: skip


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 15, tzinfo=time.SHANGHAI)


def test_four_in_five_of_twenty_say_how_long_it_takes() -> None:
    decided_ones(*[2] * 10, *[3] * 6, *[9] * 4)
    assert cases.measure_pace(people.SYSTEM) == 1
    found = rows.pace_of(people.FOOD, "999002")
    assert found is not None
    assert (found.days, found.cases, found.zh) == (3, 20, "同类申请八成在 3 个工作日内办结")


def test_fewer_than_twenty_say_nothing_and_neither_do_old_ones() -> None:
    decided_ones(*[2] * 19)
    decided_ones(*[2] * 5, ago=80)
    assert cases.measure_pace(people.SYSTEM) == 0
    assert rows.pace_of(people.FOOD, "999001") is None


def test_what_is_no_longer_measured_is_forgotten() -> None:
    decided_ones(*[1] * 20)
    cases.measure_pace(people.SYSTEM)
    with time.held(time.now() + timedelta(days=120)):
        assert cases.measure_pace(people.SYSTEM) == 0
    assert rows.pace_of(people.FOOD, "999001") is None


def test_an_accepted_case_has_a_day_that_is_expected_until_it_has_passed() -> None:
    decided_ones(*[4] * 25)
    cases.measure_pace(people.SYSTEM)
    assert rows.expected(people.submitted()) is None
    case = people.accepted()
    day = clock.calendar().add(time.today(), 4)
    assert rows.expected(case) == day
    assert rows.expected(people.accepted(people.ALLOWANCE)) is None
    with time.held(_at(day) + timedelta(days=1)):
        assert rows.expected(case) is None
    assert rows.expected(people.paused()) is None


def test_only_the_clock_measures() -> None:
    with pytest.raises(NotAllowed):
        cases.measure_pace(people.clerk())


@given(st.lists(st.integers(0, 60), min_size=1, max_size=200))
def test_at_least_four_in_five_took_no_longer_and_one_day_less_would_not_do(took: list[int]) -> None:
    days = pace.within(Counter(took))
    assert sum(one <= days for one in took) * 100 >= 80 * len(took)
    assert sum(one < days for one in took) * 100 < 80 * len(took)
