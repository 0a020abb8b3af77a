"""Verbs of addresses: load a list."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db import connection

from tongban.engines.terms.sounds import letters, syllables
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.registers.addresses import packaged
from tongban.registers.addresses.events import AddressesLoaded
from tongban.registers.addresses.kinds import MOST_HOUSES, AddressRow
from tongban.registers.ledger.actions import action, record
from tongban.registers.places import queries as places

_MERGE = """
insert into addresses_standardaddress (code, street_id, community, road, letters, house)
select code, street_id, community, road, letters, house from address_in
on conflict (code) do update
set street_id = excluded.street_id, community = excluded.community, road = excluded.road, letters = excluded.letters,
  house = excluded.house
"""


@action
def load_addresses(actor: Actor, rows: Iterable[AddressRow], *, source: str) -> int:
    """Load or renew standard addresses (加载标准地址) in one stroke and with one fact; returns how many rows were read.

    One that is no longer listed stays: applications name it.
    """
    if not (actor.is_system or actor.posts_as("operator")):
        raise NotAllowed("只有系统管理岗位可以加载标准地址。")
    listed = sorted(rows, key=lambda row: row.code)
    _require_sound(listed)
    sounds = {road: letters(syllables(road)) for road in {row.road for row in listed}}
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.address_in")
        cursor.execute("create temp table address_in (like addresses_standardaddress) on commit drop")
        with cursor.copy("copy address_in (code, street_id, community, road, letters, house) from stdin") as copy:
            for row in listed:
                copy.write_row((row.code, row.street, row.community, row.road, sounds[row.road][:40], row.house))
        cursor.execute(_MERGE)
        cursor.execute("drop table address_in")
    text = "\n".join(f"{row.code},{row.community},{row.road},{row.house}" for row in listed)
    digest = hashlib.sha256(text.encode()).hexdigest()
    record(actor, AddressesLoaded(f"addresses/{source}", rows=len(listed), digest=digest))
    return len(listed)


def load_packaged_addresses(actor: Actor) -> int:
    """Load the invented addresses of Lanting."""
    return load_addresses(actor, packaged.rows(), source="packaged")


def _require_sound(rows: list[AddressRow]) -> None:
    problems = []
    if len({row.code for row in rows}) != len(rows):
        problems.append("标准地址编码有重复。")
    known = {street: places.division(street) for street in {row.street for row in rows}}
    problems += [f"编码前 9 位“{street}”不是已有的街道（乡镇）。" for street, row in known.items() if row is None]
    for row in rows:
        if len(row.code) != 18 or not (row.code.isascii() and row.code.isdigit()):
            problems.append(f"标准地址编码“{row.code}”应为 18 位数字。")
        elif not (row.road.strip() and row.community.strip() and 0 < row.house <= MOST_HOUSES):
            problems.append(f"“{row.code}”缺少社区、道路名称或者门牌号。")
    if problems:
        raise Invalid("".join(problems[:5]), problems=[{"field": "rows", "sentence": p} for p in problems[:50]])
