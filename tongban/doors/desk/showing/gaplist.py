"""The one complete list of what is missing, as it is being put together (一次性告知)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongban.doors.desk.showing import checklist, phrases
from tongban.doors.desk.showing.masks import masked
from tongban.doors.parts.fields import place
from tongban.engines.forms import Problem
from tongban.work.cases import queries as cases
from tongban.work.cases.kinds import GapSpec

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

__all__ = ["GapList", "Line", "Problem"]


@dataclass(frozen=True)
class Line:
    """One thing that may be asked for again: a material or an answer of the form."""

    target: str
    title: str
    shown: str
    group: str
    phrases: list[str]
    picked: bool
    phrase: str
    text: str
    law: str
    hint: str = ""  # what the machine found

    @property
    def sentence(self) -> str:
        return phrases.joined(self.phrase, self.text)


@dataclass(frozen=True)
class GapList:
    """Every line, with what was ticked and typed."""

    lines: list[Line]

    @classmethod
    def of(cls, case: Case, post: Mapping[str, Any]) -> GapList:
        """The list as the form brings it; before anything was typed, what the machine found is ticked."""
        ticked = set(post.getlist("pick")) if hasattr(post, "getlist") else set()
        return cls([_typed(line, post, ticked) if post else line for line in _materials(case) + _fields(case)])

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        names = list(dict.fromkeys(line.group for line in self.lines))
        return [(name, [line for line in self.lines if line.group == name]) for name in names]

    @property
    def picked(self) -> list[Line]:
        return [line for line in self.lines if line.picked]

    @property
    def specs(self) -> list[GapSpec]:
        return [GapSpec(line.target, line.title, line.sentence, line.law) for line in self.picked]

    @property
    def problems(self) -> list[Problem]:
        """What keeps the notice from being made."""
        if not self.picked:
            return [Problem("pick", "请至少勾选一项需要补正的材料或内容。")]
        return [Problem(f"text-{p.target}", f"请写明“{p.title}”怎样补正。") for p in self.picked if not p.sentence]


def _typed(line: Line, post: Mapping[str, Any], ticked: set[str]) -> Line:
    said = {key: post.get(f"{key}-{line.target}", "").strip() for key in ("phrase", "text", "law")}
    return Line(
        line.target, line.title, line.shown, line.group, line.phrases, line.target in ticked, hint=line.hint, **said
    )


def _materials(case: Case) -> list[Line]:
    found = []
    for line in checklist.lines(case):
        if line.slot.free:
            continue
        lacking = line.slot.required and not line.slot.filled
        found.append(Line(
            line.slot.code, line.slot.title, line.slot.material_name or "未提交", "材料",
            phrases.for_material(line.material), lacking, f"请提交“{line.slot.title}”。" if lacking else "", "",
            line.material.law or phrases.BASIS,
        ))  # fmt: skip
    return found


def _fields(case: Case) -> list[Line]:
    failed = _failed(case)
    found = []
    for page, rows in case.definition.form.show(case.data, cases.facts_of(case), place=place):
        for label, text, field in rows:
            wrong = failed.get(field.name, ())
            found.append(Line(
                field.name, label, masked(text, field.type), f"申请表：{page.title}", list(phrases.FIELD), bool(wrong),
                "", wrong[0] if wrong else "", wrong[1] if wrong else phrases.BASIS, wrong[0] if wrong else "",
            ))  # fmt: skip
    return found


def _failed(case: Case) -> dict[str, tuple[str, str]]:
    """Points of examination that were not met and can be corrected, by the first field they speak of."""
    fields = case.definition.form.fields
    found: dict[str, tuple[str, str]] = {}
    for result in case.definition.run_checks(cases.facts_of(case)):
        if result.outcome == "fail" and result.check.otherwise == "correct":
            name = next((n for n in fields if n in result.check.that.text), "")
            found.setdefault(name, (result.sentence, result.law or phrases.BASIS))
    return found
