"""Knowing which system calls: by an assertion it signed for us, fresh and never seen (private_key_jwt, RFC 7523)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connection

from tongban.engines import jose
from tongban.kernel import time
from tongban.kernel.crypto import token_digest
from tongban.registers.sso.errors import OAuthError
from tongban.registers.sso.kinds import ALGORITHMS, ASSERTION_LIFE, LEEWAY
from tongban.registers.sso.models import Party

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def know(said: Mapping[str, str]) -> Party:
    """The party that signed the assertion in a form; raises `OAuthError` with ``invalid_client``.

    The assertion is spent with this call, whatever becomes of the rest.
    """
    if "client_secret" in said:
        raise _unknown("shared secrets are not used here")
    if said.get("client_assertion_type") != TYPE:
        raise _unknown("client_assertion_type")
    text = said.get("client_assertion", "")
    party = Party.objects.filter(code=_claimed(text)).first()
    if party is None or not party.active:
        raise _unknown("client")
    try:
        claims = jose.read(text, party.keys, ALGORITHMS)
    except jose.BadStatement as why:
        raise _unknown(f"assertion: {why}") from None
    _require_ours(party, claims, said.get("client_id", ""))
    _spend(party, claims)
    return party


def addressed() -> set[str]:
    """What an assertion may call us: the issuer, or the address it is sent to."""
    base = settings.TONGBAN.base_url
    return {base, f"{base}/sso/token/", f"{base}/sso/par/"}


def _claimed(text: str) -> str:
    """Who an assertion says it is from, before anything is believed."""
    try:
        return str(jose.peek(text).get("sub", ""))[:50].replace("\x00", "")
    except jose.BadStatement:
        raise _unknown("assertion: form") from None


def _require_ours(party: Party, claims: Mapping[str, Any], named: str) -> None:
    now, aud = time.ticking(), claims.get("aud")
    if claims.get("iss") != party.code or claims.get("sub") != party.code or named not in ("", party.code):
        raise _unknown("assertion: iss, sub")
    if not set(aud if isinstance(aud, list) else [aud]) & addressed():
        raise _unknown("assertion: aud")
    ends = claims.get("exp")
    if not isinstance(ends, int | float) or ends < now - LEEWAY:
        raise _unknown("assertion: exp")
    if ends > now + ASSERTION_LIFE.total_seconds() + LEEWAY:
        raise _unknown("assertion: lives too long, an hour at most")
    begins = claims.get("nbf", claims.get("iat", now))
    if not isinstance(begins, int | float) or begins > now + LEEWAY:
        raise _unknown("assertion: iat")


def _spend(party: Party, claims: Mapping[str, Any]) -> None:
    number = claims.get("jti")
    if not isinstance(number, str) or not 8 <= len(number) <= 200:
        raise _unknown("assertion: jti")
    ends = datetime.fromtimestamp(float(claims["exp"]) + 2 * LEEWAY, UTC)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into sso_assertion (party_id, digest, ends_at) values (%s, %s, %s) on conflict do nothing",
            [party.code, token_digest(number), ends],
        )
        if not cursor.rowcount:
            raise _unknown("assertion: jti came before")


def _unknown(why: str) -> OAuthError:
    return OAuthError("invalid_client", why, 401)
