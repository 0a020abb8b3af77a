"""The clock's errands: the words of every.py are Shanghai's, and become lines of cron in UTC."""

from datetime import UTC, datetime

import pytest

from tongban.kernel import time
from tongban.site import periodic
from tongban.site.periodic import BadTurn, Turn


@pytest.mark.parametrize(
    ("words", "cron"),
    [
        ("minute", "* * * * *"),
        ("15 minutes", "*/15 * * * *"),
        ("hour", "0 * * * *"),
        ("day 02:10", "10 18 * * *"),
        ("working day 08:00", "0 0 * * *"),
        ("20 seconds", "* * * * * */20"),
    ],
)
def test_words_become_cron_in_utc(words: str, cron: str) -> None:
    assert Turn.of(words).cron == cron


@pytest.mark.parametrize("words", ["sometimes", "day 24:00", "day 2:10", "0 minute", "weekday 08:00", ""])
def test_words_nobody_understands_are_refused(words: str) -> None:
    with pytest.raises(BadTurn):
        Turn.of(words)


@pytest.mark.parametrize(
    ("day", "rings"),
    [
        (datetime(2026, 3, 2, 0, tzinfo=UTC), 1),  # a Monday
        (datetime(2026, 3, 1, 0, tzinfo=UTC), 0),  # a Sunday
        (datetime(2026, 10, 1, 0, tzinfo=UTC), 0),  # National Day
        (datetime(2026, 2, 14, 0, tzinfo=UTC), 1),  # a Saturday worked for the Spring Festival
    ],
)
@pytest.mark.django_db
def test_what_is_for_working_days_rests_on_holidays(day: datetime, rings: int) -> None:
    rung: list[int] = []
    with time.held(day):
        periodic._do(lambda: rung.append(1), working_days_only=True)
    assert len(rung) == rings


def test_every_line_of_every_py_can_be_read() -> None:
    assert [Turn.of(words).cron for words, _ in periodic.every()]
