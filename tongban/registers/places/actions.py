"""Verbs of places: load divisions, open an outlet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from django.db import IntegrityError, connection, transaction

from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.registers.ledger.actions import action, record
from tongban.registers.places import packaged
from tongban.registers.places.errors import OutletExists, UnknownPlace
from tongban.registers.places.events import DivisionsLoaded, OutletOpened
from tongban.registers.places.kinds import LEVEL_OF_LENGTH, OUTLET_KINDS, DivisionRow
from tongban.registers.places.models import Division, Outlet

CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
STAGE = "create temp table division_in (like places_division) on commit drop"
MERGE = """
insert into places_division (code, name, level, parent_id, fictional)
select code, name, level, parent_id, fictional from division_in order by length(code), code
on conflict (code) do update
set name = excluded.name, level = excluded.level, parent_id = excluded.parent_id, fictional = excluded.fictional
"""


@action
def load_divisions(actor: Actor, rows: Iterable[DivisionRow], *, source: str) -> int:
    """Load or renew divisions (加载行政区划) in one stroke and with one fact; returns how many rows were read."""
    _require_arranger(actor)
    listed = sorted(rows, key=lambda row: row.code)
    _require_sound(listed)
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.division_in")
        cursor.execute(STAGE)
        with cursor.copy("copy division_in (code, name, level, parent_id, fictional) from stdin") as copy:
            for row in listed:
                copy.write_row((row.code, row.name, row.level, row.parent or None, row.fictional))
        cursor.execute(MERGE)
        cursor.execute("drop table division_in")
    text = "\n".join(f"{row.code},{row.name},{int(row.fictional)}" for row in listed)
    digest = hashlib.sha256(text.encode()).hexdigest()
    record(actor, DivisionsLoaded(f"divisions/{source}", rows=len(listed), digest=digest))
    return len(listed)


def load_packaged_divisions(actor: Actor) -> int:
    """Load what comes with the product: China's divisions down to streets, and the invented city of Lanting."""
    return load_divisions(actor, packaged.rows(), source="packaged")


@action
def open_outlet(
    actor: Actor, code: str, name: str, area: str, kind: str, address: str, *, phone: str = "", hours: str = "",
    note: str = "", desks: Iterable[str] = (),
) -> Outlet:  # fmt: skip
    """Open an outlet (开设服务网点); without ``desks`` every desk serves there."""
    _require_arranger(actor)
    if kind not in OUTLET_KINDS:
        sentence = f"网点类型“{kind}”不在可选范围内。"
        raise Invalid(sentence, problems=[{"field": "kind", "sentence": sentence}])
    if not CODE.fullmatch(code):
        sentence = f"网点代码“{code}”只能由字母、数字、短横线和下划线组成，最多 40 个字符。"
        raise Invalid(sentence, problems=[{"field": "code", "sentence": sentence}])
    place = Division.objects.filter(pk=area).first()
    if place is None:
        raise UnknownPlace(f"行政区划代码“{area}”不存在。")
    outlet = Outlet(
        code=code, name=name.strip(), area=place, kind=kind, address=address.strip(), phone=phone, hours=hours,
        note=note, desks=sorted(set(desks)),
    )  # fmt: skip
    try:
        with transaction.atomic():
            outlet.save(force_insert=True)
    except IntegrityError:
        raise OutletExists from None
    record(actor, OutletOpened(f"outlet/{code}", area=area, sort=kind))
    return outlet


def _require_sound(rows: list[DivisionRow]) -> None:
    codes = {row.code for row in rows}
    known = set(Division.objects.values_list("code", flat=True)) | codes
    problems = []
    if len(codes) != len(rows):
        problems.append("行政区划代码有重复。")
    for row in rows:
        if len(row.code) not in LEVEL_OF_LENGTH or not (row.code.isascii() and row.code.isdigit()):
            problems.append(f"行政区划代码“{row.code}”应为 2、4、6 或 9 位数字。")
        elif row.parent and row.parent not in known:
            problems.append(f"“{row.code} {row.name}”的上级区划“{row.parent}”不存在。")
        elif not row.name.strip():
            problems.append(f"行政区划“{row.code}”没有名称。")
    if problems:
        raise Invalid("".join(problems[:5]), problems=[{"field": "rows", "sentence": p} for p in problems])


def _require_arranger(actor: Actor) -> None:
    if not (actor.is_system or (actor.is_official and actor.posts_as("operator"))):
        raise NotAllowed("只有系统管理岗位可以调整区划和服务网点。")
