"""The keys that sign credentials and status lists (Ed25519), kept outside the database, and who we are to others."""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from tongban.engines import tokens
from tongban.kernel import signing_keys


def private_key() -> Ed25519PrivateKey:
    return signing_keys.signer("credentials")


def keys() -> dict[str, Ed25519PublicKey]:
    """Whose signatures count, by key id: also of the key that will sign next, and of the last one."""
    return {tokens.key_id(one): one for one in signing_keys.verifiers("credentials")}


def kid() -> str:
    return tokens.key_id(private_key().public_key())


def issuer() -> str:
    return settings.TONGBAN.base_url


def metadata() -> dict[str, Any]:
    """What verifiers ask for at ``/.well-known/jwt-vc-issuer``."""
    return {"issuer": issuer(), "jwks": tokens.key_set(*keys().values())}
