"""What a machine reads from a material before submission (识读), and with which facts it is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tongban.engines import reading, rules
from tongban.registers.catalogue.kinds.marks import Cursor, near

STOPS = ("kind", "valid", "match", "shows")


@dataclass(frozen=True)
class Reads:
    """Which document it should be, which of its fields must agree with which facts, and on which day it must be valid.

    ``stop`` names what keeps the application from being submitted when it plainly fails; everything else is advice.
    """

    kinds: tuple[str, ...]
    match: Mapping[str, rules.Expression]
    valid: rules.Expression | None = None
    stop: tuple[str, ...] = ()
    shows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # what must stand on it: title → any of these

    @classmethod
    def of(cls, at: Cursor, scope: rules.Scope) -> Reads:
        at.knowing("kind", "match", "valid", "stop", "shows")
        known = reading.kinds()
        kinds = at.texts("kind")
        if not kinds:
            raise at.bad("缺少“kind”（这份材料是什么，例如 business-licence）。")
        for code in kinds:
            if code not in known:
                there = near(code, known) or f"可用：{'、'.join(known)}。"
                raise at.bad(f"不认识材料种类“{code}”。{there}", "kind")
        for stop in at.texts("stop"):
            if stop not in STOPS:
                raise at.bad(f"stop 只能写 {'、'.join(STOPS)}，不能写“{stop}”。", "stop")
        return cls(kinds, _match(at, kinds, scope), _valid(at, kinds, scope), at.texts("stop"), _shows(at))

    def expected(self, facts: Mapping[str, Any]) -> reading.Expected:
        """What it should be in a case with these facts (as `Definition.facts` gives them)."""
        match = {name: _text(one.value(facts)) for name, one in self.match.items()}
        day = self.valid.value(facts) if self.valid else None
        until = day if isinstance(day, date) else None
        return reading.Expected(self.kinds, match, until, self.valid is not None, self.shows)

    def stops(self, code: str) -> bool:
        """Whether a failure of this point is one that the item does not let pass."""
        return code.split(".")[0] in self.stop


def _match(at: Cursor, kinds: tuple[str, ...], scope: rules.Scope) -> dict[str, rules.Expression]:
    fields = {name for code in kinds for name in reading.kinds()[code].fields}
    found = {}
    for name, one in at.at("match").entries() if "match" in at else []:
        if name not in fields:
            there = near(name, fields) or f"可用：{'、'.join(sorted(fields))}。"
            raise at.bad(f"从这种材料读不到“{name}”。{there}", "match", name)
        found[name] = one.expression(scope)
    return found


def _valid(at: Cursor, kinds: tuple[str, ...], scope: rules.Scope) -> rules.Expression | None:
    if "valid" in at and not any("until" in reading.kinds()[code].fields for code in kinds):
        raise at.bad("这种材料上没有有效期，不能写 valid。", "valid")
    found = at.rule("valid", scope)
    if found is not None:
        try:
            rules.parse(f"({found.text}) >= today", scope)
        except rules.RuleError:
            raise at.bad("valid 应是一个日期，例如 today。", "valid") from None
    return found


def _shows(at: Cursor) -> dict[str, tuple[str, ...]]:
    titles = [title for title, _ in at.at("shows").entries()] if "shows" in at else []
    found = {title: at.at("shows").texts(title) for title in titles}
    for title, words in found.items():
        if not words or any(len(word) < 2 for word in words):
            raise at.bad("shows 应写成“名称: [字样, 字样]”，每个字样至少两个字。", "shows", title)
    return found


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, Mapping | list):
        return None
    return value.isoformat() if isinstance(value, date) else str(value)
