"""Clocks (时限): working days, limits and pauses in; due date, days left and days overdue out.

A limit counts working days (工作日, 行政许可法 第八十二条), natural days, hours or minutes, or is on the spot (当场).
The day of the start is not counted. A pause (特别程序, 第四十五条) takes its days out of the count: the due date moves.
Days are taken in Asia/Shanghai whatever the time zone of the moments given.
Years whose holiday notice is not published yet are estimated, and every answer that rests on such a year says so.
"""

from tongban.engines.clocks.calendar import BadNotice, Calendar, Notice
from tongban.engines.clocks.clock import CLOSING, ZONE, BadPause, Pause, Reading, State, read
from tongban.engines.clocks.limits import BadLimit, ClockError, Limit, Unit

__all__ = [
    "CLOSING",
    "ZONE",
    "BadLimit",
    "BadNotice",
    "BadPause",
    "Calendar",
    "ClockError",
    "Limit",
    "Notice",
    "Pause",
    "Reading",
    "State",
    "Unit",
    "read",
]
