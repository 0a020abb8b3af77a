from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.engines.clocks import ZONE, BadPause, Calendar, Limit, Pause, read

CHINA = Calendar.standard()
TEN = Limit.parse("10 working days")

moments = st.datetimes(datetime(2008, 1, 1), datetime(2030, 12, 31), timezones=st.just(ZONE))
working = st.builds(Limit, st.integers(1, 45), st.just("working day"))
any_limit = working | st.sampled_from([Limit.parse(t) for t in ("15 days", "4 hours", "72 hours", "on the spot")])
waits = st.timedeltas(timedelta(0), timedelta(days=120))


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def clock(start="2026-11-23 10:00", limit=TEN, pauses=(), now="2026-11-23 10:00", **more):
    return read(at(start), limit, pauses, now=at(now), **more)


# a plain clock


def test_the_day_of_the_start_is_not_counted():
    reading = clock()
    assert reading.due == date(2026, 12, 7)
    assert (reading.left_days, reading.used_days, reading.total_days, reading.state) == (10, 0, 10, "running")


def test_the_due_moment_shown_is_five_in_the_afternoon_in_china():
    assert clock().due_at == at("2026-12-07 17:00")


def test_days_are_taken_in_china_whatever_the_time_zone():
    late_evening_utc = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    assert read(late_evening_utc, TEN, now=late_evening_utc).due == date(2026, 12, 8)


@pytest.mark.parametrize(
    ("now", "left", "state", "overdue"),
    [
        ("2026-12-02 09:00", 3, "running", 0),
        ("2026-12-03 09:00", 2, "near", 0),
        ("2026-12-05 09:00", 1, "near", 0),
        ("2026-12-07 23:59", 0, "near", 0),
        ("2026-12-08 00:00", 0, "overdue", 1),
        ("2026-12-14 09:00", 0, "overdue", 5),
    ],
)
def test_a_quarter_left_is_near_the_due_day_is_in_time_and_the_next_is_overdue(now, left, state, overdue):
    reading = clock(now=now)
    assert (reading.left_days, reading.state, reading.overdue_days) == (left, state, overdue)


def test_the_saturday_after_a_missed_friday_is_overdue():
    reading = clock(start="2026-11-26 10:00", limit=Limit.parse("1 working day"), now="2026-11-28 10:00")
    assert (reading.due, reading.state, reading.overdue_days) == (date(2026, 11, 27), "overdue", 1)


def test_on_the_spot_is_due_today_and_overdue_tomorrow():
    spot = Limit.parse("on the spot")
    assert clock(limit=spot).state == "near"
    assert clock(limit=spot, now="2026-11-24 00:01").state == "overdue"


def test_hours_run_through_the_night_from_the_moment_of_the_start():
    four = Limit.parse("4 hours")
    assert clock(start="2026-11-27 22:00", limit=four, now="2026-11-27 22:00").due_at == at("2026-11-28 02:00")
    assert clock(limit=four, now="2026-11-23 12:59").state == "running"
    assert clock(limit=four, now="2026-11-23 13:00").state == "near"
    assert clock(limit=four, now="2026-11-23 14:01").state == "overdue"


def test_natural_days_ending_on_a_day_off_end_on_the_next_working_day():
    start = "2026-09-16 10:00"
    assert clock(start=start, now=start, limit=Limit.parse("15 days")).due == date(2026, 10, 8)


def test_a_due_date_in_an_unpublished_year_carries_a_warning():
    reading = clock(start="2026-12-28 10:00", now="2026-12-28 10:00")
    assert reading.warning == "2027 年放假安排尚未公布，暂按周末和法定节日推算"
    assert clock().warning is None


# a stopped clock


def test_a_stopped_clock_stays_as_it_was():
    reading = clock(now="2027-06-01 09:00", stopped_at=at("2026-11-30 16:00"))
    assert (reading.state, reading.used_days, reading.left_days, reading.overdue_days) == ("done", 5, 5, 0)


def test_a_clock_stopped_too_late_is_done_and_remembers_how_late():
    reading = clock(now="2027-06-01 09:00", stopped_at=at("2026-12-09 16:00"))
    assert (reading.state, reading.overdue_days) == ("done", 2)


# pauses


def test_while_paused_the_due_date_moves_with_the_days_and_nothing_is_used():
    pause = Pause(at("2026-11-25 11:00"), None, "现场检测", "行政许可法 第四十五条")
    reading = clock(pauses=[pause], now="2026-11-30 09:00")
    assert (reading.state, reading.used_days, reading.left_days, reading.paused_days) == ("paused", 2, 8, 3)
    assert reading.due == date(2026, 12, 10)


def test_after_a_pause_the_clock_goes_on_from_where_it_stood():
    pause = Pause(at("2026-11-25 11:00"), at("2026-11-30 09:00"))
    reading = clock(pauses=[pause], now="2026-12-01 09:00")
    assert (reading.state, reading.used_days, reading.left_days) == ("running", 3, 7)


