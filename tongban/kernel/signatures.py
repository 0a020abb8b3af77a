"""Ways to sign (签名算法) behind one interface: a private key, its public key, a signature, and whether it is right."""

from __future__ import annotations

from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tongban.kernel import sm2
from tongban.kernel.registry import Registry


class Scheme(Protocol):
    """One way to sign; keys and signatures are bytes whose form is the scheme's own."""

    def available(self) -> bool: ...
    def make(self) -> bytes: ...
    def public(self, private: bytes) -> bytes: ...
    def sign(self, private: bytes, data: bytes) -> bytes: ...
    def verify(self, public: bytes, data: bytes, signature: bytes) -> bool: ...


schemes: Registry[type[Scheme]] = Registry()


@schemes.add("ed25519")
class Ed25519:
    """RFC 8032; keys are the 32 raw bytes."""

    def available(self) -> bool:
        return True

    def make(self) -> bytes:
        return Ed25519PrivateKey.generate().private_bytes_raw()

    def public(self, private: bytes) -> bytes:
        key = Ed25519PrivateKey.from_private_bytes(private).public_key()
        return key.public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, private: bytes, data: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(private).sign(data)

    def verify(self, public: bytes, data: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
        except InvalidSignature:
            return False
        return True


@schemes.add("sm2")
class SM2:
    """GB/T 32918.2 with SM3; keys and signatures are DER."""

    def available(self) -> bool:
        return sm2.available()

    def make(self) -> bytes:
        return sm2.make()

    def public(self, private: bytes) -> bytes:
        return sm2.public(private)

    def sign(self, private: bytes, data: bytes) -> bytes:
        return sm2.sign(private, data)

    def verify(self, public: bytes, data: bytes, signature: bytes) -> bool:
        return sm2.verify(public, data, signature)
