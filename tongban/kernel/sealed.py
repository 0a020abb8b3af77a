"""Structured personal data at rest (a form, what was typed, its corrections): sealed JSON, its keys can be changed.

What is stored is one JSON string, ``cipher:key:base64``, so that a row says with what it is opened. Rows from before
hold plain JSON and are read as they are, until `reseal` has come past them.
"""

from __future__ import annotations

import json
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import connection, models, transaction

from tongban.kernel import crypto

# AES-256-GCM, and SM4-GCM (GB/T 32907) for cities that must pass 密评; both with a nonce of 12 and a tag of 16 bytes.
CIPHERS = {"aes": (algorithms.AES256, 32), "sm4": (algorithms.SM4, 16)}
FORM = re.compile(r"(aes|sm4):(forms-\d+):([A-Za-z0-9+/=]+)\Z")
FRESH = 10  # seconds after which a running process notices that the key was changed


def seal(text: str, purpose: str) -> str:
    """Seal ``text`` with the newest key; only the same ``purpose`` opens it."""
    name, cipher, nonce = newest_key(), _cipher(), os.urandom(12)
    kind, size = CIPHERS[cipher]
    sealing = Cipher(kind(_key(name, cipher, size)), modes.GCM(nonce)).encryptor()
    sealing.authenticate_additional_data(purpose.encode())
    blob = nonce + sealing.update(text.encode()) + sealing.finalize() + sealing.tag
    return f"{cipher}:{name}:{b64encode(blob).decode()}"


def unseal(sealed: str, purpose: str) -> str:
    """What was sealed; raises `InvalidTag` where it was touched or belongs elsewhere, else ValueError."""
    found = FORM.match(sealed)
    if found is None:
        raise ValueError("not sealed")
    cipher, name, blob = found[1], found[2], b64decode(found[3])
    kind, size = CIPHERS[cipher]
    opening = Cipher(kind(_key(name, cipher, size)), modes.GCM(blob[:12], blob[-16:])).decryptor()
    opening.authenticate_additional_data(purpose.encode())
    return (opening.update(blob[12:-16]) + opening.finalize()).decode()


@lru_cache(maxsize=64)
def _key(name: str, cipher: str, size: int) -> bytes:
    """One key for one cipher, so that two ciphers never share one."""
    return HKDF(SHA256(), size, None, f"tongban {cipher}".encode()).derive(crypto.key(name))


def _cipher() -> str:
    return str(settings.TONGBAN.cipher)


_seen: tuple[float, Path, str] | None = None


def newest_key(*, anew: bool = False) -> str:
    """The name of the key that seals now: the highest number among the key files."""
    global _seen
    folder = Path(settings.TONGBAN.home) / "keys"
    if anew or _seen is None or _seen[1] != folder or monotonic() - _seen[0] > FRESH:
        numbers = [int(path.stem.removeprefix("forms-")) for path in folder.glob("forms-*.key")]
        _seen = (monotonic(), folder, f"forms-{max(numbers, default=1)}")
    return _seen[2]


def change_key() -> str:
    """Make the next key and seal with it from now on; the former ones stay, to open what they sealed."""
    name = f"forms-{int(newest_key(anew=True).removeprefix('forms-')) + 1}"
    crypto.key(name)
    return newest_key(anew=True)


if TYPE_CHECKING:
    _Json = models.JSONField[Any, Any]
else:
    _Json = models.JSONField


class SealedJSON(_Json):
    """A JSON column that the database only ever sees sealed: nothing in it can be searched, sorted or indexed.

    ``None`` stays NULL and an empty form stays empty: they tell nothing about anybody.
    """

    @property
    def purpose(self) -> str:
        return f"{self.model._meta.label_lower}.{self.attname}"

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if not value or hasattr(value, "as_sql"):
            return super().get_db_prep_save(value, connection)
        text = json.dumps(value, cls=self.encoder, ensure_ascii=False, separators=(",", ":"))
        return super().get_db_prep_save(seal(text, self.purpose), connection)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        held = super().from_db_value(value, expression, connection)
        if isinstance(held, str) and FORM.match(held):
            return json.loads(unseal(held, self.purpose), cls=self.decoder)
        return held

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed: the database cannot look into it")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is sealed: the database cannot look into it")

    def value_to_string(self, obj: Any) -> str:
        raise TypeError("personal data is not serialised")


@cache
def columns() -> tuple[SealedJSON, ...]:
    """Every sealed column of the house."""
    fields = (field for model in apps.get_models() for field in model._meta.local_fields)
    return tuple(field for field in fields if isinstance(field, SealedJSON))


def reseal(field: SealedJSON, batch: int = 200) -> Iterator[int]:
    """Seal what is plain or sealed with a former key, in short transactions; yields how many rows each one took.

    It may be stopped at any time and run again: what is done is recognised by what it holds. Rows that somebody is
    writing are passed over and found at the next round; the verbs of others never wait for more than one batch.
    """
    while rows := _resealed(field, batch):
        yield rows


def remaining(field: SealedJSON) -> int:
    """Rows that are still plain or sealed with a former key."""
    with connection.cursor() as cursor:
        asked = f"select count(*) from {_table(field)} where {_old(field)}"  # noqa: S608 names of our own models
        cursor.execute(asked, _wanted())
        return int(cursor.fetchone()[0])


@transaction.atomic
def _resealed(field: SealedJSON, batch: int) -> int:
    column, key = _name(field.column), _name(field.model._meta.pk.column)
    table, old = _table(field), _old(field)
    asked = f"select {key}, {column}::text from {table} where {old} limit %s for update skip locked"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(asked, [*_wanted(), batch])
        rows = cursor.fetchall()
        written = []
        for row, text in rows:
            held = json.loads(text)
            plain = unseal(held, field.purpose) if isinstance(held, str) and FORM.match(held) else text
            written.append((json.dumps(seal(plain, field.purpose)), row))
        told = f"update {table} set {column} = %s::jsonb where {key} = %s"  # noqa: S608 names of our own models
        cursor.executemany(told, written)
    return len(rows)


def _old(field: SealedJSON) -> str:
    column = _name(field.column)
    return f"{column} is not null and {column}::text not in ('null', '{{}}', '[]') and {column}::text not like %s"


def _wanted() -> list[str]:
    return [f'"{_cipher()}:{newest_key(anew=True)}:%']


def _table(field: SealedJSON) -> str:
    return _name(field.model._meta.db_table)


def _name(name: str | None) -> str:
    return str(connection.ops.quote_name(str(name)))
