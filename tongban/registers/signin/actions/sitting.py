"""Sittings (登录会话): begun with a sign-in, seen while they last, ended at once by their owner or by the house.

They age by the machine's own clock, as at the door: who moves the demo's clock signs nobody out.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import token_digest
from tongban.registers.identity.errors import NotRegistered
from tongban.registers.ledger.actions import action, record
from tongban.registers.signin import events, permits
from tongban.registers.signin.kinds import LONGEST, device_name, network_name
from tongban.registers.signin.models import Device, Sitting

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account

Id = UUID | str


@action
def begin(
    actor: Actor, account: Account, session: str, *, agent: str, address: str, token: str = "", former: str = ""
) -> tuple[Sitting, str]:
    """Note where somebody is signed in now; returns the sitting and the token that makes this browser a known one.

    Who signs in anew where he already was (``former`` session) goes on in the same sitting.
    """
    permits.require_own(actor, account.holder)
    now = _instant()
    with wall.shown(f"account/{account.pk}"):
        known = Device.objects.filter(account=account, digest=token_digest(token)).update(seen=now) if token else 0
        fresh = not known and Device.objects.filter(account=account).exists()
        if not known:
            token = secrets.token_urlsafe(24)
            Device.objects.create(account=account, digest=token_digest(token), seen=now)
        sitting = (Sitting.objects.filter(account=account, session=former).first() if former else None) or Sitting(
            account=account
        )
        sitting.session, sitting.device, sitting.network = session, device_name(agent), network_name(address)
        sitting.begun = sitting.seen = now
        sitting.save()
    record(actor, events.SittingBegun(f"account/{account.pk}", sitting=str(sitting.pk), fresh=fresh))
    return sitting, token


def touch(session: str) -> None:
    """The sitting was seen just now; the door says so once in a while, not with every page."""
    with wall.shown(f"session/{session}"):
        Sitting.objects.filter(session=session).update(seen=_instant())


def renamed(former: str, session: str) -> None:
    """The same sitting under a new name: whoever knew the former one, knows nothing from here on."""
    with wall.shown(f"session/{former}", f"session/{session}"):
        Sitting.objects.filter(session=former).update(session=session)


def left(actor: Actor, session: str, why: str = "left") -> None:
    """The holder signed out of this browser himself, or was away too long (``why`` "idle"); a fact if it was one."""
    with wall.shown(f"session/{session}"):
        if row := Sitting.objects.select_related("account").filter(session=session).first():
            _left(actor, row, why)


@action
def end(actor: Actor, sitting_id: Id, why: str = "taken") -> None:
    """End a sitting at once (结束会话): whoever uses that browser has to sign in again with his next click."""
    row = Sitting.objects.select_related("account").filter(pk=sitting_id).first()
    if row is None:
        raise NotRegistered("这个会话已经结束。", next_step="请返回列表查看最新状态。")
    permits.require_own_or_arrange(actor, row.account.holder)
    _end(actor, row, why)


@action
def end_others(actor: Actor, account: Account, session: str = "") -> int:
    """End every sitting of an account but the one of this ``session``; returns how many ended."""
    permits.require_own_or_arrange(actor, account.holder)
    rows = list(Sitting.objects.filter(account=account).exclude(session=session))
    for row in rows:
        _end(actor, row, "taken")
    if not rows:
        raise NotRegistered("没有其他登录会话需要结束。", next_step="")
    return len(rows)


def forget_old_sittings() -> int:
    """Drop sittings whose longest time is over, and devices not seen for half a year; for the clock."""
    now, system = _instant(), Actor.system()
    Device.objects.filter(seen__lt=now - timedelta(days=180)).delete()
    over = list(Sitting.objects.filter(begun__lt=now - LONGEST))
    for row in over:
        _left(system, row, "idle")
    return len(over)


@action
def _left(actor: Actor, row: Sitting, why: str) -> None:
    _end(actor, row, why)


def _end(actor: Actor, row: Sitting, why: str) -> None:
    import_module(settings.SESSION_ENGINE).SessionStore().delete(row.session)
    over = events.SittingEnded(f"account/{row.account_id}", sitting=str(row.pk), why=why)
    row.delete()
    record(actor, over)


def _instant() -> datetime:
    return datetime.fromtimestamp(time.ticking(), UTC)
