"""The key that signs the head of the ledger (Ed25519), kept outside the database."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tongban.kernel import crypto


def private_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(crypto.key("ledger"))


def public_key() -> Ed25519PublicKey:
    return private_key().public_key()
