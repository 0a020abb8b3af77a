"""SM2 signatures with SM3 (GB/T 32918.2, GB/T 32905) by the system's libcrypto, OpenSSL 3 or newer.

The library we use for everything else has no SM2. Where the system's cannot do it, `available` says so and nothing
here is used. Keys are DER: private PKCS#8 or SEC 1 as libcrypto writes it, public SubjectPublicKeyInfo.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

USER_ID = b"1234567812345678"  # the user id of GB/T 35276 where two sides have agreed on none
LONGEST = 128  # bytes of a signature, two numbers of 32 bytes in DER

_POINTERS = (
    "EVP_PKEY_CTX_new_from_name", "EVP_PKEY_CTX_new_from_pkey", "EVP_MD_CTX_new", "EVP_sm3", "d2i_AutoPrivateKey",
    "d2i_PUBKEY",
)  # fmt: skip
_VOID = ("EVP_PKEY_CTX_free", "EVP_MD_CTX_free", "EVP_PKEY_free", "EVP_MD_CTX_set_pkey_ctx")


class SM2Failed(Exception):
    """libcrypto refused: a key that is none, or a library without SM2."""


@cache
def _crypto() -> Any:
    name = ctypes.util.find_library("crypto")
    if not name:
        return None
    library = ctypes.CDLL(name)
    try:
        for each in _POINTERS:
            getattr(library, each).restype = ctypes.c_void_p
        for each in _VOID:
            getattr(library, each).restype = None
        library.EVP_PKEY_CTX_set1_id  # noqa: B018 - a function since version 3
    except AttributeError:
        return None
    return library


@cache
def available() -> bool:
    """Whether SM2 can be used here."""
    try:
        key = make()
        return verify(public(key), b"trial", sign(key, b"trial"))
    except (SM2Failed, OSError):
        return False


def make() -> bytes:
    """A new private key."""
    library = _loaded()
    made = ctypes.c_void_p()
    context = ctypes.c_void_p(library.EVP_PKEY_CTX_new_from_name(None, b"SM2", None))
    try:
        _must(library.EVP_PKEY_keygen_init(context))
        _must(library.EVP_PKEY_generate(context, ctypes.byref(made)))
    finally:
        library.EVP_PKEY_CTX_free(context)
    with _freed(made):
        return _written(library.i2d_PrivateKey, made)


def public(private: bytes) -> bytes:
    """The public key that belongs to it."""
    with _key("d2i_AutoPrivateKey", private) as key:
        return _written(_loaded().i2d_PUBKEY, key)


def sign(private: bytes, data: bytes) -> bytes:
    """A signature in DER over ``data`` with SM3."""
    library = _loaded()
    with _key("d2i_AutoPrivateKey", private) as key, _prepared(key) as digest:
        _must(library.EVP_DigestSignInit(digest, None, ctypes.c_void_p(library.EVP_sm3()), None, key))
        room, size = ctypes.create_string_buffer(LONGEST), ctypes.c_size_t(LONGEST)
        _must(library.EVP_DigestSign(digest, room, ctypes.byref(size), data, ctypes.c_size_t(len(data))))
        return room.raw[: size.value]


def verify(public_key: bytes, data: bytes, signature: bytes) -> bool:
    """Whether ``signature`` is of ``data`` by this key."""
    library = _loaded()
    with _key("d2i_PUBKEY", public_key) as key, _prepared(key) as digest:
        _must(library.EVP_DigestVerifyInit(digest, None, ctypes.c_void_p(library.EVP_sm3()), None, key))
        size, length = ctypes.c_size_t(len(signature)), ctypes.c_size_t(len(data))
        return bool(library.EVP_DigestVerify(digest, signature, size, data, length) == 1)


@contextmanager
def _key(reader: str, der: bytes) -> Iterator[ctypes.c_void_p]:
    start = ctypes.c_char_p(der)
    key = ctypes.c_void_p(getattr(_loaded(), reader)(None, ctypes.byref(start), ctypes.c_long(len(der))))
    if not key:
        raise SM2Failed("not a key")
    with _freed(key):
        yield key


@contextmanager
def _freed(key: ctypes.c_void_p) -> Iterator[None]:
    try:
        yield
    finally:
        _loaded().EVP_PKEY_free(key)


@contextmanager
def _prepared(key: ctypes.c_void_p) -> Iterator[ctypes.c_void_p]:
    """A digest context that knows whose signature it is: SM2 signs the user's id too."""
    library = _loaded()
    context = ctypes.c_void_p(library.EVP_PKEY_CTX_new_from_pkey(None, key, None))
    digest = ctypes.c_void_p(library.EVP_MD_CTX_new())
    try:
        _must(library.EVP_PKEY_CTX_set1_id(context, USER_ID, ctypes.c_size_t(len(USER_ID))))
        library.EVP_MD_CTX_set_pkey_ctx(digest, context)
        yield digest
    finally:
        library.EVP_MD_CTX_free(digest)
        library.EVP_PKEY_CTX_free(context)


def _written(writer: Any, key: ctypes.c_void_p) -> bytes:
    size = writer(key, None)
    if size <= 0:
        raise SM2Failed("the key cannot be written")
    room = ctypes.create_string_buffer(size)
    writer(key, ctypes.byref(ctypes.cast(room, ctypes.c_char_p)))
    return room.raw


def _loaded() -> Any:
    library = _crypto()
    if library is None:
        raise SM2Failed("no libcrypto of version 3 or newer")
    return library


def _must(answer: int) -> None:
    if answer != 1:
        _loaded().ERR_clear_error()
        raise SM2Failed("libcrypto refused")
