"""The wire to an entrance: what it publishes, a code exchanged, what it says of somebody; nothing is believed yet."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from tongban.engines import jose
from tongban.kernel import outbound, time
from tongban.registers.entrances.errors import EntranceAway, EntranceWrong
from tongban.registers.entrances.kinds import ALGORITHMS, KNOWN_FOR, PATIENCE
from tongban.registers.entrances.models import Entrance

ASSERTED = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ADDRESSES = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")


def known(entrance: Entrance, *, anew: bool = False) -> dict[str, Any]:
    """The entrance's description and keys: read when they are older than ten minutes, or ``anew``."""
    now = datetime.fromtimestamp(time.ticking(), UTC)
    if not anew and entrance.known_at and 0 <= (now - entrance.known_at).total_seconds() < KNOWN_FOR:
        return dict(entrance.known)
    told = _json(entrance, f"{entrance.issuer.rstrip('/')}/.well-known/openid-configuration")
    if told.get("issuer") != entrance.issuer:
        raise wrong(entrance, "issuer in its description")
    kept = {name: told.get(name) for name in ADDRESSES}
    if not all(_is_address(entrance, one) for one in kept.values()):
        raise wrong(entrance, "addresses in its description")
    try:
        keys = _usable(_json(entrance, str(kept["jwks_uri"])))
    except ValueError:
        raise wrong(entrance, "keys") from None
    entrance.known = {**kept, "keys": keys, "iss": bool(told.get("authorization_response_iss_parameter_supported"))}
    entrance.known_at = now
    Entrance.objects.filter(pk=entrance.pk).update(known=entrance.known, known_at=now)
    return dict(entrance.known)


def exchange(entrance: Entrance, code: str, verifier: str, redirect: str) -> dict[str, Any]:
    """The tokens for a code; we prove ourselves with a statement of our own, there is no shared secret."""
    where = str(known(entrance)["token_endpoint"])
    now = int(time.ticking())
    claims = {
        "iss": entrance.client_id, "sub": entrance.client_id, "aud": where, "iat": now, "exp": now + 60,
        "jti": secrets.token_urlsafe(16),
    }  # fmt: skip
    body = urlencode({
        "grant_type": "authorization_code", "code": code, "redirect_uri": redirect, "code_verifier": verifier,
        "client_id": entrance.client_id, "client_assertion_type": ASSERTED,
        "client_assertion": jose.sign(claims, json.loads(entrance.key)),
    })  # fmt: skip
    said = _json(entrance, where, body.encode())
    if str(said.get("token_type", "")).lower() != "bearer" or not all(
        isinstance(said.get(name), str) for name in ("access_token", "id_token")
    ):
        raise wrong(entrance, "tokens")
    return said


def about(entrance: Entrance, token: str) -> dict[str, Any]:
    """What it says of somebody (userinfo); the token travels in the header."""
    return _json(entrance, str(known(entrance)["userinfo_endpoint"]), headers={"Authorization": f"Bearer {token}"})


def wrong(entrance: Entrance, why: str) -> EntranceWrong:
    return EntranceWrong(f"{entrance.where}返回的内容不正确，为了您的安全没有登录。", why=why)


def _json(
    entrance: Entrance, where: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    said = {"Accept": "application/json", **(headers or {})}
    try:
        if body is None:
            status, text = outbound.get(where, said, total=PATIENCE, private_ok=entrance.private_ok)
        else:
            said["Content-Type"] = "application/x-www-form-urlencoded"
            status, text = outbound.post(where, body, said, total=PATIENCE, private_ok=entrance.private_ok)
    except (outbound.NoAnswer, outbound.NotThere) as why:
        raise EntranceAway(f"{entrance.where}暂时没有回答。", why=str(why)) from None
    if status >= 500:
        raise EntranceAway(f"{entrance.where}暂时没有回答。", why=f"status {status}")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise wrong(entrance, "no JSON") from None

    if status != 200 or not isinstance(found, dict):
        raise wrong(entrance, f"status {status}")
    return found


def _usable(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The keys we can use; others may stand beside them, for others."""
    found = []
    for key in told.get("keys", []):
        try:
            found += jose.check_keys(key, ALGORITHMS)
        except ValueError:
            continue
    if not found:
        raise ValueError("no key")
    return found


def _is_address(entrance: Entrance, text: Any) -> bool:
    if not isinstance(text, str) or not text.isascii() or not text.isprintable():
        return False
    parts = urlsplit(text)
    return bool(parts.hostname) and not parts.username and (parts.scheme == "https" or entrance.private_ok)
