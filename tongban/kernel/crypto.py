"""Keys in files outside the database, the two ciphers, a blind index for equality search.

What is sealed with them is said in `sealed`; the keys of persons, which lie wrapped in the database, in `datakeys`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from functools import lru_cache
from pathlib import Path
from threading import get_ident
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from tongban.kernel import durable, vault

# AES-256-GCM, and SM4-GCM (GB/T 32907) for cities that must pass 密评; both with a nonce of 12 and a tag of 16 bytes.
CIPHERS = {"aes": (algorithms.AES256, 32), "sm4": (algorithms.SM4, 16)}


@lru_cache(maxsize=32)
def key(name: str) -> bytes:
    """The 32-byte key called ``name``, made at first use, readable by its owner only."""
    path = Path(settings.TONGBAN.home) / "keys" / f"{name}.key"
    if not path.exists():
        put_once(path, for_file(path, os.urandom(32)))
    return from_file(path)


def for_file(path: Path, plain: bytes) -> bytes:
    """A key as its file holds it: wrapped, where the city has a vault."""
    return vault.wrapped(plain, _family(path)).encode() if vault.wraps() else plain


def from_file(path: Path) -> bytes:
    """The key in a file, wrapped or plain. Raises `VaultSilent`."""
    held = path.read_bytes()
    if not held.startswith(vault.MARK.encode()):
        return held
    return vault.opened(held.decode(), _family(path))


def _family(path: Path) -> str:
    """What a key file is wrapped for: the next and the last key that signs take each other's name."""
    return f"file {path.stem.partition('-')[0]}"


def rewrap_file(path: Path, newest: str) -> bool:
    """Wrap the key in a file as keys are wrapped now; its age stays. Whether it was not yet."""
    held, seen = path.read_bytes(), path.stat()
    if held.startswith(newest.encode()) if newest else not held.startswith(vault.MARK.encode()):
        return False
    durable.write_whole(path, for_file(path, from_file(path)), 0o600)
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    return True


def put_once(path: Path, content: bytes) -> None:
    """Write a file of the key folder whole, for its owner only; the first process wins, others read its file."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = path.with_suffix(f".{os.getpid()}-{get_ident()}")
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    try:
        os.link(made, path)
    except FileExistsError:
        pass
    finally:
        made.unlink()


def cipher() -> str:
    """The cipher of this city: ``aes`` or ``sm4``."""
    return str(settings.TONGBAN.cipher)


@lru_cache(maxsize=4096)
def _derived(secret: bytes, name: str, size: int) -> bytes:
    """One key for one cipher, so that two ciphers never share one."""
    return HKDF(SHA256(), size, None, f"tongban {name}".encode()).derive(secret)


def encrypt(secret: bytes, plain: bytes, purpose: str, name: str) -> bytes:
    """Nonce, what was hidden, and the tag; only the same ``purpose`` opens it."""
    kind, size = CIPHERS[name]
    nonce = os.urandom(12)
    sealing = Cipher(kind(_derived(secret, name, size)), modes.GCM(nonce)).encryptor()
    sealing.authenticate_additional_data(purpose.encode())
    return nonce + sealing.update(plain) + sealing.finalize() + sealing.tag


def decrypt(secret: bytes, blob: bytes, purpose: str, name: str) -> bytes:
    """What was hidden; raises `InvalidTag` where it was touched or belongs elsewhere."""
    kind, size = CIPHERS[name]
    opening = Cipher(kind(_derived(secret, name, size)), modes.GCM(blob[:12], blob[-16:])).decryptor()
    opening.authenticate_additional_data(purpose.encode())
    return opening.update(blob[12:-16]) + opening.finalize()


def blind_index(text: str, purpose: str) -> str:
    """A keyed digest of a normalised value, another for each column: equal values meet, nothing else can be learnt."""
    return hmac.new(key("index"), f"{purpose}:{text.strip().upper()}".encode(), hashlib.sha256).hexdigest()[:32]


def token_digest(token: str) -> str:
    """What is kept of a bearer token."""
    return base64.urlsafe_b64encode(hashlib.sha256(token.encode()).digest()).decode()


def __getattr__(name: str) -> Any:
    """Migrations made before the sealed columns stood in `sealed` know this one by its former place."""
    if name == "SealedText":
        from tongban.kernel.sealed import SealedText

        return SealedText
    raise AttributeError(name)
