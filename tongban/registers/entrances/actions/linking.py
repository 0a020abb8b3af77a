"""Binding an account to an entrance (账号关联), with proof that it is one's own; and undoing that."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.registers.entrances import events, queries
from tongban.registers.entrances.errors import AnothersAccount, NoSuchEntrance
from tongban.registers.entrances.kinds import Vouched
from tongban.registers.entrances.models import Link
from tongban.registers.identity import queries as people
from tongban.registers.ledger.actions import action, record
from tongban.registers.signin import permits

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account

Id = UUID | str


@action
def link(actor: Actor, account_id: Id, vouched: Vouched, person: str, by: str) -> Link:
    """Bind an account (关联账号) whose holder just proved it his, ``by`` its password or a sitting.

    ``person`` is whom the entrance vouches for by number: nobody binds another's account.
    """
    account = people.account(account_id)
    permits.require_own(actor, account.holder)
    if not person or str(account.person_id) != person:
        raise AnothersAccount
    return bind(actor, account, vouched, by)


@action
def unlink(actor: Actor, link_id: Id) -> Link:
    """Undo the binding (解除关联): the entrance opens this account no more."""
    row = Link.objects.select_for_update(of=("self",)).select_related("account").filter(pk=link_id).first()
    if row is None or row.ended_at or row.account.holder != actor.principal:
        raise NoSuchEntrance("没有找到这项关联，可能已经解除。")
    row.ended_at = time.now()
    row.save(update_fields=["ended_at"])
    record(actor, events.LinkEnded(f"account/{row.account_id}", entrance=row.entrance_id))
    return row


def bind(actor: Actor, account: Account, vouched: Vouched, by: str) -> Link:
    """Within a verb that knows whose account it is; what was bound before to the same entrance ends."""
    entrance = queries.entrance(vouched.entrance)
    now, rows = time.now(), Link.objects.filter(entrance=entrance, ended_at=None)
    with wall.shown(f"account/{account.pk}", f"subject/{vouched.subject}"):
        rows.filter(account=account).update(ended_at=now)
        rows.filter(subject=vouched.subject).update(ended_at=now)
        row = Link.objects.create(account=account, entrance=entrance, subject=vouched.subject, made_at=now, used_at=now)
    record(actor, events.LinkMade(f"account/{account.pk}", entrance=entrance.code, by=by))
    return row
