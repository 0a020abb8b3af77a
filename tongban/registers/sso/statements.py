"""What we state about somebody to a system: who he is to that system alone, how he signed in, and that he left."""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Any

from django.conf import settings

from tongban.kernel import time
from tongban.kernel.crypto import blind_index
from tongban.registers.sso.kinds import LEVELS, STATEMENT_LIFE
from tongban.registers.sso.models import Visit

LOGOUT = "http://schemas.openid.net/event/backchannel-logout"


def subject(party: str, holder: str) -> str:
    """What somebody is called towards one system: the same each time, another in every system (pairwise ``sub``)."""
    return blind_index(f"{party}:{holder}", "sso.subject")


def identity(visit: Visit, nonce: str) -> dict[str, Any]:
    """The claims of an ID token: that he signed in, when and how; what is known of him is read with the token."""
    return {
        **_common(visit), "auth_time": visit.signed_in, "acr": LEVELS[visit.level], "amr": visit.amr,
        **({"nonce": nonce} if nonce else {}),
    }  # fmt: skip


def leaving(visit: Visit) -> dict[str, Any]:
    """The claims of a logout token."""
    return {**_common(visit), "jti": secrets.token_urlsafe(16), "events": {LOGOUT: {}}}


def challenge(verifier: str) -> str:
    """What a verifier was announced with (PKCE, S256)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _common(visit: Visit) -> dict[str, Any]:
    now = int(time.ticking())
    grant = visit.grant
    return {
        "iss": settings.TONGBAN.base_url, "sub": subject(grant.party_id, grant.account.holder), "aud": grant.party_id,
        "iat": now, "exp": now + int(STATEMENT_LIFE.total_seconds()), "sid": str(visit.pk),
    }  # fmt: skip
