"""The key that signs credentials and status lists (Ed25519), kept outside the database, and who we are to others."""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from tongban.engines import tokens
from tongban.kernel import crypto


def private_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(crypto.key("credentials"))


def keys() -> dict[str, Ed25519PublicKey]:
    key = private_key().public_key()
    return {tokens.key_id(key): key}


def kid() -> str:
    return next(iter(keys()))


def issuer() -> str:
    return settings.TONGBAN.base_url


def metadata() -> dict[str, Any]:
    """What verifiers ask for at ``/.well-known/jwt-vc-issuer``."""
    return {"issuer": issuer(), "jwks": tokens.key_set(*keys().values())}
