"""Due dates that were worked out elsewhere: by hand, and from a second calendar of the same notices."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.engines.clocks import ZONE, Calendar, Limit, Notice, Pause, read

CHINA = Calendar.standard()
# Counted from the holidays of chinesecalendar 1.11.0 (MIT) by a program that shares no line with this one.
COUNTED = list(csv.DictReader((Path(__file__).parent / "vectors.csv").open(encoding="utf-8")))
BY_HAND = [
    ("2026-09-18", 5, "2026-09-24"), ("2026-09-24", 5, "2026-10-09"), ("2026-09-28", 20, "2026-10-30"),
    ("2026-02-10", 5, "2026-02-24"), ("2026-02-13", 20, "2026-03-19"), ("2026-01-30", 45, "2026-04-10"),
    ("2026-04-30", 1, "2026-05-06"), ("2026-10-09", 1, "2026-10-10"), ("2025-12-30", 10, "2026-01-14"),
]  # fmt: skip
DAY = timedelta(days=1)
FIVE = Limit.parse("5 working days")
days = st.dates(date(2007, 1, 1), date(2031, 12, 31))


def morning(day: str | date) -> datetime:
    found = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime(found.year, found.month, found.day, 10, tzinfo=ZONE)


@pytest.mark.parametrize(("start", "n", "due"), BY_HAND)
def test_what_was_counted_by_hand(start: str, n: int, due: str) -> None:
    limit, begun = Limit(n, "working day"), morning(start)
    assert CHINA.due(begun.date(), limit) == date.fromisoformat(due)
    assert read(begun, limit, now=begun).due == date.fromisoformat(due)


def test_the_counted_dates_lie_around_every_holiday_of_eight_years() -> None:
    assert len(COUNTED) >= 200
    for year in range(2019, 2027):
        notice = CHINA.notice(year)
        assert notice is not None
        around = {row["around"] for row in COUNTED if row["start"][:4] in (str(year), str(year - 1))}
        assert around >= {"元旦", "春节", "清明", "劳动节", "端午", "国庆节", "调休"}, year


@pytest.mark.parametrize("row", COUNTED, ids=lambda row: f"{row['start']}+{row['limit'].replace(' ', '')}")
def test_what_another_program_counted(row: dict[str, str]) -> None:
    limit, begun = Limit.parse(row["limit"]), morning(row["start"])
    assert CHINA.due(begun.date(), limit) == date.fromisoformat(row["due"])
    assert read(begun, limit, now=begun).due == date.fromisoformat(row["due"])


@given(days, st.integers(1, 60))
def test_a_due_date_is_what_crossing_off_days_one_by_one_gives(start: date, n: int) -> None:
    crossed, day = [], start
    while len(crossed) < n:
        day = day + DAY
        crossed += [day] if CHINA.is_working(day) else []
    assert CHINA.due(start, Limit(n, "working day")) == crossed[-1]


@given(days, st.integers(0, 30), st.integers(0, 40), st.integers(1, 30))
def test_with_a_pause_it_is_what_crossing_off_the_other_days_gives(start: date, into: int, long: int, n: int) -> None:
    stood, plain = start + into * DAY, CHINA.add(start, n)
    out = {stood + one * DAY for one in range(1, long + 1)}
    crossed, day = [], start
    while len(crossed) < n:
        day += DAY
        crossed += [day] if CHINA.is_working(day) and day not in out else []
    if stood == plain and long:  # it stood before its last day was over: the day is given back when it goes on
        crossed.append(CHINA.not_before(stood + long * DAY))
    ended = morning(stood + long * DAY)
    assert read(morning(start), Limit(n, "working day"), [Pause(morning(stood), ended)], now=ended).due == crossed[-1]


@pytest.mark.parametrize(
    ("pause", "due"),
    [
        (("2026-09-25", "2026-09-27"), "2026-09-29"),  # the whole of Mid-Autumn: nothing counted is lost
        (("2026-09-25", "2026-10-07"), "2026-10-09"),  # two holidays and the three days between
        (("2026-09-22", "2026-09-25"), "2026-10-08"),  # into Mid-Autumn
        (("2026-09-23", "2026-09-28"), "2026-10-08"),  # over Mid-Autumn
        (("2026-09-30", "2026-10-08"), "2026-09-29"),  # after the last day: cures nothing
        (("2026-09-29", "2026-10-08"), "2026-10-08"),  # on the last day: that day is given back
        (("2026-10-01", "2026-10-02"), "2026-09-29"),
    ],
)
def test_a_pause_around_holidays_takes_only_working_days(pause: tuple[str, str], due: str) -> None:
    began, ended = map(morning, pause)
    assert read(morning("2026-09-21"), FIVE, [Pause(began, ended)], now=ended).due == date.fromisoformat(due)


# years nobody has published


def test_the_fallback_of_a_year_to_come_knows_the_statutory_days_and_warns() -> None:
    reading = read(morning("2027-01-29"), FIVE, now=morning("2027-01-29"))
    assert reading.due == date(2027, 2, 9)  # 5 and 8 February are statutory days off
    assert reading.warning == "2027 年放假安排尚未公布，暂按周末和法定节日推算"
    assert read(morning("2026-09-18"), FIVE, now=morning("2026-09-18")).warning is None


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-10-10", "国庆节调休上班"), ("2026-10-01", "国庆节放假"), ("2026-11-21", "周末休息"),
        ("2026-11-23", "周一至周五，不在放假安排之内"),
        ("2027-02-08", "2027 年放假安排尚未公布，按法定节日推算为休息日"),
        ("2027-03-01", "2027 年放假安排尚未公布，按周一至周五推算"),
    ],
)  # fmt: skip
def test_a_day_says_why_it_is_worked_or_not(day: str, why: str) -> None:
    assert CHINA.why(date.fromisoformat(day)) == why


# a new notice

notices = st.dictionaries(st.dates(date(2026, 12, 25), date(2027, 12, 31)), st.booleans(), min_size=1, max_size=12)


@given(st.dates(date(2026, 11, 1), date(2027, 12, 1)), st.integers(1, 45), notices)
def test_a_notice_moves_no_date_before_the_first_day_it_changes(start: date, n: int, said: dict[date, bool]) -> None:
    after = Calendar([*_known(), Notice(2027, {day: (worked, "节日") for day, worked in said.items()})])
    limit, changed = Limit(n, "working day"), after.changed(CHINA, 2027)
    assert changed == {day for day in _every_day() if after.is_working(day) != CHINA.is_working(day)}
    was, will = CHINA.due(start, limit), after.due(start, limit)
    if was != will:
        assert any(start < day <= max(was, will) for day in changed)
        assert was >= min(changed)


def _known() -> list[Notice]:
    return [found for year in CHINA.years() if (found := CHINA.notice(year))]


def _every_day() -> list[date]:
    return [date(2026, 1, 1) + one * DAY for one in range(3 * 366)]


# limits in hours run on the wall clock, nights and holidays included


@pytest.mark.parametrize(
    ("begun", "limit", "due"),
    [
        ("2026-09-30 16:00", "24 hours", "2026-10-01 16:00"), ("2026-10-01 09:00", "2 hours", "2026-10-01 11:00"),
        ("2026-02-14 23:30", "90 minutes", "2026-02-15 01:00"), ("2026-12-31 20:00", "72 hours", "2027-01-03 20:00"),
    ],
)  # fmt: skip
def test_hours_are_hours_of_the_clock_on_any_day(begun: str, limit: str, due: str) -> None:
    start = datetime.fromisoformat(begun).replace(tzinfo=ZONE)
    reading = read(start, Limit.parse(limit), now=start)
    assert reading.due_at == datetime.fromisoformat(due).replace(tzinfo=ZONE)
    assert reading.warning is None
