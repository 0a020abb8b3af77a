import hashlib
import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.engines.clocks import BadLimit, BadNotice, Calendar, Limit

CHINA = Calendar.standard()
days = st.dates(date(2007, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("2026-09-18", 5, "2026-09-24"),
        ("2026-09-24", 5, "2026-10-09"),
        ("2026-09-28", 20, "2026-10-30"),
        ("2026-02-10", 5, "2026-02-24"),
        ("2026-02-13", 20, "2026-03-19"),
        ("2026-01-30", 45, "2026-04-10"),
        ("2026-04-30", 1, "2026-05-06"),
        ("2026-10-09", 1, "2026-10-10"),
        ("2026-11-23", 20, "2026-12-21"),
        ("2025-12-30", 10, "2026-01-14"),
    ],
)
def test_working_days_fall_due_as_the_published_calendar_says(start, n, due):
    assert CHINA.due(date.fromisoformat(start), Limit(n, "working day")) == date.fromisoformat(due)


def test_every_day_from_2007_to_2026_agrees_with_a_second_independent_calendar():
    first = date(2007, 1, 1)
    lines = [f"{day} {int(CHINA.is_working(day))}" for day in (first + timedelta(n) for n in range(7305))]
    # The same lines written from chinesecalendar 1.11.0.
    digest = "f2dab9b8e4062d1c5bb27a40ead48f050f83b2a2b38a75044d286a260528030e"
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest() == digest


def test_make_up_saturdays_are_worked_and_holidays_are_not():
    assert CHINA.is_working(date(2026, 10, 10))
    assert not CHINA.is_working(date(2026, 10, 7))


def test_a_year_without_a_notice_is_estimated_and_says_so():
    assert CHINA.published(2026)
    assert not CHINA.published(2027)
    assert CHINA.warning(date(2026, 12, 30), date(2027, 1, 8)) == (
        "2027 年放假安排尚未公布，暂按周末和法定节日推算"
    )
    assert CHINA.warning(date(2026, 1, 1), date(2026, 12, 31)) is None
    closed = ["2027-01-01", "2027-02-05", "2027-02-06", "2027-02-08", "2027-04-05", "2027-05-01", "2027-06-09"]
    assert not any(CHINA.is_working(date.fromisoformat(day)) for day in closed)
    assert CHINA.is_working(date(2027, 2, 9))


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_statutory_days_of_the_estimate_are_days_off_in_the_notices_too(year):
    guessed = Calendar({})
    first = date(year, 1, 1)
    weekdays = [day for day in (first + timedelta(n) for n in range(365)) if day.weekday() < 5]
    assert not any(CHINA.is_working(day) for day in weekdays if not guessed.is_working(day))


def test_a_notice_published_later_replaces_the_estimate():
    notice = {"year": 2027, "days": [{"name": "元旦", "date": "2027-01-04", "isOffDay": True}]}
    with_it = CHINA.with_notice(json.dumps(notice))
    assert CHINA.is_working(date(2027, 1, 4))
    assert not with_it.is_working(date(2027, 1, 4))
    assert with_it.published(2027)
    assert with_it.warning(date(2026, 1, 1), date(2027, 12, 31)) is None
    assert not CHINA.published(2027)


def test_a_notice_may_change_the_last_days_of_the_year_before():
    notice = {"year": 2027, "days": [{"name": "元旦", "date": "2026-12-31", "isOffDay": True}]}
    assert CHINA.is_working(date(2026, 12, 31))
    assert not CHINA.with_notice(notice).is_working(date(2026, 12, 31))


@pytest.mark.parametrize(
    "notice",
    [
        "not json",
        "[]",
        {"year": 2027, "days": []},
        {"year": 2027, "days": [{"date": "2027-13-01", "isOffDay": True}]},
        {"year": 2027, "days": [{"date": "2027-01-01", "isOffDay": "yes"}]},
        {"year": 2027, "days": [{"date": "2017-01-01", "isOffDay": True}]},
    ],
)
def test_a_notice_that_cannot_be_read_is_refused_with_a_sentence(notice):
    with pytest.raises(BadNotice) as refusal:
        CHINA.with_notice(notice)
    assert "放假安排" in refusal.value.sentence


def test_natural_days_ending_on_a_day_off_end_on_the_next_working_day():
    assert CHINA.due(date(2026, 9, 16), Limit.parse("15 days")) == date(2026, 10, 8)
    assert CHINA.due(date(2026, 9, 1), Limit.parse("15 days")) == date(2026, 9, 16)


def test_on_the_spot_is_due_the_same_day():
    assert CHINA.due(date(2026, 9, 16), Limit.parse("on the spot")) == date(2026, 9, 16)


def test_hours_cannot_be_counted_from_a_date():
    with pytest.raises(BadLimit):
        CHINA.due(date(2026, 9, 16), Limit.parse("4 hours"))


@given(days, st.integers(0, 60))
def test_between_a_start_and_its_due_day_lie_exactly_the_days_of_the_limit(start, n):
    due = CHINA.add(start, n)
    assert CHINA.working_days_between(start, due) == n
    assert CHINA.working_days_between(due, start) == -n
    assert n == 0 or CHINA.is_working(due)


@given(days, st.integers(0, 40), st.integers(0, 40))
def test_adding_days_in_two_strokes_or_in_one_is_the_same(start, m, n):
    assert CHINA.add(CHINA.add(start, m), n) == CHINA.add(start, m + n)


@given(days, st.integers(1, 40))
def test_going_back_from_a_working_day_returns_to_it(day, n):
    day = CHINA.not_before(day)
    assert CHINA.add(CHINA.add(day, n), -n) == day


@given(days, st.integers(0, 10), st.integers(0, 40))
def test_who_starts_later_is_never_due_earlier(start, wait, n):
    assert CHINA.add(start, n) <= CHINA.add(start + timedelta(wait), n)
