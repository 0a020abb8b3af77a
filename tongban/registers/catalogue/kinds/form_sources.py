"""What other authorities are asked for the form (预填数据来源): which resource, with what, and the fields it fills."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tongban.engines import rules
from tongban.registers.catalogue.kinds.instead import Reach, read_asked, typed_answer
from tongban.registers.catalogue.kinds.marks import Cursor, near
from tongban.registers.sources.kinds import Resource, resources

CALL = "applicant.source("
NAMED = re.compile(r'applicant\.source\("([a-z0-9-]+)"\)\.([a-z_]+)')


@dataclass(frozen=True)
class FormSource:
    """One resource that answers questions of the form, once `applicant.source("…")` names its fields in a `fill`."""

    source: str
    asked: Mapping[str, rules.Expression]
    fields: tuple[str, ...]  # of the answer: what the form takes, and nothing else is asked for
    fills: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # field of the form → fields of the answer
    when: rules.Expression | None = None

    @property
    def resource(self) -> Resource:
        return resources()[self.source]

    def applies(self, facts: Mapping[str, Any]) -> bool:
        """Whether it is asked with these facts."""
        return self.when is None or self.when.holds(facts) is True

    def typed(self, answer: Mapping[str, Any]) -> dict[str, Any]:
        """What was answered, as a `fill` sees it: days as days, what nobody knows as null."""
        return typed_answer(self.resource, answer)


def named(text: str) -> list[str]:
    """The resources an expression speaks of."""
    return [code for code, _ in NAMED.findall(text)]


def read_form_sources(
    at: Cursor, reach: Reach, fills: Mapping[str, rules.Expression], fields: Iterable[tuple[str, Cursor]]
) -> dict[str, FormSource]:
    """Read `sources` of an item strictly; every one must be used, and nothing may be used that it does not name."""
    places = dict(fields)
    listed = dict(at.entries()) if at.value is not None else {}
    used: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, expression in fills.items():
        for code, part in _named(expression.text, places[name]):
            if code not in listed:
                hint = near(code, listed) or f"请在 sources 中写明怎样查询“{code}”。"
                raise places[name].bad(f"事项的 sources 里没有“{code}”。{hint}", "fill")
            fields_of = resources()[code].types if code in resources() else {}
            if fields_of and part not in fields_of:
                raise places[name].bad(f"“{resources()[code].title}”没有字段“{part}”。{near(part, fields_of)}", "fill")
            taken = used.setdefault(code, {})
            taken[name] = tuple(dict.fromkeys((*taken.get(name, ()), part)))
    return {code: _one(inner, code, reach, used.get(code, {})) for code, inner in listed.items()}


def _named(text: str, place: Cursor) -> list[tuple[str, str]]:
    found = NAMED.findall(text)
    if text.count(CALL) != len(found):
        raise place.bad('数据来源应写成 applicant.source("household").address，写明资源和字段。', "fill")
    return found


def _one(at: Cursor, code: str, reach: Reach, fills: Mapping[str, tuple[str, ...]]) -> FormSource:
    resource = resources().get(code)
    if resource is None:
        hint = near(code, resources()) or "可用：" + "、".join(resources()) + "。"
        raise at.bad(f"数据资源目录里没有“{code}”。{hint}")
    if not resource.serves(reach.kind):
        raise at.bad(f"“{resource.title}”不能用于这类事项，请核对数据资源目录中的用途。")
    if not fills:
        raise at.bad(f"没有字段用到“{code}”的回答；不预填的数据不查询。")
    at.knowing("with", "when")
    for key in ("with", "when"):
        if CALL in str(at.value.get(key, "")):
            raise at.bad("查询条件不能再引用别的数据来源。", key)
    asked = read_asked(at.at("with"), resource, reach)
    fields = tuple(sorted({part for parts in fills.values() for part in parts}))
    return FormSource(code, asked, fields, dict(fills), at.rule("when", reach.scope))
