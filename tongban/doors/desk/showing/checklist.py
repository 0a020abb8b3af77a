"""The materials of a case with their sources, and the points of examination a machine has decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongban.registers.catalogue.kinds import Material
from tongban.registers.licences import queries as licences
from tongban.registers.sources import queries as sources
from tongban.work.cases import queries as cases
from tongban.work.cases.kinds import Point as Found
from tongban.work.cases.kinds import Slot, Source

if TYPE_CHECKING:
    from tongban.kernel.actor import Actor
    from tongban.registers.licences.models import Licence
    from tongban.work.cases.models import Case

OUTCOMES = {"pass": ("通过", "✓", "ok"), "fail": ("不符", "!", "bad"), "unknown": ("需人工核对", "?", "warn")}
THEN = {"refuse": "不予受理情形", "correct": "可通过补正解决", "review": "请人工判断"}


@dataclass(frozen=True)
class Line:
    """One material as the clerk sees it."""

    number: int
    slot: Slot
    material: Material
    here: bool
    handed: Mapping[int, str]  # which document answered it, or once did, by version; "" where none did
    said: tuple[tuple[str, str], ...] = ()  # what the source answered, label and value

    @property
    def versions(self) -> tuple[int, ...]:
        return tuple(self.handed)

    @property
    def state(self) -> tuple[str, str]:
        """Word and look of how it stands."""
        if self.slot.gap:
            return "! 待更换", "warn"
        if self.slot.spared:
            return ("○ 等待协助单位答复", "info") if self.slot.pending else ("✓ 核验一致", "ok")
        if self.slot.licence_id:
            return "✓ 证照有效", "ok"
        if self.slot.material_id:
            return "○ 待核对", ""
        if self.slot.trust:
            return ("○ 事后核查", "info") if self.slot.trust == "promise" else ("! 待补交", "warn")
        if self.slot.source == "department":
            return "○ 部门核验", "info"
        return ("! 未提交", "bad") if self.slot.required else ("– 非必要，未提交", "")

    @property
    def origin(self) -> str:
        if self.slot.licence_id:
            return "电子证照，免交"
        if self.slot.material_id:
            return f"复用 {self.slot.reused}" if self.slot.reused else f"上传 v{self.slot.version}"
        if self.slot.spared:
            return self.slot.way_zh
        if self.slot.trust:
            return "告知承诺" if self.slot.trust == "promise" else "容缺后补"
        return "部门核验，免交" if self.slot.source == "department" else "申请人提交"

    @property
    def to_see(self) -> bool:
        return bool(self.slot.material_id or self.slot.licence_id)


@dataclass(frozen=True)
class Point:
    """One point of examination, decided by machine, by an official over it, or left to a person."""

    found: Found

    @property
    def word(self) -> str:
        return OUTCOMES[self.found.stands][0]

    @property
    def sign(self) -> str:
        return OUTCOMES[self.found.stands][1]

    @property
    def look(self) -> str:
        return OUTCOMES[self.found.stands][2]

    @property
    def then(self) -> str:
        """What follows when it is not met."""
        if self.found.stands == "pass":
            return ""
        return THEN.get(self.found.otherwise, "机器识读，请对照材料")

    @property
    def open_to_finding(self) -> bool:
        """A check that passed rests on what the applicant wrote; everything else may be seen otherwise by a person."""
        return self.found.of_document or self.found.outcome != "pass"

    @property
    def material(self) -> str:
        """The material it speaks of, for the way to its picture."""
        return self.found.place.removeprefix("m-") if self.found.of_document else ""


def lines(case: Case, here: str = "") -> list[Line]:
    """Every material this case needs, in the item's order."""
    handed: dict[str, dict[int, str]] = {}
    pinned: dict[str, str] = {}
    given = case.given.order_by("version")
    for code, version, material, source, current, evidence in given.values_list(
        "code", "version", "material_id", "source", "current", "evidence"
    ):
        handed.setdefault(code, {})[version] = material
        if current and source == Source.DATA:
            pinned[code] = str(evidence.get("answer", ""))
    said = _said(pinned)
    return [
        Line(
            n, slot, case.definition.material(slot.code), slot.code == here, handed.get(slot.code, {}),
            said.get(slot.code, ()),
        )
        for n, slot in enumerate(cases.slots(case), 1)
    ]


def _said(pinned: dict[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """What sources answered, by the material it spares."""
    answers = sources.evidence(list(pinned.values()))
    return {code: tuple(answers[key].shown) for code, key in pinned.items() if key in answers}


def points(case: Case, asked: list[Line]) -> list[Point]:
    """Every point a machine may decide; what needs a person stands first."""
    found = [Point(point) for point in cases.pre_review(case, None, [line.slot for line in asked])]
    return sorted(found, key=lambda p: ("fail", "unknown", "pass").index(p.found.stands))


def judged(actor: Actor, case: Case, asked: list[Line]) -> dict[str, Any]:
    """The points with what they come to in one sentence, and whether this official may find otherwise."""
    found = points(case, asked)
    return {
        "points": found, "said": cases.pre_review_sentence([p.found for p in found]),
        "may_overrule": cases.may_overrule(actor, case),
        "assured": list(dict.fromkeys((p.found.title, p.found.assured) for p in found if p.found.assured)),
    }  # fmt: skip


def licence_of(case: Case, slot: Slot, material: Material) -> Licence | None:
    """The licence that stands in for a material."""
    return licences.held(case.applicant, material.licence) if slot.licence_id else None


def laws(case: Case) -> list[str]:
    """The articles an official may pick from: the item's own, its materials' and its points' of examination."""
    definition: Any = case.definition
    found = [str(law) for law in definition.law]
    found += [m.law for m in definition.materials] + [c.law for c in definition.checks]
    return list(dict.fromkeys(text for text in found if text))
