"""What a clock says in words, whether its limit counts working days, days, or hours of the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tongban.doors.parts import words
from tongban.engines.clocks import ZONE, Limit, Pause, read
from tongban.kernel import time

BEGUN = datetime(2026, 9, 30, 16, 0, tzinfo=ZONE)  # the eve of a holiday


def said(limit: str, after: timedelta, paused: timedelta | None = None, stopped: timedelta | None = None) -> str:
    known, now = Limit.parse(limit), BEGUN + after
    pauses = [] if paused is None else [Pause(BEGUN + paused)]
    reading = read(BEGUN, known, pauses, now=now, stopped_at=None if stopped is None else BEGUN + stopped)
    with time.held(now):
        return words.left(reading, known)


@pytest.mark.parametrize(
    ("limit", "after", "sentence"),
    [
        ("5 working days", timedelta(), "还剩 5 个工作日"), ("10 days", timedelta(days=1), "还剩 9 个自然日"),
        ("24 hours", timedelta(hours=20, minutes=40), "还剩 3 小时 20 分钟"),
        ("24 hours", timedelta(hours=22), "还剩 2 小时"), ("30 minutes", timedelta(minutes=5), "还剩 25 分钟"),
        ("2 hours", timedelta(hours=3, minutes=30), "已超期 1 小时 30 分钟"),
        ("on the spot", timedelta(hours=1), "今天到期"),
    ],
)  # fmt: skip
def test_what_is_left_is_said_in_the_units_of_the_limit(limit: str, after: timedelta, sentence: str) -> None:
    assert said(limit, after) == sentence


def test_hours_that_stand_or_are_over_say_so() -> None:
    assert said("4 hours", timedelta(hours=9), paused=timedelta(hours=1)) == "时限暂停，还剩 3 小时"
    assert said("4 hours", timedelta(hours=9), stopped=timedelta(hours=1)) == "已办结"
    assert said("4 hours", timedelta(hours=9), stopped=timedelta(hours=6)) == "已办结，超过时限"


def test_the_bar_of_a_limit_in_hours_fills_with_the_hours() -> None:
    limit = Limit.parse("4 hours")
    with time.held(BEGUN + timedelta(hours=1)):
        assert words.share(read(BEGUN, limit, now=time.now()), limit) == 25
