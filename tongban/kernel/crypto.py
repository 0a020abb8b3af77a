"""Personal data at rest: AES-256-GCM fields, a blind index for equality search; keys are files outside the database."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from functools import lru_cache
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models


@lru_cache(maxsize=8)
def key(name: str) -> bytes:
    """The 32-byte key called ``name``, made at first use, readable by its owner only."""
    path = Path(settings.TONGBAN.home) / "keys" / f"{name}.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = path.with_suffix(f".{os.getpid()}-{get_ident()}")
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(32))
        try:
            os.link(made, path)  # the first process wins; the others read what it wrote
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_bytes()


def seal(text: str, purpose: str) -> bytes:
    """Encrypt ``text``; only the same ``purpose`` opens it again."""
    nonce = os.urandom(12)
    return nonce + AESGCM(key("fields")).encrypt(nonce, text.encode(), purpose.encode())


def unseal(blob: bytes, purpose: str) -> str:
    return AESGCM(key("fields")).decrypt(bytes(blob[:12]), bytes(blob[12:]), purpose.encode()).decode()


def blind_index(text: str, purpose: str) -> str:
    """A keyed digest of a normalised value: equal values meet, nothing else can be learnt."""
    return hmac.new(key("index"), f"{purpose}:{text.strip().upper()}".encode(), hashlib.sha256).hexdigest()[:32]


def token_digest(token: str) -> str:
    """What is kept of a bearer token."""
    return base64.urlsafe_b64encode(hashlib.sha256(token.encode()).digest()).decode()


if TYPE_CHECKING:
    _Binary = models.BinaryField[Any, Any]
else:
    _Binary = models.BinaryField


class SealedText(_Binary):
    """A text column that the database only ever sees encrypted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    @property
    def purpose(self) -> str:
        return f"{self.model._meta.label_lower}.{self.attname}"

    def get_prep_value(self, value: Any) -> Any:
        return b"" if not value else seal(value, self.purpose)

    def from_db_value(self, value: Any, *_: Any) -> str:
        return unseal(value, self.purpose) if value else ""

    def value_to_string(self, obj: Any) -> str:
        raise TypeError("personal data is not serialised")
