"""The key that signs codes (Ed25519), kept outside the database."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tongban.kernel import crypto


def private_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(crypto.key("codes"))
