from __future__ import annotations

import uuid

from django.db.models import Count

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.work.undertakings import permits
from tongban.work.undertakings.errors import NoSuchUndertaking
from tongban.work.undertakings.kinds import Record, State, Trust
from tongban.work.undertakings.models import Undertaking


def of_case(case_id: str) -> list[Undertaking]:
    """Everything that was taken on trust in a case."""
    return list(Undertaking.objects.filter(case_id=case_id).order_by("opened_at", "code"))


def open_of_case(case_id: str, trust: str = "", code: str = "") -> list[Undertaking]:
    """What is not settled yet."""
    rows = Undertaking.objects.filter(case_id=case_id, state=State.OPEN)
    rows = rows.filter(trust=trust) if trust else rows
    return list(rows.filter(code=code) if code else rows)


def owed_by(holder: str) -> dict[tuple[str, str], Undertaking]:
    """The documents that ``holder`` still has to bring, by case and material."""
    rows = Undertaking.objects.filter(holder=holder, state=State.OPEN, trust=Trust.LATER)
    return {(str(row.case_id), row.code): row for row in rows}


def undertaking_for(actor: Actor, undertaking_id: str) -> Undertaking:
    """One of those my desk looks into; raises `NoSuchUndertaking`."""
    try:
        found = Undertaking.objects.select_related("case").get(pk=uuid.UUID(str(undertaking_id)))
    except (Undertaking.DoesNotExist, ValueError):
        raise NoSuchUndertaking from None
    if not permits.may_check(actor, found):
        raise NoSuchUndertaking
    return found


def by_subject(subject: str) -> Undertaking:
    """The one behind "undertaking/<id>", for reactions."""
    return Undertaking.objects.select_related("case").get(pk=subject.removeprefix("undertaking/"))


def overdue(limit: int = 500) -> list[Undertaking]:
    """Documents that were to come by a day which has passed."""
    rows = Undertaking.objects.filter(state=State.OPEN, trust=Trust.LATER, due_on__lt=time.today())
    return list(rows.order_by("due_on")[:limit])


def record_of(holder: str) -> Record:
    """How many undertakings somebody kept and broke, and how many are open."""
    rows = Undertaking.objects.filter(holder=holder).values("state").annotate(many=Count("pk"))
    with wall.as_platform("figures"):  # counts, whichever department they were given to
        counted = {row["state"]: row["many"] for row in rows}
    return Record(counted.get("kept", 0), counted.get("broken", 0), counted.get("open", 0))
