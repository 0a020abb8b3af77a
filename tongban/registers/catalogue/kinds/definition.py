"""A service item as a whole (事项定义): read once, frozen, and able to say what follows from given facts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from tongban.engines import rules
from tongban.engines.forms import Form
from tongban.engines.forms.cleaning import typed
from tongban.engines.process import Process, Step, applicable, waves
from tongban.registers.catalogue import upgrades
from tongban.registers.catalogue.errors import BadItem
from tongban.registers.catalogue.kinds import words
from tongban.registers.catalogue.kinds.amounts import in_force
from tongban.registers.catalogue.kinds.automatic import Automatic
from tongban.registers.catalogue.kinds.dictionary import DataElement
from tongban.registers.catalogue.kinds.form_sources import FormSource, named
from tongban.registers.catalogue.kinds.giving import Gives
from tongban.registers.catalogue.kinds.guide import Example, Guide, Situation
from tongban.registers.catalogue.kinds.marks import Marks
from tongban.registers.catalogue.kinds.parts import (
    Check,
    CheckResult,
    Codes,
    Fee,
    Law,
    Limits,
    Material,
    Remedy,
    Themes,
    Words,
)  # fmt: skip
from tongban.registers.catalogue.kinds.spans import Validity

Facts = Mapping[str, Any]
CHANGED = "changed fields"
"""Beside the facts: which prefilled fields the applicant changed. No field can be called so."""


@dataclass(frozen=True)
class Definition:
    """One service item (事项).

    The `facts` its methods take are the form's answers, nested by name, with "applicant" and "today" beside them.
    """

    code: str
    title: Words
    alias: tuple[str, ...]
    kind: str
    owner: str
    level: str
    area: str
    dept_type: str
    power_source: str
    handling: str
    serves: tuple[str, ...]
    themes: Themes
    project: str
    law: tuple[Law, ...]
    codes: Codes
    limits: Limits
    form: Form
    materials: tuple[Material, ...]
    checks: tuple[Check, ...]
    process: Process
    gives: Gives
    fee: Fee
    guide: Guide
    situations: tuple[Situation, ...]
    remedies: tuple[Remedy, ...]
    examples: tuple[Example, ...]
    responsible: str
    attachments: Mapping[str, str]
    fills: Mapping[str, rules.Expression]
    json: str = field(repr=False)
    digest: str
    elements: Mapping[str, DataElement] = field(default_factory=dict, repr=False)  # those its fields name
    anywhere: bool = False  # any window of the city may accept it (全市通办); who decides stays the same
    assurance: str = "real-name"  # how surely it must be known who submits (可信等级): phone, real-name, strong
    signature: str = "offered"  # whether the applicant signs (签名): offered, required where law asks, none
    automatic: Automatic | None = None  # the rules under which a machine grants at once (智能审批)
    sources: Mapping[str, FormSource] = field(default_factory=dict, repr=False)  # asked for the form, by resource
    marks: Marks = field(default_factory=Marks, repr=False, compare=False)
    parameters: rules.Parameters = field(default_factory=lambda: rules.Parameters({}), repr=False, compare=False)

    @classmethod
    def of(cls, mapping: Mapping[str, Any], where: Marks | str = "item.yaml") -> Definition:
        """Read an item, or refuse it (`BadItem`) with file, line and one sentence."""
        from tongban.registers.catalogue.kinds.reading import read

        return read(mapping, where if isinstance(where, Marks) else Marks(where))

    @classmethod
    def known(cls, digest: str) -> Definition | None:
        """The definition of this digest if this process has read it before."""
        return _parsed.get(digest)

    @classmethod
    def from_json(cls, text: str, digest: str = "") -> Definition:
        """The definition an edition keeps; parsed once per digest, since neither can change."""
        digest = digest or digest_of(text)
        if digest not in _parsed:
            read = cls.of(json.loads(text), Marks(f"edition {digest[:12]}"))
            _parsed[digest] = replace(read, json=text, digest=digest)
        return _parsed[digest]

    @property
    def mapping(self) -> dict[str, Any]:
        """The item as a dictionary again, for the editor and for export."""
        return json.loads(self.json)  # type: ignore[no-any-return]

    @property
    def kind_code(self) -> str:
        return words.coded(words.KINDS, self.kind)

    @property
    def kind_zh(self) -> str:
        return words.said(words.KINDS, self.kind)

    @property
    def law_text(self) -> str:
        """All bases in one line, for notices."""
        return "、".join(str(one) for one in self.law)

    @property
    def strength(self) -> int:
        """The least strength of an actor who may submit it."""
        return words.ASSURANCES[self.assurance][0]

    @property
    def audiences(self) -> tuple[str, ...]:
        """Which halves of the portal show it: person, company."""
        found = ["person"] if "person" in self.serves else []
        return tuple(found + (["company"] if set(self.serves) - {"person"} else []))

    def material(self, code: str) -> Material:
        """The material of a code; raises KeyError."""
        for one in self.materials:
            if one.code == code:
                return one
        raise KeyError(code)

    def facts(self, facts: Facts) -> dict[str, Any]:
        """Facts as rules see them: dates as dates, figures exact, and the dated parameters of their day."""
        now = typed(self.form, facts)
        if isinstance(now.get("today"), str):  # an example writes its day as text
            with suppress(ValueError):
                now["today"] = date.fromisoformat(now["today"])
        return {**now, **in_force(self.parameters, now)}

    def needed_materials(self, facts: Facts) -> list[Material]:
        """Every material that belongs to a case with these facts, also those the city holds already.

        A material that proves a change of what was prefilled belongs to it only where something was changed.
        """
        now, changed = self.facts(facts), set(facts.get(CHANGED) or ())
        proofs = {f.proof for f in self.form.fields.values() if f.proof}
        proving = {f.proof for f in self.form.fields.values() if f.proof and f.name in changed}
        return [
            one
            for one in self.materials
            if (one.code not in proofs or one.code in proving) and (one.when is None or one.when.holds(now) is True)
        ]

    def asked_materials(self, facts: Facts) -> list[Material]:
        """The materials the applicant must hand in: what the city holds is never asked for (免于提交).

        Where the caller brings ``applicant.licence`` and it finds none of the type, or brings ``sources`` whose answer
        is not what it should be, the paper is asked for after all.
        """
        now = self.facts(facts)
        return [
            one
            for one in self.needed_materials(facts)
            if not one.unproved and not any(one.spared_by(way, now) for way in one.instead)
        ]

    def run_checks(self, facts: Facts) -> list[CheckResult]:
        """Every point of examination, decided where it can be (机审): pass, fail, or unknown with the reason."""
        now = self.facts(facts)
        return [_result(check, check.that.holds(now)) for check in self.checks]

    def prefill(self, facts: Facts) -> dict[str, tuple[Any, str]]:
        """What is known already, by field, with where it comes from; fields nothing is known for are absent."""
        found = {}
        for name, expression in self.fills.items():
            value = _known(_jsonable(expression.value(facts)), self.form.fields[name].locked)
            if value not in (None, "", [], {}):
                found[name] = (value, self._source(expression.text))
        return found

    def fills_for(self, facts: Facts) -> Mapping[str, rules.Expression]:
        """Where answers come from, by field; the same in every case of an item."""
        return self.fills

    def element(self, name: str) -> DataElement | None:
        """The data element that a field asks, if it names one."""
        return self.elements.get(self.form.fields[name].element)

    def _source(self, text: str) -> str:
        for one in self.materials:
            if one.licence and f'"{one.licence}"' in text:
                return f"来自您的{one.title}"
        for code in named(text):
            return f"来自{self.sources[code].resource.title}"
        return "来自电子证照" if "applicant.licence" in text else "来自您的实名信息"

    def licence_fields(self, facts: Facts) -> dict[str, Any]:
        """The fields of the licence that is given, JSON-ready."""
        now = self.facts(facts)
        return {name: _jsonable(expression.value(now)) for name, expression in self.gives.fields}

    def founded(self, facts: Facts) -> dict[str, str]:
        """What is entered of the body that comes into being; raises ValueError where the item founds none."""
        if self.gives.founds is None:
            raise ValueError(f"{self.code} founds nothing")
        return self.gives.founds.said(self.facts(facts))

    def valid_until(self, facts: Facts, first: date) -> date | None:
        """The last day of what is given from ``first`` on; None means for ever."""
        if self.gives.until is not None:
            value = self.gives.until.value(self.facts(facts))
            if isinstance(value, date):
                return value
            valid = Validity.parse(str(value))
            if valid is None and self.gives.valid is None:
                raise ValueError(f"{self.code}: gives.until came to {value!r}, which is neither a day nor a span")
            return (valid or self.gives.valid).last_day(first)  # type: ignore[union-attr]
        return self.gives.valid.last_day(first) if self.gives.valid else None

    def amount(self, facts: Facts) -> Any:
        """The amount that is granted (给付金额), or None."""
        return _jsonable(self.gives.amount.value(self.facts(facts))) if self.gives.amount else None

    def fee_due(self, facts: Facts) -> Any:
        """What there is to pay in yuan; 0 where nothing is charged, None where it cannot be said yet."""
        if not self.fee.charged or self.fee.amount is None:
            return 0
        return _jsonable(self.fee.amount.value(self.facts(facts)))

    def waves(self, facts: Facts) -> list[list[Step]]:
        """The steps of a case with these facts, wave by wave."""
        return waves(self.process, self.facts(facts))

    def steps(self, facts: Facts) -> list[Step]:
        """The steps that apply, in the order written."""
        return applicable(self.process, self.facts(facts))


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(mapping: Mapping[str, Any], marks: Marks) -> str:
    """The item as compact JSON in the order written, since the order of steps, fields and materials says something."""
    try:
        text = json.dumps(dict(mapping), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        text.encode()
        return text
    except (ValueError, TypeError, RecursionError) as bad:
        raise BadItem(marks.file, 0, f"事项中有不能保存的内容：{bad}。") from None


def current_json(mapping: Mapping[str, Any], marks: Marks) -> str:
    """Canonical JSON in today's schema."""
    try:
        return canonical(upgrades.upgraded(mapping), marks)
    except upgrades.TooNew as bad:
        raise marks.bad(("version",), str(bad)) from None


def _result(check: Check, held: bool | None) -> CheckResult:
    if held is None:
        return CheckResult(check, "unknown", f"“{check.title}”暂时不能由系统判断，请人工核对。", check.law)
    return CheckResult(check, "pass" if held else "fail", check.title if held else check.say, check.law)


def _jsonable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _jsonable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(inner) for inner in value]
    return value


def _known(value: Any, whole: bool) -> Any:
    """A value of several parts without the unknown ones; a locked field takes the whole or nothing."""
    if not isinstance(value, dict):
        return value
    known = {key: inner for key, inner in value.items() if inner not in (None, "")}
    return None if whole and len(known) < len(value) else known


_parsed: dict[str, Definition] = {}
