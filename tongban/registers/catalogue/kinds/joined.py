"""A package together with its items (联办): one form, each material once, and what each member makes of it.

It reads like an item's `Definition` where an application is filled, so a package is filled with the same pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tongban.engines import rules
from tongban.engines.forms import BadForm, Form
from tongban.engines.forms.cleaning import typed
from tongban.engines.forms.merging import Clash, Source, merge
from tongban.engines.process import Step
from tongban.registers.catalogue.kinds.definition import CHANGED, Definition
from tongban.registers.catalogue.kinds.dictionary import DataElement
from tongban.registers.catalogue.kinds.giving import Gives
from tongban.registers.catalogue.kinds.package import Member, Package
from tongban.registers.catalogue.kinds.parts import CheckResult, Limits, Material

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """One member with its item as it stands."""

    member: Member
    definition: Definition
    source: Source
    materials: Mapping[str, str]  # code in the item → code in the package

    @property
    def name(self) -> str:
        return self.member.name

    @property
    def title(self) -> str:
        return self.definition.title.zh


@dataclass(frozen=True)
class Savings:
    """What one application spares against doing the items one by one (减环节、减材料、减跑动)."""

    fields: int
    materials: int
    visits: int

    def __bool__(self) -> bool:
        return self.fields + self.materials + self.visits > 0

    @property
    def zh(self) -> str:
        """为您省去 12 个填写项、3 份材料、2 次跑动."""
        said = [(self.fields, "个填写项"), (self.materials, "份材料"), (self.visits, "次跑动")]
        return "为您省去 " + "、".join(f"{n} {what}" for n, what in said if n) if self else ""


@dataclass(frozen=True)
class Joined:
    """One form over several items (一张表单)."""

    package: Package
    parts: tuple[Part, ...]
    form: Form
    materials: tuple[Material, ...]
    attachments: Mapping[str, str]
    limits: Limits = field(repr=False)
    gives: Gives = field(repr=False)

    @classmethod
    def of(cls, package: Package, items: Mapping[str, Definition]) -> Joined:
        """Put a package and its items together, or refuse it (`BadItem`) with file, line and one sentence."""
        sources: list[Source] = []
        for member in package.members:
            founder = next((one for one in sources if one.code == member.founded_by), None)
            sources.append(_source(package, member, founder, items))
        try:
            form, named = merge(package.questions, sources)
        except Clash as bad:
            raise package.marks.bad(("members", bad.source), f"{bad.message}；请在 same 或 apart 中改正。") from None
        except BadForm as bad:
            raise package.marks.bad(("members",), f"合并后的表单不成立：{bad}。") from None
        _judge_names(package, sources)
        materials, codes = _materials(package, named, items)
        parts = tuple(
            Part(m, items[m.item], s, c) for m, s, c in zip(package.members, named, codes, strict=True)
        )
        attachments = {name: digest for part in reversed(parts) for name, digest in part.definition.attachments.items()}
        return cls(
            package, parts, form, materials, attachments, Limits(None, package.promise), Gives(
                package.title.zh, "package", by=package.by
            ),
        )  # fmt: skip

    @property
    def title(self) -> Any:
        return self.package.title

    @property
    def serves(self) -> tuple[str, ...]:
        return self.package.serves

    @property
    def signature(self) -> str:
        """Whether the applicant signs the whole: as the strictest of its items says."""
        said = {part.definition.signature for part in self.parts}
        return next((one for one in ("required", "offered") if one in said), "none")

    def fills_for(self, facts: Facts) -> dict[str, rules.Expression]:
        """Where answers come from, by field of the package, as the first member of this run that fills one says it."""
        found: dict[str, rules.Expression] = {}
        for part in self.chosen(facts):
            for name, expression in part.definition.fills.items():
                if name not in part.source.given:
                    found.setdefault(part.source.shared(name), expression)
        return found

    def element(self, name: str) -> DataElement | None:
        """The data element that a field asks, if a member names one."""
        code = self.form.fields[name].element
        return next((p.definition.elements[code] for p in self.parts if code in p.definition.elements), None)

    def part(self, name: str) -> Part:
        return next(one for one in self.parts if one.name == name)

    def material(self, code: str) -> Material:
        for one in self.materials:
            if one.code == code:
                return one
        raise KeyError(code)

    def chosen(self, facts: Facts) -> list[Part]:
        """The members that belong to this run, in the order written (选中的事项)."""
        now = self._typed(facts)
        return [part for part in self.parts if _chosen(part, now)]

    def waves(self, facts: Facts) -> list[list[Part]]:
        """The chosen members, those that go side by side together (并联)."""
        left, done, found = self.chosen(facts), set[str](), list[list[Part]]()
        names = {part.name for part in left}
        while left:
            wave = [part for part in left if not (set(part.member.after) & names) - done]
            found.append(wave)
            done |= {part.name for part in wave}
            left = [part for part in left if part.name not in done]
        return found

    def awaited(self, part: Part, facts: Facts) -> list[Part]:
        """The chosen members whose result this one waits for."""
        return [one for one in self.chosen(facts) if one.name in part.member.after]

    def seen(self, part: Part, facts: Facts) -> dict[str, Any]:
        """The facts as the member's own item sees them."""
        changed = set(facts.get(CHANGED) or ())
        own = [name for name in part.definition.form.fields if part.source.shared(name) in changed]
        return {**part.source.view(self._typed(facts)), CHANGED: own}

    def answers(self, part: Part, facts: Facts) -> dict[str, Any]:
        """The member's own form data."""
        return part.source.answers(self._typed(facts))

    def prefill(self, facts: Facts) -> dict[str, tuple[Any, str]]:
        """What is known already, by field of the package, with where it comes from."""
        found: dict[str, tuple[Any, str]] = {}
        for part in self.chosen(facts):
            for name, known in part.definition.prefill(self.seen(part, facts)).items():
                if name not in part.source.given:
                    found.setdefault(part.source.shared(name), known)
        return found

    def needed_materials(self, facts: Facts) -> list[Material]:
        """Each material once (材料合并); what an earlier member will give nobody hands in."""
        chosen, found = self.chosen(facts), dict[str, Material]()
        for part in chosen:
            coming = self.coming(part, facts)
            for one in part.definition.needed_materials(self.seen(part, facts)):
                code = part.materials[one.code]
                if one.licence in coming and one.licence:
                    notes = f"由“{coming[one.licence]}”办成后自动调取"
                    one = replace(one, source="department", instead=(), licence="", fill_notes=notes)
                moved = replace(one, code=code)
                found[code] = _stricter(found[code], moved) if code in found else moved
        return list(found.values())

    def asked_materials(self, facts: Facts) -> list[Material]:
        """What the applicant hands in."""
        asked = {part.materials[one.code] for part in self.chosen(facts) for one in self._alone(part, facts)}
        return [one for one in self.needed_materials(facts) if one.code in asked]

    def run_checks(self, facts: Facts) -> list[CheckResult]:
        """The points of examination of all members; the same one is said once."""
        found: dict[str, CheckResult] = {}
        for part in self.chosen(facts):
            for result in part.definition.run_checks(self.seen(part, facts)):
                found.setdefault(result.sentence, replace(
                    result, check=replace(result.check, code=f"{part.name}-{result.check.code}")
                ))  # fmt: skip
        return list(found.values())

    def fee_due(self, facts: Facts) -> Any:
        """What there is to pay in all; None where a member cannot say it yet."""
        fees = [part.definition.fee_due(self.seen(part, facts)) for part in self.chosen(facts)]
        return None if None in fees else sum(fees)

    def steps(self, facts: Facts) -> list[Step]:
        """Every step of every chosen member."""
        return [step for part in self.chosen(facts) for step in part.definition.steps(self.seen(part, facts))]

    def savings(self, facts: Facts) -> Savings:
        """Against doing the chosen items one by one, each with its own form, materials and visits."""
        chosen = self.chosen(facts)
        alone = sum(len(part.definition.form.asked(self.seen(part, facts))) for part in chosen)
        papers = sum(len(self._alone(part, facts)) for part in chosen)
        visits = sum(part.definition.guide.visits for part in chosen)
        together = len(self.form.asked(facts))
        return Savings(
            max(0, alone - together), max(0, papers - len(self.asked_materials(facts))),
            max(0, visits - min(visits, self.package.guide.visits)),
        )

    def _alone(self, part: Part, facts: Facts) -> list[Material]:
        """What this item alone would ask for: the licence an earlier one gives, the city would hold by then."""
        coming = self.coming(part, facts)
        asked = part.definition.asked_materials(self.seen(part, facts))
        return [one for one in asked if one.licence not in coming or not one.licence]

    def coming(self, part: Part, facts: Facts) -> dict[str, str]:
        """Licence types that a member before this one gives, with its title."""
        return {one.definition.gives.licence: one.title for one in self.awaited(part, facts)}

    def _typed(self, facts: Facts) -> dict[str, Any]:
        return typed(self.form, facts)


