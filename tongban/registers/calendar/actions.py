"""Verbs of the calendar: import a notice, say that every date it moves was moved."""

from __future__ import annotations

import hashlib

from django.db import connection

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.kernel.text import storable
from tongban.registers.calendar import permits, queries
from tongban.registers.calendar.errors import NotApplied
from tongban.registers.calendar.events import HolidaysApplied, HolidaysPublished
from tongban.registers.calendar.models import HolidayNotice
from tongban.registers.calendar.reading import plain, read
from tongban.registers.ledger.actions import action, record

LONGEST_SOURCE = 500
IMPORTS = 77020  # one import at a time: rows are numbered in the order in which they are seen


@action
def import_notice(actor: Actor, text: str, source: str) -> HolidayNotice:
    """Import a year's notice of holidays (导入放假安排) with the address where it was published.

    Raises `UnreadableNotice`, `SameNotice`.
    """
    permits.require_keeper(actor)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [IMPORTS])
    notice = read(text, queries.calendar())
    source = storable(source).strip()
    if not source.startswith(("https://", "http://")) or len(source) > LONGEST_SOURCE:
        sentence = f"请填写通知的网址，以 https:// 开头，最多 {LONGEST_SOURCE} 个字符。"
        raise Invalid(sentence, problems=[{"field": "source", "sentence": sentence}])
    row = HolidayNotice.objects.create(
        year=notice.year, text=plain(notice), source=source, imported_by=actor.name, imported_at=time.now()
    )
    lines = "\n".join(f"{day} {int(notice.days[day][0])}" for day in sorted(notice.days))
    digest = hashlib.sha256(lines.encode()).hexdigest()
    record(actor, HolidaysPublished(row.subject, row.pk, source, digest, len(notice.days)))
    return row


@action
def applied(actor: Actor, notice_id: int, *, cases: int, tasks: int) -> HolidayNotice:
    """Say that every open date the notice moves was moved, and how many. Raises `NotApplied`."""
    if not actor.is_system:
        raise NotAllowed
    row = HolidayNotice.objects.select_for_update().filter(pk=notice_id, applied_at=None).first()
    if row is None:
        raise NotApplied
    row.applied_at = time.now()
    row.save(update_fields=["applied_at"])
    record(actor, HolidaysApplied(row.subject, row.pk, cases, tasks))
    return row
