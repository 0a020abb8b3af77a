"""A lost second factor of an official (解除验证器): one administrator saw him and asks, another frees the account."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from tongban.kernel import time, wall
from tongban.kernel.errors import Invalid
from tongban.kernel.proof import proven
from tongban.registers.identity import permits as identity
from tongban.registers.identity import queries as people
from tongban.registers.ledger.actions import action, record
from tongban.registers.signin import events, queries
from tongban.registers.signin.errors import AnotherAsks, NotEnrolled
from tongban.registers.signin.kinds import STANDS
from tongban.registers.signin.models import Passkey, Release

if TYPE_CHECKING:
    from tongban.kernel.actor import Actor
    from tongban.registers.identity.models import Account


@action
@proven("申请解除验证器")
def ask_release(actor: Actor, account_id: UUID | str, reason: str) -> Release:
    """Say that an official stands here without his telephone (申请解除验证器): by whichever administrator saw him.

    It counts for a day; another administrator, who grants ways of signing in, frees the account.
    """
    account = people.account(account_id)
    identity.require_either(actor)
    if not account.official_id:
        raise Invalid("这不是工作人员的账号，由安全管理员核验本人后直接解除。", next_step="请在“账号安全”页面办理。")
    with wall.as_platform("release"):
        bound = queries.is_bound(account.pk) or queries.has_passkey(account.pk)
    if not bound:
        raise NotEnrolled
    if not reason.strip():
        raise Invalid("请写明原因和怎样核验的本人，例如手机遗失、已当面核对工作证。")
    row, _ = Release.objects.update_or_create(
        account=account, freed_at=None,
        defaults={"reason": reason.strip()[:200], "asked_by": actor.id, "asked_name": actor.name,
                  "asked_at": time.now()},
    )  # fmt: skip
    record(actor, events.ReleaseAsked(f"account/{account.pk}"))
    return row


def freed_by_another(actor: Actor, account: Account) -> bool:
    """Within the verb that frees an official's account: another has asked for it, today. Raises `AnotherAsks`.

    Whether passkeys went with it: what lay in the lost telephone proves nothing any more.
    """
    if actor.is_system or account.holder == actor.principal or not account.official_id:
        return False
    rows = Release.objects.select_for_update().filter(account=account, freed_at=None)
    row = rows.filter(asked_at__gt=time.now() - STANDS).first()
    if row is None or row.asked_by == actor.id:
        raise AnotherAsks
    row.freed_by, row.freed_name, row.freed_at = actor.id, actor.name, time.now()
    row.save(update_fields=["freed_by", "freed_name", "freed_at"])
    with wall.as_platform("release"):  # a passkey is its holder's alone
        keys = list(Passkey.objects.filter(account=account))
        Passkey.objects.filter(account=account).delete()
    for key in keys:
        record(actor, events.PasskeyRemoved(f"account/{account.pk}", passkey=str(key.pk)))
    return bool(keys)
