"""What a device is asked when a passkey is made or used: the question, its one answer, and where it counts."""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from webauthn import generate_authentication_options, generate_registration_options, options_to_json
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from tongban.kernel import time
from tongban.registers.signin import queries
from tongban.registers.signin.errors import WrongPasskey
from tongban.registers.signin.kinds import Asked

if TYPE_CHECKING:
    from tongban.kernel.actor import Actor
    from tongban.registers.identity.models import Account

FIELD = "passkey"
QUESTION = "passkey_question"  # in the session
ANSWERED_WITHIN = 300  # seconds


def works_here(request: HttpRequest) -> bool:
    """Keys belong to a name: under a bare address no browser makes or uses one."""
    with suppress(ValueError):
        ip_address(_site(request).strip("[]"))
        return False
    return True


def to_make(request: HttpRequest, actor: Actor, account: Account) -> str:
    """What the browser needs to make a key, as JSON; the question waits in the session."""
    mine = queries.passkeys_of(actor, account)
    known = [PublicKeyCredentialDescriptor(base64url_to_bytes(key.credential)) for key in mine]
    options = generate_registration_options(
        rp_id=_site(request), rp_name=f"{settings.TONGBAN.city}一网通办", user_id=account.pk.bytes,
        user_name=account.username, exclude_credentials=known,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )  # fmt: skip
    return _kept(request, options.challenge, options_to_json(options))


def to_use(request: HttpRequest) -> str:
    """What the browser needs to sign with a key, as JSON; whose key it is, the answer says."""
    options = generate_authentication_options(
        rp_id=_site(request), user_verification=UserVerificationRequirement.REQUIRED
    )
    return _kept(request, options.challenge, options_to_json(options))


def asked(request: HttpRequest) -> Asked:
    """The question that waits, which is thereby spent; raises `WrongPasskey` when none does or it is old."""
    waiting = request.session.pop(QUESTION, None)
    if not waiting or time.ticking() - waiting["at"] > ANSWERED_WITHIN:
        raise WrongPasskey("验证等得太久，或者这个页面已经用过。", next_step="请重新点一次按钮，在 5 分钟内完成确认。")
    return Asked(waiting["challenge"], _site(request), f"{request.scheme}://{request.get_host()}")


def _kept(request: HttpRequest, challenge: bytes, options: str) -> str:
    request.session[QUESTION] = {"challenge": bytes_to_base64url(challenge), "at": time.ticking()}
    return options


def _site(request: HttpRequest) -> str:
    return urlsplit(f"//{request.get_host()}").hostname or ""
