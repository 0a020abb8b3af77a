"""A first word (临时密码): given on sight of papers to who forgot his password; it signs in once, within a day."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hmac import compare_digest
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.hashers import make_password

from tongban.engines.codes import BadCode, id_number, tidy
from tongban.kernel import time
from tongban.kernel.proof import proven
from tongban.registers.identity import events, permits
from tongban.registers.identity.errors import FirstWordOver, NoAccount, OwnWordFirst, PaperDoesNotMatch
from tongban.registers.identity.kinds import CITIZEN_CARD, RESIDENCE, STAFF_CARD
from tongban.registers.identity.models import Account
from tongban.registers.identity.rows import locked
from tongban.registers.ledger.actions import action, record

if TYPE_CHECKING:
    from tongban.kernel.actor import Actor

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is taken for something else when read out
LENGTH = 12
LASTS = timedelta(hours=24)


@action
@proven("重置密码")
def give_first_word(actor: Actor, account: UUID | str, paper: str, number: str) -> tuple[Account, str]:
    """Replace a forgotten password by a first word (重置密码); who gives it has the papers of its owner in his hand.

    ``paper`` is a key of `kinds.PAPERS`, ``number`` what stands on it. The word is returned this once and kept as a
    hash; the former password and an earlier word count no more. Raises `PaperDoesNotMatch`, `NoAccount`.
    """
    row = locked(Account, account, "没有找到这个账号。")
    permits.require_word(actor, row.holder)
    if not row.is_active:
        raise NoAccount("这个账号已经停用，没有重置密码。", next_step="请先由系统管理员恢复账号。")
    if not _is_his(row, paper, number):
        raise PaperDoesNotMatch
    word = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    row.password, row.first_word_until = make_password(word), time.now() + LASTS
    row.save(update_fields=["password", "first_word_until"])
    until = row.first_word_until.isoformat()
    record(actor, events.FirstWordGiven(f"account/{row.pk}", holder=row.holder, paper=paper, until=until))
    return row, word


def take(account: Account, *, choosing: bool) -> Account:
    """Somebody gave the password of this account: a first word counts no more from here on.

    Only where he chooses his own next (``choosing``); raises `OwnWordFirst` elsewhere, `FirstWordOver` the second time.
    """
    if account.first_word_until is None:
        return account
    if not choosing:
        raise OwnWordFirst
    row = locked(Account, account.pk)
    now = time.now()
    if row.password != account.password or row.first_word_until is None or now >= row.first_word_until:
        raise FirstWordOver
    row.first_word_until = now
    row.save(update_fields=["first_word_until"])
    return row


def _is_his(row: Account, paper: str, number: str) -> bool:
    if row.official is not None:
        kind, known = STAFF_CARD, row.official.number
    elif row.person is not None:
        kind, known = row.person.id_type, row.person.id_number
    if not known:  # who only proved a telephone has no paper here to be held against
        return False
    said, paper = tidy(number), CITIZEN_CARD if paper == RESIDENCE else paper
    if paper == CITIZEN_CARD:
        try:
            said = id_number.check(number).text  # the old form of 15 digits stands for the 18
        except BadCode:
            return False
    return paper == kind and compare_digest(said.encode(errors="replace"), known.encode())
