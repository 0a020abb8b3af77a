"""Who has a case before him now (正在查看)."""

from __future__ import annotations

from django.db import connection

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.work.approvals.models import Viewer
from tongban.work.cases.models import Case


def seen(actor: Actor, case: Case) -> None:
    """This official has the case on his screen now.

    No `action`: that he opened it is a fact of its own (`cases.look`); this is a row that is forgotten after a minute
    and a half, and the ledger is no place for a heartbeat.
    """
    if not actor.is_official:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {Viewer._meta.db_table} (case_id, official, name, at) values (%s, %s, %s, %s) "  # noqa: S608
            "on conflict (case_id, official) do update set at = excluded.at, name = excluded.name",
            [case.pk, actor.id, actor.name, time.now()],
        )
