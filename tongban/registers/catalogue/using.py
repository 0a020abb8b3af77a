"""Who uses this (引用关系): which items ask a field, want a material, rest on an article, send work to a desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from tongban.kernel import time
from tongban.registers.catalogue import advice
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.catalogue.models import Edition
from tongban.registers.places import queries as places

KINDS = {
    "field": "表单字段、数据元", "material": "材料", "licence": "证照类型", "parameter": "参数", "desk": "岗位",
    "department": "部门", "law": "法律条款",
}  # fmt: skip
PARTLY = frozenset({"material", "law", "field"})
"""Kinds that are found by a part of their name as well; codes are found whole."""
_LICENCE = re.compile(r'applicant\.licence\("([^"]+)"\)')


@dataclass(frozen=True)
class Thing:
    """Something an edition uses: by which names it is found, and where it stands."""

    kind: str
    names: tuple[str, ...]
    where: str


@dataclass(frozen=True)
class Use:
    """An edition in force, or one that begins later, and where it uses the thing."""

    edition: Edition
    where: tuple[str, ...]


@dataclass(frozen=True)
class Lack:
    """An item and what its guide lacks."""

    edition: Edition
    score: advice.Score


def uses(kind: str, name: str) -> list[Use]:
    """The editions in force today or later that use a thing; ``kind`` is one of `KINDS`."""
    wanted, found = name.strip(), []
    for edition in _standing() if wanted else ():
        where = [one.where for one in _things(edition) if one.kind == kind and _is(one, wanted)]
        if where:
            found.append(Use(edition, tuple(dict.fromkeys(where))))
    return found


def lacks(department: str = "", rule: str = "", *, everything: bool = False) -> list[Lack]:
    """What is missing across all items, the poorest first (待补正清单), by department and by rule of `advice`."""
    editions = [one for one in _standing() if department in ("", one.item.owner_code)]
    outlets = set(places.outlets_by_code({code for one in editions for code in one.definition.guide.places}))
    found = []
    for edition in editions:
        score = advice.score(edition.definition, outlets)
        missing = tuple(pair for pair in score.missing if rule in ("", pair[0].code))
        if missing or everything:
            found.append(Lack(edition, advice.Score(score.points, missing)))
    return sorted(found, key=lambda one: (one.score.points, one.edition.item.code))


def _standing() -> list[Edition]:
    rows = Edition.objects.exclude(item__kind="package").exclude(item__state="3").select_related("item")
    rows = rows.filter(Q(in_force_to=None) | Q(in_force_to__gt=time.today()))
    return list(rows.defer("content").order_by("item__code", "number"))


_found: dict[str, tuple[Thing, ...]] = {}


def _things(edition: Edition) -> tuple[Thing, ...]:
    """Read once per digest and process, since an edition cannot change."""
    if edition.digest not in _found:
        _found[edition.digest] = tuple(things(edition.definition))
    return _found[edition.digest]


def _is(thing: Thing, wanted: str) -> bool:
    return wanted in thing.names or (thing.kind in PARTLY and any(wanted in one for one in thing.names))


def things(definition: Definition) -> Iterator[Thing]:
    """Everything an item uses that somebody else may change."""
    yield from _fields(definition)
    yield from _materials(definition)
    yield Thing("department", (definition.owner,), "实施部门")
    for code in (*definition.guide.partners, definition.guide.handled_by):
        if code:
            yield Thing("department", (code,), "联办、承办机构")
    for step in definition.process:
        yield Thing("desk", (step.desk,), f"环节“{step.title or step.name}”")
    for name in definition.parameters.all:
        yield Thing("parameter", (name,), "参数")
    if definition.gives.licence:
        yield Thing("licence", (definition.gives.licence,), "结果")
    yield from _laws(definition)


def _fields(definition: Definition) -> Iterator[Thing]:
    for name, field in definition.form.fields.items():
        names = tuple(one for one in (name, field.label, getattr(field, "element", "")) if one)
        yield Thing("field", names, f"字段“{field.label}”")
    for name, expression in definition.fills.items():
        for code in _LICENCE.findall(expression.text):
            yield Thing("licence", (code,), f"预填“{definition.form.fields[name].label}”")


def _materials(definition: Definition) -> Iterator[Thing]:
    for one in definition.materials:
        where = f"材料“{one.title}”"
        yield Thing("material", (one.code, one.title), where)
        ways = tuple(getattr(one, "instead", ()))
        for code in dict.fromkeys([one.licence, *(way.licence for way in ways)]):
            if code:
                yield Thing("licence", (code,), where)
        for code in (one.undertaking.desk if one.undertaking else "", *(way.desk for way in ways)):
            if code:
                yield Thing("desk", (code,), where)


def _laws(definition: Definition) -> Iterator[Thing]:
    for law in definition.law:
        yield Thing("law", (f"《{law.name}》{law.article}", f"{law.name} {law.article}"), "设定依据")
    said = [(one.law, f"材料“{one.title}”") for one in definition.materials]
    said += [(one.law, f"审查要点“{one.title}”") for one in definition.checks]
    said += [(one.law, one.title) for one in definition.remedies] + [(definition.fee.law, "收费依据")]
    for text, where in said:
        if text:
            yield Thing("law", (text,), where)
