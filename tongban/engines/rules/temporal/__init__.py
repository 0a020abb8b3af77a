"""Dates, times and durations as FEEL has them: any year to ±999,999,999, nanoseconds, offsets and named zones."""

from .read import date_of, date_time_of, duration_of, time_of
from .values import Date, DateTime, Days, Months, Offset, Time, Zone

__all__ = ["Date", "DateTime", "Days", "Months", "Offset", "Time", "Zone",
           "date_of", "date_time_of", "duration_of", "time_of"]