def _chosen(part: Part, facts: Facts) -> bool:
    try:
        return part.source.chosen(facts) is True
    except (rules.RuleError, TypeError, ValueError, ArithmeticError):
        return False


def _source(package: Package, member: Member, founder: Source | None, items: Mapping[str, Definition]) -> Source:
    if member.item not in items:
        raise package.marks.bad(("members", member.name, "item"), f"没有已发布的事项“{member.item}”。")
    definition = items[member.item]
    fields = definition.form.fields
    for key, names in (("same", member.names), ("given", member.given), ("apart", member.apart)):
        for name in names:
            if name not in fields:
                raise package.marks.bad(
                    ("members", member.name, key), f"“{definition.title.zh}”的表单里没有字段“{name}”。"
                )
    names = {**member.names, **{name: f"{member.name}.{name.replace('.', '_')}" for name in member.apart}}
    return Source(
        member.name, definition.title.zh, definition.form, names, member.when, member.given,
        _founded(package, member, founder, items),
    )


def _founded(package: Package, member: Member, founder: Source | None, items: Mapping[str, Definition]) -> Any:
    """Who applies: the applicant himself, or the body that an earlier member brings into being."""
    if founder is None:
        return dict
    founds = items[package.member(founder.code).item].gives.founds
    if founds is None:
        sentence = f"“{founder.title}”没有写设立什么主体（gives.founds）。"
        raise package.marks.bad(("members", member.name, "for"), sentence)

    def base(facts: Facts) -> Facts:
        if founder.chosen(facts) is not True:
            return dict(facts)  # nothing is founded here: the applicant is one already
        said = {key: value for key, value in founds.said(founder.view(facts)).items() if value}
        known = {key: said[key] for key in ("kind", "name", "legal_name", "area", "address") if key in said}
        return {**facts, "applicant": {**(facts.get("applicant") or {}), "credit": "good", **known}}

    return base


