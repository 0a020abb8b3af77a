"""A code that was checked at a window without a network: the house is told when the line is back (断网核验补报)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from tongban.engines import tokens
from tongban.engines.tokens.gate import SKEW
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.registers.codes import permits
from tongban.registers.codes.errors import CodeRefused, PurposeNeeded, ScannedAlready
from tongban.registers.codes.events import CodeScanned
from tongban.registers.codes.models import Code, Scan
from tongban.registers.codes.signer import keys
from tongban.registers.codes.using import tell_holder
from tongban.registers.ledger.actions import action, record

TOLD_WITHIN = timedelta(days=7)


@action
def tell_offline(actor: Actor, text: str, *, purpose: str, at: datetime) -> Scan:
    """Tell of a code that I checked when there was no network (补报断网核验): its holder reads it as any other use.

    ``at`` is when it was; the code must have counted then. That it had been withdrawn is noted and not refused: it was
    used. Told twice it is one scan. Raises `CodeRefused`, `ScannedAlready`, `PurposeNeeded`.
    """
    department = permits.scanning_department(actor)
    if not purpose.strip():
        raise PurposeNeeded
    token, now = _counted(text, at), time.now()
    with wall.shown(token.handle, token.number):
        code = Code.objects.filter(handle=token.handle).first()
        if code is None or token.kind != code.kind:
            raise CodeRefused("这个码不是个人码、企业码。", next_step="请告诉对方，这次核验没有记入他的使用记录。")
        try:
            with transaction.atomic():
                row = Scan.objects.create(
                    code=code, number=token.number, official=actor.id, department=department,
                    purpose=purpose.strip()[:200], at=at, told_at=now, withdrawn=_withdrawn(code, token.batch, at),
                )  # fmt: skip
        except IntegrityError:
            row = _told(actor, token.number)
    record(actor, CodeScanned(code.subject, str(row.pk), code.holder, department))
    tell_holder(actor, row)
    return row


def _counted(text: str, at: datetime) -> tokens.Token:
    """The token, if it counted at the moment the window says; a little either way, as clocks go."""
    if not time.now() - TOLD_WITHIN < at <= time.now() + timedelta(seconds=SKEW):
        raise CodeRefused("断网核验要在七天内补报。", next_step="请核对这台设备的时钟；超过七天的，请报告窗口负责人。")
    try:
        return tokens.read(text.strip(), keys(), at.timestamp(), skew=SKEW)
    except tokens.BadToken as why:
        raise CodeRefused(str(why)) from None


def _withdrawn(code: Code, batch: str, at: datetime) -> bool:
    """Whether its holder had made it worthless by then, which no window without a network could ask."""
    if code.withdrawn_at is not None and code.withdrawn_at <= at:
        return True
    with wall.as_platform("a batch withdrawn"):
        stopped = [one for one in code.batches.exclude(stopped_at=None) if one.name == batch]
    return any(one.stopped_at is not None and one.stopped_at <= at for one in stopped)


def _told(actor: Actor, number: str) -> Scan:
    row = Scan.objects.select_related("code").filter(number=number, official=actor.id).exclude(told_at=None).first()
    if row is None:
        raise ScannedAlready(
            "这个码在别处已经用过一次，可能是截图或者复制的。", next_step="请向对方核实，并报告综合窗口负责人。"
        )
    return row
