"""A forgotten password (忘记密码): its account gets a first word, and nobody stays signed in to it."""

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
    from tongban.registers.identity.models import Account


@action
def reset_password(actor: Actor, account_id: UUID | str, paper: str, number: str) -> tuple[Account, str]:
    """Give a first word and end every sitting (重置密码); authenticator and passkeys stay, and are asked for as ever.

    Returns the account and the word, which is shown once. Raises what `identity.actions.give_first_word` does.
    """
    account, word = identity.give_first_word(actor, account_id, paper, number)
    with wall.shown(f"account/{account.pk}"):
        signed_in = Sitting.objects.filter(account=account).exists()
    if signed_in:
        end_others(Actor.system(), account)
    return account, word