def _judge_names(package: Package, sources: Sequence[Source]) -> None:
    """A field is the same as one that exists: of the questions, or of another member."""
    known = set(package.questions.fields) if package.questions else set()
    for source in sources:
        others = {one.shared(name) for one in sources if one is not source for name in one.form.fields}
        for own in package.member(source.code).names:
            if source.names[own] not in known | others:
                sentence = f"别的事项和引导问题里都没有“{source.names[own]}”，不能与它合并。"
                raise package.marks.bad(("members", source.code, "same", own), sentence)


def _materials(
    package: Package, sources: Sequence[Source], items: Mapping[str, Definition]
) -> tuple[tuple[Material, ...], list[dict[str, str]]]:
    """Each material once: the same code of the same title, the same licence, or what the package says is one."""
    found: dict[str, Material] = {}
    codes: list[dict[str, str]] = []
    for member, _ in zip(package.members, sources, strict=True):
        mine: dict[str, str] = {}
        for one in items[member.item].materials:
            code = _code(package, member, one, found)
            found[code] = _stricter(found[code], one) if code in found else replace(one, code=code, when=None)
            mine[one.code] = code
        codes.append(mine)
    return tuple(found.values()), codes


def _code(package: Package, member: Member, one: Material, found: Mapping[str, Material]) -> str:
    said = package.same_materials.get(f"{member.name}.{one.code}") or package.same_materials.get(one.code)
    if said:
        return said
    for code, other in found.items():
        if one.licence and other.licence == one.licence and other.source == one.source:
            return code
    if one.code in found and found[one.code].title != one.title:
        return f"{member.name}-{one.code}".replace("_", "-")
    return one.code


def _stricter(first: Material, second: Material) -> Material:
    """One paper for two: needed where either needs it, in a format that both take."""
    formats = tuple(one for one in first.formats if one in second.formats) or first.formats
    # What has to be handed in for one of them is handed in; what one does not take on trust is not taken on trust.
    source = first if first.source == "applicant" else second
    return replace(
        first, need=min(first.need, second.need), formats=formats, source=source.source, instead=source.instead,
        undertaking=first.undertaking if first.undertaking == second.undertaking else None,
        deferred=first.deferred if first.deferred == second.deferred else None,
    )
