"""Who has a case before him now (正在查看)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.work.approvals.models import Viewer

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

PRESENT = timedelta(seconds=90)  # without a sign of life for longer, he has left


def seen(actor: Actor, case: Case) -> list[str]:
    """This official has the case on his screen now; the names of colleagues who have it too, in the same question.

    No `action`: that he opened it is a fact of its own (`cases.look`); this is a row that is forgotten after a minute
    and a half, and the ledger is no place for a heartbeat.
    """
    if not actor.is_official:
        return []
    table, now = Viewer._meta.db_table, time.now()
    with connection.cursor() as cursor:
        cursor.execute(
            f"with me as (insert into {table} (case_id, official, name, at) values (%s, %s, %s, %s) "  # noqa: S608
            "on conflict (case_id, official) do update set at = excluded.at, name = excluded.name) "
            f"select name from {table} where case_id = %s and official <> %s and at >= %s order by name",
            [case.pk, actor.id, actor.name, now, case.pk, actor.id, now - PRESENT],
        )
        return [name for (name,) in cursor.fetchall()]
