"""Passkeys (通行密钥, WebAuthn level 2): added, used as a second factor or alone to sign in, removed.

The device asks for a finger, a face or a PIN each time (user verification), so that one key is two kinds of proof.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid
from tongban.kernel.proof import proven, require_proof
from tongban.registers.identity import queries as people
from tongban.registers.ledger.actions import action, record
from tongban.registers.signin import events, permits, queries
from tongban.registers.signin.errors import WrongPasskey
from tongban.registers.signin.kinds import MOST_PASSKEYS, Asked
from tongban.registers.signin.models import Passkey

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account

Id = UUID | str
LONGEST = 20_000  # characters of an answer
BROKEN = (WebAuthnException, ValueError, KeyError, TypeError)


@action
def add_passkey(actor: Actor, account_id: Id, answer: str, asked: Asked, *, name: str) -> Passkey:
    """Keep the public half of a key its device has just made, in answer to what was ``asked``.

    Who has another factor gives it first. Raises `WrongPasskey`, `Invalid` when there are too many.
    """
    account = people.account(account_id)
    permits.require_own(actor, account.holder)
    if queries.is_bound(account.pk) or queries.has_passkey(account.pk):
        require_proof(actor, "添加通行密钥")
    if Passkey.objects.filter(account=account).count() >= MOST_PASSKEYS:
        raise Invalid(f"一个账号最多添加 {MOST_PASSKEYS} 个通行密钥。", next_step="请先删除不再使用的通行密钥。")
    try:
        made = verify_registration_response(
            credential=_read(answer), expected_challenge=base64url_to_bytes(asked.challenge),
            expected_rp_id=asked.site, expected_origin=asked.origin, require_user_verification=True,
        )  # fmt: skip
    except BROKEN:
        raise WrongPasskey from None
    credential = bytes_to_base64url(made.credential_id)
    if Passkey.objects.filter(credential=credential).exists():
        raise WrongPasskey("这个通行密钥已经添加过了。")
    row = Passkey.objects.create(
        account=account, credential=credential, public_key=bytes_to_base64url(made.credential_public_key),
        count=made.sign_count, name=name.strip()[:40] or "通行密钥", made=time.now(),
    )  # fmt: skip
    record(actor, events.PasskeyAdded(f"account/{account.pk}", passkey=str(row.pk)))
    return row


@action
@proven("删除通行密钥")
def remove_passkey(actor: Actor, passkey_id: Id) -> None:
    """Remove a key: it proves nothing from now on."""
    row = Passkey.objects.select_related("account").filter(pk=passkey_id).first()
    if row is None:
        raise WrongPasskey("这个通行密钥已经删除。", next_step="请返回查看最新状态。")
    permits.require_own(actor, row.account.holder)
    fact = events.PasskeyRemoved(f"account/{row.account_id}", passkey=str(row.pk))
    row.delete()
    record(actor, fact)


def prove_by_passkey(actor: Actor, account_id: Id, answer: str, asked: Asked) -> None:
    """Prove with a key of one's own account that it is oneself (再次确认). Raises `WrongPasskey`."""
    account = people.account(account_id)
    permits.require_own(actor, account.holder)
    _signed(answer, asked, Passkey.objects.filter(account=account), actor)


def enter_by_passkey(door: str, answer: str, asked: Asked) -> Account:
    """Whose key it is: who signs in with it needs neither name nor password (通行密钥登录)."""
    return _signed(answer, asked, Passkey.objects.all(), None, door)


def _signed(
    answer: str, asked: Asked, among: QuerySet[Passkey], actor: Actor | None, door: str = "portal"
) -> Account:
    """The account whose key, one of these, signed this question on this site, its holder recognised by the device."""
    said = _read(answer)
    credential = str(said.get("id", ""))[:1400]
    with wall.shown(credential), transaction.atomic():  # who signs in is nobody yet, and holds this key alone
        row = among.select_for_update(of=("self",)).select_related("account").filter(credential=credential).first()
        if row is None:
            raise WrongPasskey
        who = actor or people.actor_for(row.account, door=door)  # a closed account is refused here
        try:
            proof = verify_authentication_response(
                credential=said, expected_challenge=base64url_to_bytes(asked.challenge), expected_rp_id=asked.site,
                expected_origin=asked.origin, credential_public_key=base64url_to_bytes(row.public_key),
                credential_current_sign_count=row.count, require_user_verification=True,
            )  # fmt: skip
        except BROKEN:
            raise WrongPasskey from None
        row.count, row.used = proof.new_sign_count, time.now()
        row.save(update_fields=["count", "used"])
        _note(who, row)
    return row.account


@action
def _note(actor: Actor, row: Passkey) -> None:
    record(actor, events.ProofGiven(f"account/{row.account_id}", by="passkey"))


def _read(answer: str) -> dict[str, Any]:
    try:
        said = json.loads(answer) if len(answer) <= LONGEST else None
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise WrongPasskey
    return said
