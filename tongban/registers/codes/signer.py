"""The keys that sign codes (Ed25519), kept outside the database."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tongban.engines import tokens
from tongban.kernel import signing_keys


def private_key() -> Ed25519PrivateKey:
    return signing_keys.signer("codes")


def keys() -> dict[str, Ed25519PublicKey]:
    """Whose signatures count, by key id: also of the key that will sign next, and of the last one."""
    return {tokens.key_id(one): one for one in signing_keys.verifiers("codes")}
