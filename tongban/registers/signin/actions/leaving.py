"""Somebody works here no more (离职): posts and accounts end, and whoever is signed in as him is out at once."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from tongban.kernel import wall
from tongban.kernel.actor import Actor
from tongban.registers.identity import actions as identity
from tongban.registers.ledger.actions import action
from tongban.registers.signin.actions.sitting import end_others
from tongban.registers.signin.models import Sitting

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account, Official


@action
def dismiss(actor: Actor, official_id: UUID | str, why: str) -> Official:
    """`identity.dismiss`, and every sitting of his ends at once."""
    row = identity.dismiss(actor, official_id, why)
    for account in row.accounts.all():
        _end_all(account)
    return row


@action
def close_account(actor: Actor, account_id: UUID | str) -> Account:
    """`identity.close_account`, and every sitting of it ends at once (停用账号)."""
    account = identity.close_account(actor, account_id)
    _end_all(account)
    return account


def _end_all(account: Account) -> None:
    with wall.as_platform("leaving"):  # where somebody is signed in, his dismisser need not see
        if Sitting.objects.filter(account=account).exists():
            end_others(Actor.system(), account)
