"""Days for the calendar of a telephone (iCalendar, RFC 5545): one file, whole days, a reminder the day before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpResponse

from tongban.kernel import time

OCTETS = 73  # a line has at most 75 with the space that carries it on


@dataclass(frozen=True)
class Day:
    """One day: ``uid`` stays the same when the day moves, so that the calendar moves it too."""

    uid: str
    on: date
    title: str
    note: str = ""
    address: str = ""


def file(days: Iterable[Day], name: str) -> HttpResponse:
    """The file as a download."""
    said = {"Content-Disposition": f'attachment; filename="{name}.ics"', "Cache-Control": "no-store, private"}
    return HttpResponse(text(days, time.now()), content_type="text/calendar; charset=utf-8", headers=said)


def text(days: Iterable[Day], now: datetime) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tongban//CN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for one in days:
        lines += [
            "BEGIN:VEVENT", f"UID:{one.uid}", f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}", f"SEQUENCE:{int(now.timestamp())}",
            f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}", f"DTEND;VALUE=DATE:{one.on + timedelta(1):%Y%m%d}",
            f"SUMMARY:{_said(one.title)}", *([f"DESCRIPTION:{_said(one.note)}"] if one.note else []),
            *([f"URL:{one.address}"] if one.address else []), "TRANSP:TRANSPARENT",
            "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P1D", f"DESCRIPTION:{_said(one.title)}", "END:VALARM",
            "END:VEVENT",
        ]  # fmt: skip
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _said(words: str) -> str:
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        words = words.replace(plain, safe)
    return words


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, never cut within a character (RFC 5545 3.1)."""
    part, lead = "", ""
    for character in line:
        if len((lead + part + character).encode()) > OCTETS:
            yield lead + part
            part, lead = "", " "
        part += character
    yield lead + part
