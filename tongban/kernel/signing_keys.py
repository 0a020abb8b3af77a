"""Keys that sign what others keep and check (codes, credentials): announced a day before they sign, and changed.

Three files: the key that signs, the one that will (announced, so that gates and verifiers have it), the last one.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from tongban.kernel import crypto, time
from tongban.kernel.errors import Refusal

NAMES = {"codes": "随申码、场所码", "credentials": "亮证凭证、状态列表"}
AHEAD = timedelta(days=1)
READ_AGAIN = 60.0  # seconds after which a running process has noticed a change
_read: dict[str, tuple[float, list[bytes]]] = {}


class TooSoon(Refusal):
    """A key that nobody had a day to fetch."""

    code = "key-too-soon"
    sentence = "新的签名公钥还没有公布满一天，离线核验的窗口可能还没有取到。"
    next_step = "请先运行 tongban keys announce 公布，一天以后再运行 tongban keys change。"


def signer(name: str) -> Ed25519PrivateKey:
    """The key that signs now."""
    return Ed25519PrivateKey.from_private_bytes(_ring(name)[0])


def verifiers(name: str) -> list[Ed25519PublicKey]:
    """Whose signatures count: of the key that signs, the one that was announced, and the last one."""
    return [Ed25519PrivateKey.from_private_bytes(one).public_key() for one in _ring(name)]


def announce(name: str) -> None:
    """Publish the next key (公布下一把公钥); asked again it is the same one."""
    path = _path(name, "-next")
    if not path.exists():
        crypto.put_once(path, crypto.for_file(path, os.urandom(32)))
    _read.pop(name, None)


def change(name: str) -> None:
    """Sign with the announced key from now on (换用); the former counts until the next change. Raises `TooSoon`."""
    following, present, last = _path(name, "-next"), _path(name), _path(name, "-last")
    crypto.key(name)  # there is one
    if not following.exists() or _age(following) < AHEAD:
        raise TooSoon
    last.unlink(missing_ok=True)
    os.link(present, last)
    os.replace(following, present)  # at no moment is there no key
    _read.pop(name, None)


def _ring(name: str) -> list[bytes]:
    at, found = _read.get(name, (0.0, []))
    if not found or monotonic() - at > READ_AGAIN:
        crypto.key(name)
        paths = [_path(name, which) for which in ("", "-next", "-last")]
        found = [crypto.from_file(path) for path in paths if path.exists()]
        _read[name] = (monotonic(), found)
    return found


def _age(path: Path) -> timedelta:
    return time.now() - datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)


def _path(name: str, which: str = "") -> Path:
    return Path(settings.TONGBAN.home) / "keys" / f"{name}{which}.key"
