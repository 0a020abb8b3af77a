"""Binding an authenticator (绑定验证器), and proving with it that it is oneself."""

from __future__ import annotations

import secrets
from hmac import compare_digest
from typing import TYPE_CHECKING
from uuid import UUID

import pyotp
from django.db import transaction

from tongban.engines.codes import tidy
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import blind_index
from tongban.kernel.errors import Invalid
from tongban.kernel.proof import proven
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.ledger.actions import action, record
from tongban.registers.signin import events, permits
from tongban.registers.signin.actions.releasing import freed_by_another
from tongban.registers.signin.errors import NotEnrolled, WrongCode
from tongban.registers.signin.kinds import RECOVERY_CODES
from tongban.registers.signin.models import Authenticator, RecoveryCode
from tongban.registers.signin.own import of_account

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account

Id = UUID | str
STEP = 30  # seconds a code stands for
AROUND = (0, -1, 1)  # a telephone's clock may be half a minute off
CODE_LENGTH, GROUP = 28, 7  # 140 bits: no digest of it can be guessed, whoever has the table and the key
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that is read as something else


def begin_binding(actor: Actor, account_id: Id) -> Account:
    """Make the secret an authenticator is to hold; asked again before its first code, it stays the same."""
    account = people.account(account_id)
    permits.require_own(actor, account.holder)
    with wall.shown(f"account/{account.pk}"):
        Authenticator.objects.get_or_create(account=account, defaults={"secret": pyotp.random_base32()})
    return account


@action
@of_account
def bind(actor: Actor, account_id: Id, code: str) -> list[str]:
    """Bind the authenticator with its first code; returns the recovery codes, shown this once (恢复码)."""
    account = people.account(account_id)
    permits.require_own(actor, account.holder)
    row = Authenticator.objects.select_for_update().filter(pk=account.pk).first()
    if row is None:
        raise NotEnrolled
    if row.bound:
        raise Invalid("这个账号已经绑定了验证器。", next_step="要更换手机，请先解除原来的验证器。")
    if not _counts(row, code):
        raise WrongCode(
            "验证码不正确，验证器还没有绑定。", next_step="请确认手机时间准确，等下一个 6 位数字出现后再输入。"
        )
    row.bound = time.now()
    row.save()
    record(actor, events.AuthenticatorBound(f"account/{account.pk}"))
    return _renew(actor, account)


@action
@proven("更换恢复码")
@of_account
def make_recovery_codes(actor: Actor, account_id: Id) -> list[str]:
    """Make new recovery codes and void the earlier ones; shown this once. The door asks for a fresh code before."""
    account = people.account(account_id)
    permits.require_own(actor, account.holder)
    Authenticator.objects.select_for_update().filter(pk=account.pk).first()
    return _renew(actor, account)


@action
@proven("解除验证器")
@of_account
def take_authenticator(actor: Actor, account_id: Id, reason: str) -> None:
    """Free an account of a lost authenticator (解除验证器), by the security administrator who saw the person.

    An official's only where another has seen him and asked for it (`ask_release`); his passkeys go with it.
    """
    account = people.account(account_id)
    permits.require_own_or_arrange(actor, account.holder)
    if not reason.strip():
        raise Invalid("请写明解除验证器的原因，例如手机遗失、已当面核验身份。")
    lost = freed_by_another(actor, account)
    if not Authenticator.objects.filter(pk=account.pk).delete()[0] and not lost:
        raise NotEnrolled
    RecoveryCode.objects.filter(account=account).delete()
    record(actor, events.AuthenticatorTaken(f"account/{account.pk}", reason=reason.strip()[:200]))


def prove(actor: Actor, account_id: Id, code: str, *, device: str = "") -> str:
    """Prove with a code, or with a recovery code, that it is oneself; returns by which.

    Guesses slow down per account, from wherever they come; a ``device`` seen before is counted by itself, so nobody
    elsewhere can make its owner wait. Not one transaction: a refused guess stays counted and recorded.
    """
    account = people.account(account_id)
    permits.require_own(actor, account.holder)
    attempt = identity.try_once(f"code/{account.pk}", device, "验证")
    by = _proved(actor, account, code)
    if not by:
        _note_failure(actor, account)
        raise WrongCode
    identity.tried_rightly(attempt)
    return by


def _proved(actor: Actor, account: Account, code: str) -> str:
    with wall.shown(f"account/{account.pk}"), transaction.atomic():
        row = Authenticator.objects.select_for_update().filter(pk=account.pk, bound__isnull=False).first()
        if row is None:
            raise NotEnrolled
        by = "code" if _counts(row, code) else "recovery" if _spends(account, code) else ""
        if by:
            row.save(update_fields=["last_step"])
            _note_proof(actor, account, by)
    return by


def _counts(row: Authenticator, code: str) -> bool:
    """Whether the code is one of these minutes and newer than the last that counted."""
    said, totp, here = "".join(code.split()), pyotp.TOTP(row.secret), int(time.ticking()) // STEP
    for step in (here + off for off in AROUND):
        if step > row.last_step and compare_digest(totp.at(step * STEP).encode(), said.encode(errors="replace")):
            row.last_step = step
            return True
    return False


def _spends(account: Account, code: str) -> bool:
    return bool(RecoveryCode.objects.filter(account=account, digest=_digest(code)).delete()[0])


def _renew(actor: Actor, account: Account) -> list[str]:
    made = ["".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create([RecoveryCode(account=account, digest=_digest(code)) for code in made])
    record(actor, events.RecoveryCodesMade(f"account/{account.pk}", count=len(made)))
    return ["-".join(code[at : at + GROUP] for at in range(0, CODE_LENGTH, GROUP)) for code in made]


def _digest(code: str) -> str:
    return blind_index(tidy(code).replace("-", ""), "signin.recovery")


@action
def _note_proof(actor: Actor, account: Account, by: str) -> None:
    record(actor, events.ProofGiven(f"account/{account.pk}", by=by))


@action
def _note_failure(actor: Actor, account: Account) -> None:
    record(actor, events.ProofFailed(f"account/{account.pk}"))
