"""Reading a notice (放假安排) somebody hands in."""

from __future__ import annotations

from datetime import date

from tongban.engines.clocks import BadNotice, Calendar, Notice
from tongban.kernel import time
from tongban.kernel.text import storable
from tongban.registers.calendar.errors import SameNotice, UnreadableNotice

LONGEST_TEXT = 256 * 1024
FIRST_YEAR, YEARS_AHEAD = 2007, 2


def read(text: str, known: Calendar) -> Notice:
    """The notice in ``text``; raises `UnreadableNotice`, `SameNotice` where ``known`` says the same already."""
    if len(text) > LONGEST_TEXT:
        raise UnreadableNotice("放假安排文件不应超过 256 KB。", next_step="请检查是否选错了文件。")
    try:
        notice = Notice.of(text)
    except BadNotice as bad:
        raise UnreadableNotice(bad.sentence) from None
    last = time.today().year + YEARS_AHEAD
    if not FIRST_YEAR <= notice.year <= last:
        raise UnreadableNotice(f"文件的年份是 {notice.year}，只能导入 {FIRST_YEAR} 至 {last} 年的放假安排。")
    if (there := known.notice(notice.year)) and _days(there) == _days(notice):
        raise SameNotice
    return notice


def plain(notice: Notice) -> dict[str, object]:
    """What is kept of it: the form of holiday-cn, without anything else the file said."""
    days = [
        {"name": storable(name)[:40], "date": day.isoformat(), "isOffDay": not worked}
        for day, (worked, name) in sorted(notice.days.items())
    ]
    return {"year": notice.year, "papers": [storable(paper)[:500] for paper in notice.papers[:20]], "days": days}


def _days(notice: Notice) -> dict[date, bool]:
    return {day: worked for day, (worked, _) in notice.days.items()}
