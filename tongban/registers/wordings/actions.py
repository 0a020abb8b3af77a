"""Verbs of the wordings: publish a version, or step back to what stood before."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.proof import proven
from tongban.registers.identity import queries as identity
from tongban.registers.ledger.actions import action, record
from tongban.registers.wordings import permits, queries, reading
from tongban.registers.wordings.errors import BadWording, NothingToStepBackFrom, Overtaken, SameWording
from tongban.registers.wordings.events import WordingPublished, WordingSteppedBack
from tongban.registers.wordings.models import Version


@action
@proven("发布文书样式")
def publish(actor: Actor, kind: str, text: str, *, department: str = "", note: str = "", after: int = 0) -> Version:
    """Publish a version of the wording of ``kind`` (发布文书样式), in force from now on.

    ``department`` is whose notices it words, "" the whole city's; ``after`` is the number of the version one looked
    at, 0 for none. Raises `BadWording`, `SameWording`, `Overtaken`, `NoSuchWording`.
    """
    permits.require_publish(actor, department)
    before = _newest(kind, department, after)
    wording, wrong = reading.judge(kind, text)
    if wording is None:
        raise BadWording(wrong)
    if queries.in_force(kind, department).digest == wording.digest:
        raise SameWording
    row = _next(actor, kind, department, before, text=text, digest=wording.digest, note=note)
    record(actor, WordingPublished(row.subject, str(row.pk), row.number, department, row.digest, row.note))
    return row


@action
@proven("恢复文书样式")
def step_back(actor: Actor, kind: str, *, department: str = "", note: str = "", after: int = 0) -> Version:
    """Use the city's wording again, or the built-in one, from now on (停用).

    Raises `NothingToStepBackFrom`, `Overtaken`.
    """
    permits.require_publish(actor, department)
    before = _newest(kind, department, after)
    if before is None or before.steps_back:
        raise NothingToStepBackFrom
    row = _next(actor, kind, department, before, text="", digest="", note=note)
    record(actor, WordingSteppedBack(row.subject, str(row.pk), row.number, department, row.note))
    return row


def _newest(kind: str, department: str, after: int) -> Version | None:
    queries.builtin(kind)
    if department:
        identity.department(department)
    before = queries.newest(kind, department)
    if (before.number if before else 0) != after:
        raise Overtaken
    return before


def _next(actor: Actor, kind: str, department: str, before: Version | None, **said: str) -> Version:
    said["note"] = said["note"].strip()[:200]
    try:
        with transaction.atomic():
            return Version.objects.create(
                kind=kind, department=department, number=before.number + 1 if before else 1, published_at=time.now(),
                published_by=actor.principal, published_name=actor.name, **said,
            )
    except IntegrityError:
        raise Overtaken from None
