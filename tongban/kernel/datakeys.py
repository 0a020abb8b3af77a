"""One key for each person and organisation, wrapped by the city's (信封加密): destroying it is forgetting (销毁密钥).

The city's keys are files (``keys/city-<n>.key``), the newest wraps; a person's key lies wrapped in `DataKey`. Changing
the city's key wraps the small keys anew and touches no data. What belongs to nobody in particular is sealed with the
key of the house, a file wrapped likewise. Whoever holds the database alone can open nothing. Where the city has a
vault (`vault`), it wraps instead of the files, and wraps them too: whoever copies the disk as well opens nothing.

A person has two keys: what is his alone (profile, messages, answers) goes when he asks; what stands in the files of
cases (``FILES``) is kept as long as their archive law says, and goes then.
"""

from __future__ import annotations

import os
import re
from base64 import b64decode, b64encode
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from tongban.kernel import crypto, durable, time, vault
from tongban.kernel.ids import uuid7

HOUSE = "house"
FILES = "/files"
FRESH = 30  # seconds for which a process remembers an opened key: as long, at most, somebody forgotten can be read
MOST = 20_000
_WRAPPED = re.compile(r"(aes|sm4):(city-\d+):([A-Za-z0-9+/=]+)\Z")


class KeyLost(Exception):
    """A sealed value whose key does not exist: the backup of the keys does not fit that of the database."""


_opened: dict[str, tuple[float, bytes | None]] = {}
_owners: dict[str, tuple[float, str]] = {}
_unsure: set[str] = set()  # owners whose key was made here and may yet be rolled back: never remembered
_city: tuple[float, Path, int] | None = None


def remember_nothing() -> None:
    """Forget every opened key of this process."""
    global _city
    _opened.clear()
    _owners.clear()
    crypto.key.cache_clear()
    _city = None


def secret(key_id: str) -> bytes | None:
    """The opened key of this name; None where it was destroyed. Raises `KeyLost`."""
    known = _opened.get(key_id)
    if known is not None and known[0] > monotonic():
        return known[1]
    found = _house() if key_id == HOUSE else _from_rows("id", UUID(key_id))[1]
    _keep(_opened, key_id, found)
    return found


def for_owner(owner: str) -> str | None:
    """The name of the key that seals what is this owner's, made at first use; None once it was destroyed."""
    if not owner:
        return HOUSE
    known = _owners.get(owner)
    if known is not None and known[0] > monotonic():
        return known[1]
    try:
        key_id, opened = _from_rows("owner", owner)
    except KeyLost:
        key_id, opened = _made(owner)
    if opened is None:
        return None
    _keep(_opened, key_id, opened)
    if owner not in _unsure:
        _keep(_owners, owner, key_id)
    return key_id


def destroy(owner: str) -> None:
    """Destroy what opens everything sealed for this owner, within a verb's transaction; there is no way back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into kernel_datakey (id, owner, wrapped, made_at, destroyed_at) values (%s, %s, '', %s, %s) "
            "on conflict (owner) do update set wrapped = '', destroyed_at = excluded.destroyed_at returning id",
            [uuid7(), owner, time.now(), time.now()],
        )
        key_id = cursor.fetchone()[0].hex
    def let_go() -> None:
        _opened.pop(key_id, None)
        _owners.pop(owner, None)

    let_go()
    transaction.on_commit(let_go)


def destroyed(*, kept: bool = False) -> list[str]:
    """Whose keys are destroyed: "person/<id>"; ``kept``: only of whom files of cases can still be read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select owner from kernel_datakey k where destroyed_at is not null and owner not like '%%' || %s "
            "and (not %s or exists (select from kernel_datakey f where f.owner = k.owner || %s and f.wrapped <> ''))",
            [FILES, kept, FILES],
        )
        return [owner for (owner,) in cursor.fetchall()]


# the city's key


def city_key(*, anew: bool = False) -> str:
    """The name of the key that wraps now: the highest number among the key files."""
    global _city
    folder = Path(settings.TONGBAN.home) / "keys"
    if anew or _city is None or _city[1] != folder or monotonic() > _city[0]:
        numbers = [int(path.stem.removeprefix("city-")) for path in folder.glob("city-*.key")]
        _city = (monotonic() + FRESH, folder, max(numbers, default=1))
    return f"city-{_city[2]}"


