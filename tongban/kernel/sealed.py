"""Personal data at rest: columns that the database only ever sees sealed, each under the key of whom it is about.

What is stored says with what it is opened: ``aes:@<key>:…``, the cipher and the name of the key (`datakeys`). Only the
column it was written to opens it. Rows from before, plain or under a key of the house, are read as they are until
`resealing` has come past them. A value whose key was destroyed reads as empty: nobody can know it any more.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import FieldError, ObjectDoesNotExist
from django.db import models

from tongban.kernel import crypto, datakeys

TEXT = re.compile(r"(aes|sm4):@([0-9a-f]{32}|house):([A-Za-z0-9+/=]+)\Z")
BYTES = re.compile(rb"(aes|sm4):@([0-9a-f]{32}|house):")
FORMER = re.compile(r"(aes|sm4):(forms-\d+):([A-Za-z0-9+/=]+)\Z")
OWNERS = ("person/", "organisation/")


@dataclass(frozen=True)
class Gone:
    """Stands where a value was whose key is destroyed."""


GONE = Gone()


def seal(text: str, purpose: str, owner: str = "") -> str | Gone:
    """Seal ``text`` with the key of its owner, the house's where it has none; only the same ``purpose`` opens it.

    `GONE` where the owner's key was destroyed: what concerns somebody forgotten is not kept.
    """
    key_id = datakeys.for_owner(owner)
    secret = datakeys.secret(key_id) if key_id else None
    if secret is None:
        return GONE
    blob = crypto.encrypt(secret, text.encode(), purpose, crypto.cipher())
    return f"{crypto.cipher()}:@{key_id}:{b64encode(blob).decode()}"


def unseal(sealed: str, purpose: str) -> str | Gone:
    """What was sealed; raises `InvalidTag` where it was touched or belongs elsewhere, else ValueError."""
    found = TEXT.match(sealed)
    if found is None:
        return _former(sealed, purpose)
    secret = datakeys.secret(found[2])
    return GONE if secret is None else crypto.decrypt(secret, b64decode(found[3]), purpose, found[1]).decode()


def _former(sealed: str, purpose: str) -> str:
    """What lies sealed with a key file of its own, as it was before keys were wrapped."""
    found = FORMER.match(sealed)
    if found is None:
        raise ValueError("not sealed")
    return crypto.decrypt(crypto.key(found[2]), b64decode(found[3]), purpose, found[1]).decode()


def is_sealed(held: object) -> bool:
    return isinstance(held, str) and bool(TEXT.match(held) or FORMER.match(held))


@dataclass(frozen=True)
class Owned:
    """A value on its way into its row, and whom it is about."""

    value: Any
    owner: str


@dataclass(frozen=True)
class Plain:
    """A value on its way into its row that is no secret."""

    value: str


if TYPE_CHECKING:
    _Field = models.Field[Any, Any]
    _Json = models.JSONField[Any, Any]
    _Binary = models.BinaryField[Any, Any]
    _Text = models.TextField[Any, Any]
else:
    _Field, _Json, _Binary, _Text = object, models.JSONField, models.BinaryField, models.TextField


class Sealed(_Field):
    """What the sealed columns share: the database can look into none of them.

    ``owner``: where the row says whom it is about ("person/<id>"), dots allowed; without it the house's key seals.
    ``kept`` instead, where it belongs to the file of a case and outlives a wish to be forgotten.
    """

    def __init__(self, *args: Any, owner: str = "", kept: str = "", **kwargs: Any) -> None:
        self.owner, self.kept = owner or kept, bool(kept)
        super().__init__(*args, **kwargs)

    def clone(self) -> Any:
        copy = super().clone()
        copy.owner, copy.kept = self.owner, self.kept
        return copy

    @property
    def purpose(self) -> str:
        return f"{self.model._meta.label_lower}.{self.attname}"

    def subject(self, row: Any) -> str:
        """Whom this row's value is about; "" for nobody in particular.

        Who may not see what the row hangs on cannot write it: the database refuses that, not we.
        """
        try:
            for name in self.owner.split("."):
                row = getattr(row, name) if name else ""
        except ObjectDoesNotExist:
            return ""
        return str(row)

    def whose(self, row: Any) -> str:
        """The owner as the keys know him."""
        found = self.subject(row)
        if not found.startswith(OWNERS):
            return ""
        return found + datakeys.FILES if self.kept else found

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        return value if not value or hasattr(value, "as_sql") else Owned(value, self.whose(model_instance))

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed: the database cannot look into it")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is sealed: the database cannot look into it")

    def value_to_string(self, obj: Any) -> str:
        raise TypeError("personal data is not serialised")


def _apart(value: Any) -> tuple[Any, str]:
    return (value.value, value.owner) if isinstance(value, Owned) else (value, "")


class SealedJSON(Sealed, _Json):
    """A sealed JSON column. ``None`` stays NULL and an empty form stays empty: they tell nothing about anybody."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        value, owner = _apart(value)
        if not value or hasattr(value, "as_sql"):
            return super().get_db_prep_save(value, connection)
        text = json.dumps(value, cls=self.encoder, ensure_ascii=False, separators=(",", ":"))
        held = seal(text, self.purpose, owner)
        return super().get_db_prep_save(type(value)() if isinstance(held, Gone) else held, connection)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        held = super().from_db_value(value, expression, connection)
        if not is_sealed(held):
            return held
        text = unseal(held, self.purpose)
        if isinstance(text, Gone):
            return None if self.null else self.get_default()
        return json.loads(text, cls=self.decoder)


