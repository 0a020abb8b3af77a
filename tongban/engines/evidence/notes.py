"""Signed notes (C2SP signed-note), the heads of a log as such notes (tlog-checkpoint), and witnesses' cosignatures."""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LOG, WITNESS = 1, 4  # kinds of signature: Ed25519 on the text; timestamped Ed25519 of a witness (tlog-cosignature)
DASH = "— "


class BadNote(ValueError):
    """A note, a key or a head that cannot be read or was not signed by whom it should."""


def b64(blob: bytes) -> str:
    return base64.b64encode(blob).decode()


def unb64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadNote("not Base64") from None


@dataclass(frozen=True)
class Verifier:
    """A name with its public key, written ``name+id+key`` (vkey)."""

    name: str
    kind: int
    key: bytes

    @property
    def id(self) -> bytes:
        return hashlib.sha256(f"{self.name}\n".encode() + bytes([self.kind]) + self.key).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64(bytes([self.kind]) + self.key)}"

    @classmethod
    def of(cls, text: str) -> Verifier:
        name, _, rest = text.strip().partition("+")
        said, _, key = rest.partition("+")
        blob = unb64(key)
        if not name or len(blob) != 33 or blob[0] not in (LOG, WITNESS):
            raise BadNote("not a verifier key of a log or a witness")
        found = cls(name, blob[0], blob[1:])
        if found.id.hex() != said:
            raise BadNote("the verifier key does not fit its own identifier")
        return found

    def check(self, text: str, signature: bytes) -> int:
        """Raise `BadNote` unless this key signed ``text``; returns the moment a witness gave, 0 for a log."""
        at, blob, message = 0, signature, text.encode()
        if self.kind == WITNESS:
            if len(signature) != 72:
                raise BadNote(f"the signature of {self.name} is cut")
            (at,) = struct.unpack(">Q", signature[:8])
            blob, message = signature[8:], _cosigned(text, at)
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(blob, message)
        except InvalidSignature:
            raise BadNote(f"the signature is not by {self.name}") from None
        return at


@dataclass(frozen=True)
class Signer:
    """A name with its private key."""

    name: str
    kind: int
    secret: bytes

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self.kind, self._key.public_key().public_bytes_raw())

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.secret)

    def line(self, text: str, at: int = 0) -> str:
        """The signature line of ``text``; a witness says when (seconds since 1970)."""
        if self.kind == WITNESS:
            blob = struct.pack(">Q", at) + self._key.sign(_cosigned(text, at))
        else:
            blob = self._key.sign(text.encode())
        return f"{DASH}{self.name} {b64(self.verifier.id + blob)}\n"


def _cosigned(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


@dataclass(frozen=True)
class Note:
    """A text and the signature lines under it."""

    text: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, blob: str) -> Note:
        text, gap, rest = blob.rpartition("\n\n")
        lines = rest.splitlines(keepends=True)
        if not gap or not lines or any(not one.startswith(DASH) or not one.endswith("\n") for one in lines):
            raise BadNote("not a signed note")
        return cls(text + "\n", tuple(lines))

    def __str__(self) -> str:
        return self.text + "\n" + "".join(self.lines)

    def signed_by(self, verifier: Verifier) -> int | None:
        """The moment (0 for a log) of a good signature by ``verifier``; None when it signed nothing or wrongly."""
        for line in self.lines:
            name, _, blob = line.removeprefix(DASH).rstrip("\n").rpartition(" ")
            try:
                raw = unb64(blob)
                if name == verifier.name and raw[:4] == verifier.id:
                    return verifier.check(self.text, raw[4:])
            except BadNote:
                continue
        return None

    def having(self, lines: Iterable[str]) -> Note:
        return Note(self.text, (*self.lines, *(line for line in lines if line not in self.lines)))


@dataclass(frozen=True)
class Head:
    """The head of a log: how many leaves, and the hash over them all."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64(self.root)}\n"

    @classmethod
    def of(cls, text: str) -> Head:
        origin, size, root, *_ = [*text.split("\n"), "", "", ""]
        blob = unb64(root)
        if not origin or not size.isascii() or not size.isdigit() or str(int(size)) != size or len(blob) != 32:
            raise BadNote("not the head of a log")
        return cls(origin, int(size), blob)