def wrapping() -> str:
    """What wraps now, for people: a key file, or the vault and its version."""
    return f"vault v{vault.version()}" if vault.wraps() else city_key(anew=True)


def change_city_key() -> str:
    """Make the next key and wrap with it from now on; the former ones stay until `unwrapped` counts nothing."""
    if vault.wraps():
        vault.rotate()
        return f"vault v{vault.version()}"
    name = f"city-{int(city_key(anew=True).removeprefix('city-')) + 1}"
    crypto.key(name)
    return city_key(anew=True)


def rewrap(batch: int = 500) -> int:
    """Wrap one batch of keys with the city's newest; how many. Rows somebody holds are taken next time."""
    rewrap_files()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select id, owner, wrapped from kernel_datakey where wrapped <> '' and wrapped not like %s "
            "limit %s for update skip locked",
            [_wanted(), batch],
        )
        rows = [(_wrap(_unwrap(wrapped, owner), owner), key_id) for key_id, owner, wrapped in cursor.fetchall()]
        cursor.executemany("update kernel_datakey set wrapped = %s where id = %s", rows)
    return len(rows)


def rewrap_files() -> None:
    """Wrap the key of the house and every key file as keys are wrapped now; done already, it changes nothing."""
    _rewrap_house()
    newest = _wanted()[:-1] if vault.wraps() else ""
    for path in (Path(settings.TONGBAN.home) / "keys").glob("*.key"):
        crypto.rewrap_file(path, newest)


def unwrapped() -> int:
    """How many keys the newest key of the city does not wrap yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from kernel_datakey where wrapped <> '' and wrapped not like %s", [_wanted()]
        )
        return int(cursor.fetchone()[0])


def _wanted() -> str:
    if vault.wraps():
        return f"{vault.MARK}{vault.version()}:%"
    return f"{crypto.cipher()}:{city_key(anew=True)}:%"


def _wrap(plain: bytes, owner: str) -> str:
    if vault.wraps():
        return vault.wrapped(plain, f"key of {owner}")
    name, cipher = city_key(), crypto.cipher()
    blob = crypto.encrypt(crypto.key(name), plain, f"key of {owner}", cipher)
    return f"{cipher}:{name}:{b64encode(blob).decode()}"


def _unwrap(wrapped: str, owner: str) -> bytes:
    if wrapped.startswith(vault.MARK):
        return vault.opened(wrapped, f"key of {owner}")
    found = _WRAPPED.match(wrapped)
    if found is None:
        raise KeyLost(owner)
    return crypto.decrypt(crypto.key(found[2]), b64decode(found[3]), f"key of {owner}", found[1])


def _from_rows(column: str, value: UUID | str) -> tuple[str, bytes | None]:
    with connection.cursor() as cursor:
        asked = f"select id, owner, wrapped, destroyed_at from kernel_datakey where {column} = %s"  # noqa: S608 id, owner
        cursor.execute(asked, [value])
        row = cursor.fetchone()
    if row is None:
        raise KeyLost(str(value))
    return row[0].hex, None if row[3] else _unwrap(row[2], row[1])


def _made(owner: str) -> tuple[str, bytes | None]:
    """Make the key of an owner; whoever is quicker made it."""
    plain, key_id = os.urandom(32), uuid7()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into kernel_datakey (id, owner, wrapped, made_at) values (%s, %s, %s, %s) "
            "on conflict (owner) do nothing returning id",
            [key_id, owner, _wrap(plain, owner), time.now()],
        )
        mine = cursor.fetchone()
    if mine is None:
        return _from_rows("owner", owner)
    _unsure.add(owner)
    transaction.on_commit(lambda: _unsure.discard(owner))
    return key_id.hex, plain


def _house() -> bytes:
    path = Path(settings.TONGBAN.home) / "keys" / "house.wrapped"
    if not path.exists():
        crypto.put_once(path, _wrap(os.urandom(32), HOUSE).encode())
    return _unwrap(path.read_text(), HOUSE)


def _rewrap_house() -> None:
    path = Path(settings.TONGBAN.home) / "keys" / "house.wrapped"
    plain = _house()
    if not path.read_text().startswith(_wanted()[:-1]):
        durable.write_whole(path, _wrap(plain, HOUSE).encode())


def _keep(kept: dict[str, tuple[float, Any]], name: str, value: Any) -> None:
    if len(kept) >= MOST:
        kept.clear()
    kept[name] = (monotonic() + FRESH, value)
