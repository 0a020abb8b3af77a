"""The one complete list of what is missing, as it is being put together (一次性告知)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tongban.doors.desk.showing import checklist, phrases
from tongban.doors.parts.fields import place
from tongban.engines.codes import masking
from tongban.engines.forms import Problem
from tongban.work.cases import queries as cases
from tongban.work.cases.kinds import GapSpec, Point, Slot

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

__all__ = ["Found", "GapList", "Line", "Problem"]

FIRST = "系统核对发现的问题"


@dataclass(frozen=True)
class Found:
    """One thing a machine found wrong in a document; its sentence goes into the notice unless it is struck."""

    code: str
    sentence: str
    kept: bool = True


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
    found: tuple[Found, ...] = ()  # proposals, each of which the clerk keeps or strikes
    assured: str = ""  # why the applicant keeps the document although the machine doubts it

    @property
    def proposed(self) -> bool:
        """Whether a machine says that something is missing or wrong here."""
        return self.group == FIRST

    @property
    def kept(self) -> list[Found]:
        return [one for one in self.found if one.kept]

    @property
    def sentence(self) -> str:
        return "".join(one.sentence for one in self.kept) + phrases.joined(self.phrase, self.text)


@dataclass(frozen=True)
class GapList:
    """Every line, with what was ticked and typed; what a machine found stands first."""

    lines: list[Line]

    @classmethod
    def of(cls, case: Case, post: Mapping[str, Any]) -> GapList:
        """The list as the form brings it; before anything was typed, what the machine found is ticked."""
        lines = sorted(_materials(case) + _fields(case), key=lambda line: not line.proposed)
        return cls([_typed(line, post) if post else line for line in lines])

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        names = list(dict.fromkeys(line.group for line in self.lines))
        return [(name, [line for line in self.lines if line.group == name]) for name in names]

    @property
    def proposed(self) -> int:
        return sum(1 for line in self.lines if line.proposed)

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


def _typed(line: Line, post: Mapping[str, Any]) -> Line:
    said = {key: post.get(f"{key}-{line.target}", "").strip() for key in ("phrase", "text", "law")}
    kept = set(_many(post, f"why-{line.target}"))
    found = tuple(replace(one, kept=one.code in kept) for one in line.found)
    return replace(line, picked=line.target in _many(post, "pick"), found=found, **said)


def _many(post: Mapping[str, Any], name: str) -> list[str]:
    return post.getlist(name) if hasattr(post, "getlist") else []


def _materials(case: Case) -> list[Line]:
    asked = checklist.lines(case)
    doubts = _doubts(case, [line.slot for line in asked])
    found = []
    for line in asked:
        if line.slot.free:
            continue
        lacking = line.slot.required and not line.slot.filled
        wrong, assured = doubts.get(line.slot.code, ((), ""))
        group = FIRST if lacking or wrong else "材料"
        found.append(Line(
            line.slot.code, line.slot.title, line.slot.material_name or "未提交", group,
            phrases.for_material(line.material), lacking or (bool(wrong) and not assured), "",
            f"请提交“{line.slot.title}”。" if lacking else "", line.material.law or phrases.BASIS, found=wrong,
            assured=assured,
        ))  # fmt: skip
    return found


def _doubts(case: Case, slots: Sequence[Slot]) -> dict[str, tuple[tuple[Found, ...], str]]:
    """What was read in each document and is wrong, and why its applicant keeps it; what an official cleared is gone."""
    points: dict[str, list[Point]] = {}
    for point in cases.pre_review(case, None, slots):
        if point.of_document and point.stands == "fail":
            points.setdefault(point.place.removeprefix("m-"), []).append(point)
    return {
        code: (tuple(Found(p.code, _whole(p)) for p in wrong), next((p.assured for p in wrong if p.assured), ""))
        for code, wrong in points.items()
    }


def _whole(point: Point) -> str:
    """What is wrong and what to do: an official's word where he found it wrong against the machine."""
    if point.overruled:
        return f"{point.overruled.reason.rstrip('。')}。"
    return point.sentence + point.next


def _fields(case: Case) -> list[Line]:
    failed = _failed(case)
    found = []
    for page, rows in case.definition.form.show(case.data, cases.facts_of(case), place=place):
        for label, text, field in rows:
            wrong, law = failed.get(field.name, ("", phrases.BASIS))
            found.append(Line(
                field.name, label, masking.of_kind(text, field.type), FIRST if wrong else f"申请表：{page.title}",
                list(phrases.FIELD), bool(wrong), "", wrong, law, wrong,
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