class SealedText(Sealed, _Binary):
    """A sealed text column, kept as bytes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def get_lookup(self, lookup_name: str) -> Any:
        lookup: Any = models.BinaryField.get_lookup if lookup_name == "exact" else Sealed.get_lookup
        return lookup(self, lookup_name)

    def get_prep_value(self, value: Any) -> Any:
        """Whether it is empty may be asked, and nothing else."""
        if value and isinstance(value, str):
            raise FieldError(f"{self.name} is sealed: the database cannot look into it")
        return b"" if value == "" else super().get_prep_value(value)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        value, owner = _apart(value)
        if hasattr(value, "as_sql"):
            return value
        return super().get_db_prep_save(self._sealed(str(value), owner) if value else b"", connection)

    def _sealed(self, text: str, owner: str) -> bytes:
        key_id = datakeys.for_owner(owner)
        secret = datakeys.secret(key_id) if key_id else None
        if secret is None:
            return b""
        blob = crypto.encrypt(secret, text.encode(), self.purpose, crypto.cipher())
        return f"{crypto.cipher()}:@{key_id}:".encode() + blob

    def from_db_value(self, value: Any, *_: Any) -> str:
        blob = bytes(value) if value else b""
        if not blob:
            return ""
        found = BYTES.match(blob)
        if found is None:  # as it was before keys were wrapped
            return AESGCM(crypto.key("fields")).decrypt(blob[:12], blob[12:], self.purpose.encode()).decode()
        secret = datakeys.secret(found[2].decode())
        if secret is None:
            return ""
        return crypto.decrypt(secret, blob[found.end() :], self.purpose, found[1].decode()).decode()


class SealedWords(Sealed, _Text):
    """A sealed column that was a plain text column once: what still lies there plain is read as it is."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        value, owner = _apart(value)
        if not value or hasattr(value, "as_sql"):
            return super().get_db_prep_save(value, connection)
        held = seal(str(value), self.purpose, owner)
        return super().get_db_prep_save("" if isinstance(held, Gone) else held, connection)

    def from_db_value(self, value: Any, *_: Any) -> Any:
        if not is_sealed(value):
            return value
        text = unseal(value, self.purpose)
        return "" if isinstance(text, Gone) else text


class SealedName(SealedWords):
    """What somebody is called, on a row of a list: a person's is sealed, an organisation's is public and stays plain.

    The key is the house's, so that a list of a hundred people needs no hundred keys; only what is plain can be found.
    """

    def whose(self, row: Any) -> str:
        return ""

    def is_public(self, row: Any) -> bool:
        return self.subject(row).startswith("organisation/")

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        return Plain(value.value) if isinstance(value, Owned) and self.is_public(model_instance) else value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return value.value if isinstance(value, Plain) else super().get_db_prep_save(value, connection)

    def get_lookup(self, lookup_name: str) -> Any:
        return models.TextField.get_lookup(self, lookup_name)
