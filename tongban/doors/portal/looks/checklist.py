"""One's own list (我的清单): what to bring and what is spared, the cost, the days, the steps; each with its why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.doors.portal.looks.guiding import desks
from tongban.doors.portal.looks.leading import Lead
from tongban.engines import rules
from tongban.registers.catalogue.kinds import Definition, Material
from tongban.registers.catalogue.kinds.situated import failed, leaves, said
from tongban.registers.catalogue.kinds.situated import names as facts_of
from tongban.registers.places import queries as places
from tongban.work.cases import queries as rows

_UNSAID = "satisfies"


@dataclass(frozen=True)
class Line:
    """One line of the list: a material, a step or a condition; ``why`` says why it is there, or is not."""

    title: str
    why: str
    how: str = ""
    law: str = ""
    where: str = ""


@dataclass(frozen=True)
class Checklist:
    """The list of one situation."""

    asked: list[Line]
    spared: list[Line]
    unneeded: list[Line]
    open: list[Line]
    steps: list[Line]
    skipped: list[Line]
    failing: list[Line]
    fee: Any
    days: int
    pace: Any
    amount: Any

    @property
    def unneeded_count(self) -> int:
        return len(self.unneeded)


def made(lead: Lead) -> Checklist:
    """Work the list out of the answers."""
    d, facts = lead.definition, lead.one.facts(lead.chosen)
    now, telling = d.facts(facts), Telling(lead)
    asked: list[Line] = []
    spared: list[Line] = []
    unneeded: list[Line] = []
    undecided: list[Line] = []
    proofs = {field.proof for field in d.form.fields.values() if field.proof}
    for one in d.materials:
        if one.code in proofs:
            continue  # only who changes what was prefilled proves it
        needed = True if one.when is None else said(one.when, now)
        why = telling.why(one.when, now)
        if needed is None:
            undecided.append(Line(one.title, why, one.accept_standard, one.law))
        elif not needed:
            unneeded.append(Line(one.title, why))
        elif free := freed(one, now):
            spared.append(Line(one.title, free, law=one.law))
        else:
            asked.append(Line(one.title, why or "这类申请都要交", one.accept_standard, one.law))
    names = desks(d)
    steps: list[Line] = []
    skipped: list[Line] = []
    for step in d.process:
        fits = True if step.when is None else said(step.when, now)
        within = step.within.zh if step.within else ""
        line = Line(step.title, telling.why(step.when, now), within, where=names[step.desk])
        (skipped if fits is False else steps).append(line)
    failing = [
        Line(check.title, telling.why(check.that, now), check.say, check.law)
        for check in d.checks
        if failed(check, now)
    ]
    pace = rows.pace_of(d.code, places.served_city().code)
    charged = None if d.fee.charged and d.fee.amount is None else fee(d, now)
    granted = said(d.gives.amount, now) if d.gives.amount else None
    return Checklist(asked, spared, unneeded, undecided, steps, skipped, failing, charged, lead.one.days(lead.chosen),
                     pace, granted)  # fmt: skip


def fee(definition: Definition, now: Mapping[str, Any]) -> Any:
    """Yuan to pay; None where it cannot be said yet."""
    return said(definition.fee.amount, now) if definition.fee.charged and definition.fee.amount is not None else 0


def freed(material: Material, now: Mapping[str, Any]) -> str:
    """Why a material that belongs to the case need not be brought; "" where it must."""
    find = now.get("applicant", {}).get("licence")
    for way in material.instead:
        if not material.spared_by(way, now):
            continue
        if way.way == "licence" and not way.of and callable(find) and (held := find(way.licence)):
            return f"已找到您的{held['title']}"
        return f"不用交：{way.zh}"
    return "不用交：由经办部门自行核验" if material.unproved else ""


class Telling:
    """Rules in words: the answers by what was chosen, everything else by its value."""

    def __init__(self, lead: Lead) -> None:
        self.lead = lead
        fields = lead.definition.form.fields
        self.labels = {name: field.label for name, field in fields.items()} | {
            "applicant.age": "年龄", "applicant.credit": "信用状况", "applicant.kind": "申请人类型",
        }  # fmt: skip
        for name, field in fields.items():
            self.labels |= {f"{name}={code}": label for code, label in field.options.items()}
        self.units = {name: field.unit for name, field in fields.items() if getattr(field, "unit", "")}

    def why(self, rule: rules.Expression | None, now: Mapping[str, Any]) -> str:
        """因为… in one clause; an option that stands for a range of figures is named, not its figure."""
        if rule is None:
            return ""
        picked = [a for a in self.lead.answers if self._ranges(a.situation.code) & rule.names()]
        found = rule.explain(now, labels=self.labels, units=self.units).short.split("。")[0]
        if not picked and _UNSAID in found:  # a test that has no words of its own would be shown as it is written
            picked = [a for a in self.lead.answers if self._sets(a.situation.code) & rule.names()]
        if picked:
            return "因为" + "，".join(f"“{a.situation.ask.rstrip('？?')}”您选了“{a.label}”" for a in picked)
        for start in ("不符合条件：", "符合条件："):
            if found.startswith(start):
                return f"因为{found.removeprefix(start)}"
        return found

    def _sets(self, code: str) -> set[str]:
        return set(facts_of(next(s for s in self.lead.definition.situations if s.code == code)))

    def _ranges(self, code: str) -> set[str]:
        """Figures that the options of a question only stand for."""
        if code in self.lead.one.followed or code not in self.lead.chosen:
            return set()
        situation = next(s for s in self.lead.definition.situations if s.code == code)
        said_of = leaves(situation.options[self.lead.chosen[code]].set)
        return {name for name, value in said_of if isinstance(value, int | float) and not isinstance(value, bool)}
