"""Questions to signing in: what an account is protected with, where it is signed in, whether it must give a code."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pyotp
from django.conf import settings
from django.db.models import QuerySet

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import token_digest
from tongban.registers.identity import queries as identity
from tongban.registers.signin import permits
from tongban.registers.signin.errors import NotEnrolled
from tongban.registers.signin.kinds import STANDS
from tongban.registers.signin.models import Authenticator, Device, Passkey, RecoveryCode, Release, Sitting

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account

Id = UUID | str


def is_bound(account: Id) -> bool:
    """Whether an authenticator protects the account."""
    with wall.shown(f"account/{account}"):  # at the door he is nobody yet
        return Authenticator.objects.filter(account_id=account, bound__isnull=False).exists()


def passkeys_of(actor: Actor, account: Account) -> list[Passkey]:
    """One's own passkeys, the newest first."""
    permits.require_own(actor, account.holder)
    return list(Passkey.objects.filter(account=account).order_by("-made"))


def has_passkey(account: Id) -> bool:
    return Passkey.objects.filter(account_id=account).exists()


def wants_code(account: Account) -> bool:
    """Whether a password is not enough: every official, and whoever bound an authenticator."""
    return bool(account.official_id) or is_bound(account.pk)


def recovery_codes_left(account: Id) -> int:
    return RecoveryCode.objects.filter(account_id=account).count()


def binding_address(actor: Actor, account: Account) -> str:
    """What the QR code of an authenticator that still awaits its first code says (otpauth://)."""
    permits.require_own(actor, account.holder)
    with wall.shown(f"account/{account.pk}"):
        row = Authenticator.objects.filter(pk=account.pk, bound=None).first()
    if row is None:
        raise NotEnrolled("没有等待绑定的验证器。")
    issuer = f"{settings.TONGBAN.city}一网通办"
    return pyotp.TOTP(row.secret).provisioning_uri(name=account.username, issuer_name=issuer)


def asked_release(account: Id) -> Release | None:
    """That an official's account is to be freed of a lost second factor; nothing once it was, or a day later."""
    return Release.objects.filter(account_id=account, freed_at=None, asked_at__gt=time.now() - STANDS).first()


def sittings_of(actor: Actor, account_id: Id) -> QuerySet[Sitting]:
    """Where an account is signed in, newest first: for its holder and for the security administrator."""
    permits.require_own_or_arrange(actor, identity.account(account_id).holder)
    return Sitting.objects.filter(account_id=account_id).order_by("-begun")


def sitting_of(session: str) -> Sitting | None:
    """The sitting behind a session, while it lasts."""
    with wall.shown(f"session/{session}"):
        return Sitting.objects.filter(session=session).first() if session else None


def is_open(sitting: Id) -> bool:
    """Whether somebody is still signed in there, whoever asks: a system, too, in which he is."""
    with wall.as_platform("sitting"):
        return Sitting.objects.filter(pk=sitting).exists()


def sitting(sitting_id: Id) -> Sitting | None:
    """One sitting; nothing when it is over."""
    return Sitting.objects.filter(pk=sitting_id).first()


def knows_device(account: Id, token: str) -> bool:
    """Whether somebody signed in to the account from the browser that holds this cookie before."""
    with wall.shown(f"account/{account}"):
        return bool(token) and Device.objects.filter(account_id=account, digest=token_digest(token)).exists()
