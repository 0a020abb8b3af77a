"""A day in a calendar file: any calendar reads it, whatever its title says."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from tongban.doors.parts import ics

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=120))
def test_every_title_comes_back_whole_and_no_line_is_too_long(title: str) -> None:
    text = ics.text([ics.Day("case/1", date(2026, 12, 31), title)], NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    said = next(line for line in unfolded(text) if line.startswith("SUMMARY:")).removeprefix("SUMMARY:")
    plain = said.replace("\\\\", "\0").replace("\\,", ",").replace("\\;", ";").replace("\0", "\\")
    assert plain == title


def test_a_whole_day_ends_on_the_next_one_also_at_the_end_of_a_year() -> None:
    lines = unfolded(ics.text([ics.Day("case/1", date(2026, 12, 31), "补正", address="https://a.example/")], NOW))
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "URL:https://a.example/" in lines