def test_a_pause_of_an_hour_takes_no_day_away():
    pause = Pause(at("2026-11-25 11:00"), at("2026-11-25 12:00"))
    assert clock(pauses=[pause], now="2026-12-01 09:00").due == clock().due


def test_overlapping_pauses_count_once():
    one = Pause(at("2026-11-24 09:00"), at("2026-11-27 09:00"))
    two = Pause(at("2026-11-25 09:00"), at("2026-11-30 09:00"))
    whole = Pause(one.start, two.end)
    now = "2026-12-02 09:00"
    assert clock(pauses=[two, one], now=now) == clock(pauses=[whole], now=now)


def test_a_pause_after_the_limit_was_missed_cures_nothing():
    pause = Pause(at("2026-12-09 09:00"), None)
    reading = clock(pauses=[pause], now="2026-12-20 09:00")
    assert (reading.due, reading.state, reading.overdue_days) == (date(2026, 12, 7), "overdue", 2)


def test_a_clock_that_stood_before_its_last_day_was_over_has_that_day_when_it_goes_on():
    began = at("2026-12-07 11:00")
    assert clock(pauses=[Pause(began)], now="2026-12-12 09:00").state == "paused"
    ended = clock(pauses=[Pause(began, at("2026-12-10 09:00"))], now="2026-12-10 15:00")
    assert (ended.due, ended.state, ended.used_days, ended.left_days) == (date(2026, 12, 10), "near", 10, 0)
    on_saturday = clock(pauses=[Pause(began, at("2026-12-12 09:00"))], now="2026-12-12 15:00")
    assert (on_saturday.due, on_saturday.left_days) == (date(2026, 12, 14), 1)
    assert clock(pauses=[Pause(began, at("2026-12-07 15:00"))], now="2026-12-08 09:00").state == "overdue"


def test_hours_paused_are_added_to_the_hour():
    pause = Pause(at("2026-11-23 11:00"), at("2026-11-23 15:30"))
    reading = clock(limit=Limit.parse("4 hours"), pauses=[pause], now="2026-11-23 16:00")
    assert (reading.due_at, reading.state) == (at("2026-11-23 18:30"), "running")


def test_a_pause_that_ends_before_it_starts_is_refused():
    with pytest.raises(BadPause):
        Pause(at("2026-11-25 11:00"), at("2026-11-24 11:00"))


def test_moments_without_a_time_zone_are_refused():
    with pytest.raises(BadPause):
        read(datetime(2026, 11, 23), TEN, now=at("2026-11-23 10:00"))


# laws


@given(moments, working, st.integers(0, 60), st.integers(0, 30))
def test_a_pause_of_n_working_days_within_the_limit_moves_the_due_date_by_n(start, limit, into, n):
    began = start + timedelta(days=into)
    plain = read(start, limit, now=start)
    if began.date() > plain.due:
        return
    ended = datetime.combine(CHINA.add(began.date(), n), began.time(), ZONE)
    paused = read(start, limit, [Pause(began, ended)], now=ended)
    assert paused.due == CHINA.add(plain.due, n)


@given(moments, any_limit, waits, waits)
def test_time_only_uses_up(start, limit, first, second):
    before = read(start, limit, now=start + first)
    after = read(start, limit, now=start + first + second)
    assert before.due_at == after.due_at
    assert before.left_days >= after.left_days
    assert before.used_days <= after.used_days
    assert before.overdue_days <= after.overdue_days


@given(moments, working, waits)
def test_used_and_left_make_the_whole_until_it_is_overdue(start, limit, wait):
    reading = read(start, limit, now=start + wait)
    if reading.state == "overdue":
        assert reading.left_days == 0
        assert reading.used_days >= reading.total_days
    else:
        assert reading.used_days + reading.left_days == reading.total_days


@given(moments, any_limit, waits, st.none() | waits, st.lists(st.tuples(waits, waits | st.none()), max_size=3))
def test_days_are_overdue_exactly_when_the_clock_says_so(start, limit, wait, stop, spells):
    pauses = [Pause(start + a, None if b is None else start + a + b) for a, b in spells]
    reading = read(start, limit, pauses, now=start + wait, stopped_at=None if stop is None else start + stop)
    assert reading.overdue_days >= 0
    assert reading.state == "done" or (reading.overdue_days > 0) == (reading.state == "overdue")
    assert reading.overdue_days == 0 or reading.left_days == 0


@given(moments, working, waits, st.lists(st.tuples(waits, waits), min_size=1, max_size=3))
def test_a_pause_never_brings_the_due_date_forward(start, limit, wait, spells):
    pauses = [Pause(start + a, start + a + b) for a, b in spells]
    assert read(start, limit, pauses, now=start + wait).due >= read(start, limit, now=start + wait).due
