"""The materials of a case with their sources, and the points of examination a machine has decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongban.registers.catalogue.kinds import CheckResult, Material
from tongban.registers.licences import queries as licences
from tongban.work.cases import queries as cases
from tongban.work.cases.kinds import Slot

if TYPE_CHECKING:
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
    versions: tuple[int, ...]

    @property
    def state(self) -> tuple[str, str]:
        """Word and look of how it stands."""
        if self.slot.gap:
            return "! 待更换", "warn"
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
            return f"上传 v{self.slot.version}"
        if self.slot.trust:
            return "告知承诺" if self.slot.trust == "promise" else "容缺后补"
        return "部门核验，免交" if self.slot.source == "department" else "申请人提交"

    @property
    def to_see(self) -> bool:
        return bool(self.slot.material_id or self.slot.licence_id)


@dataclass(frozen=True)
class Point:
    """One point of examination, decided by machine or left to a person."""

    result: CheckResult

    @property
    def word(self) -> str:
        return OUTCOMES[self.result.outcome][0]

    @property
    def sign(self) -> str:
        return OUTCOMES[self.result.outcome][1]

    @property
    def look(self) -> str:
        return OUTCOMES[self.result.outcome][2]

    @property
    def then(self) -> str:
        """What follows when it is not met."""
        return "" if self.result.ok else THEN[self.result.check.otherwise]

    @property
    def why(self) -> str:
        return self.result.sentence


def lines(case: Case, here: str = "") -> list[Line]:
    """Every material this case needs, in the item's order."""
    versions: dict[str, list[int]] = {}
    for code, version in case.given.order_by("version").values_list("code", "version"):
        versions.setdefault(code, []).append(version)
    return [
        Line(n, slot, case.definition.material(slot.code), slot.code == here, tuple(versions.get(slot.code, ())))
        for n, slot in enumerate(cases.slots(case), 1)
    ]


def points(case: Case) -> list[Point]:
    """Every point of examination; what needs a person stands first."""
    found = [Point(result) for result in case.definition.run_checks(cases.facts_of(case))]
    return sorted(found, key=lambda p: ("fail", "unknown", "pass").index(p.result.outcome))


def licence_of(case: Case, slot: Slot, material: Material) -> Licence | None:
    """The licence that stands in for a material."""
    return licences.held(case.applicant, material.licence) if slot.licence_id else None


def laws(case: Case) -> list[str]:
    """The articles an official may pick from: the item's own, its materials' and its points' of examination."""
    definition: Any = case.definition
    found = [str(law) for law in definition.law]
    found += [m.law for m in definition.materials] + [c.law for c in definition.checks]
    return list(dict.fromkeys(text for text in found if text))
