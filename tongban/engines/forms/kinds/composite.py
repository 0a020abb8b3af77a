"""Answers of several parts: address, identity number with its paper, person, company."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from tongban.engines.codes import names
from tongban.engines.forms import texts
from tongban.engines.forms.errors import Unfit
from tongban.engines.forms.kinds.base import KINDS, Kind, Place, kind
from tongban.engines.forms.kinds.codes import ID_TYPES, check_id
from tongban.engines.forms.kinds.plain import Text

if TYPE_CHECKING:
    from tongban.engines.forms.field import Field, Input


@dataclass(frozen=True)
class Part:
    """One part of a composite answer."""

    name: str
    type: str
    label: str
    options: Mapping[str, str] | None = None
    needed: bool = True
    default: str = ""


@kind("name")
class Name(Text):
    """A person's name: kept as written, of any length that occurs, with rare characters and the middle dot."""

    longest = names.LONGEST

    def read(self, text: str, field: "Field") -> str | None:
        return texts.person_name(text) or None

    def size(self, value: str) -> int:
        return len(names.letters(value))

    def html(self, field: "Field") -> dict[str, Any]:
        # A browser counts a rare character as two: it must not cut a name that the rule allows.
        return {"type": "text", "autocomplete": "name", "maxlength": 2 * self.bounds(field)[1]}


@kind("division")
class Division(Kind):
    """The code of an administrative division (行政区划代码): 2 to 12 digits."""

    verb = "请选择"

    def read(self, text: str, field: "Field") -> str:
        value = texts.code(text)
        if not re.fullmatch(r"[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}", value):
            raise Unfit(f"“{field.label}”请从列出的地区中选择", "")
        return value

    def schema(self, field: "Field") -> dict[str, Any]:
        return {"type": "string", "pattern": r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$"}

    def html(self, field: "Field") -> dict[str, Any]:
        return {"type": "text", "inputmode": "numeric", "autocomplete": "off", "maxlength": 12}

    def widget(self, field: "Field") -> str:
        return "division"

    def show(self, value: Any, field: "Field", place: Place) -> str:
        return place(str(value)) or str(value)


class Composite(Kind):
    """What all answers of several parts share; the part "id_number" stands under `name.id_number` in the raw input.

    `parts:` in the definition chooses which parts are asked; without it all are.
    """

    feel = "context"
    keys = frozenset({"parts"})
    made_of: ClassVar[tuple[Part, ...]] = ()

    def parts(self, field: "Field") -> "list[tuple[Part, Field]]":
        """The parts asked, each as a field of its own."""
        chosen = [p for p in self.made_of if not field.parts or p.name in field.parts]
        return [
            (
                part,
                replace(
                    field,
                    name=f"{field.name}.{part.name}",
                    type=part.type,
                    label=part.label,
                    kind=KINDS[part.type],
                    required=field.required and part.needed,
                    options=part.options or {},
                    hint="",
                    sample="",
                    parts=(),
                ),
            )
            for part in chosen
        ]

    def take(self, raw: Mapping[str, Any], field: "Field", today: date | None) -> tuple[Any, list[Unfit]]:
        raw = self.spread(raw, field)
        asked = self.parts(field)
        if not any(texts.first(raw, f.name) for p, f in asked if not p.default):
            return None, []
        value, wrongs = {}, []
        for part, inner in asked:
            found, problems = inner.kind.take(raw, inner, today)
            found = found if found is not None or problems or not part.default else part.default
            if found is not None:
                value[part.name] = found
            elif part.needed and not problems:
                problems = [Unfit(f"{inner.kind.verb}“{field.label}”的{inner.label}")]
            for problem in problems:
                problem.part = part.name
            wrongs += problems
        return (None, wrongs) if wrongs else self.whole(value, field)

    def whole(self, value: dict[str, Any], field: "Field") -> tuple[Any, list[Unfit]]:
        """Hold the parts against one another."""
        return value, []

    def spread(self, raw: Mapping[str, Any], field: "Field") -> Mapping[str, Any]:
        """Raw input in which a whole answer under the field's own name is laid out by parts."""
        whole = raw.get(field.name)
        if not isinstance(whole, Mapping):
            return raw
        return {**raw, **{f"{field.name}.{part}": inner for part, inner in whole.items() if isinstance(part, str)}}

    def flat(self, value: Any, field: "Field") -> dict[str, str | list[str]]:
        found: dict[str, str | list[str]] = {}
        for part, inner in self.parts(field):
            if isinstance(value, Mapping) and value.get(part.name) is not None:
                found |= inner.kind.flat(value[part.name], inner)
        return found

    def scope(self, field: "Field") -> dict[str, Any]:
        return {name: feel for _, inner in self.parts(field) for name, feel in inner.kind.scope(inner).items()}

    def schema(self, field: "Field") -> dict[str, Any]:
        inner = {part.name: {"title": f.label} | f.kind.schema(f) for part, f in self.parts(field)}
        needed = [part.name for part, _ in self.parts(field) if part.needed or part.default]
        return {"type": "object", "properties": inner, "required": needed, "additionalProperties": False}

    def inputs(self, field: "Field") -> "tuple[Input, ...]":
        return tuple(control for _, inner in self.parts(field) for control in inner.kind.inputs(inner))

    def shown(self, value: Any, field: "Field", place: Place) -> dict[str, str]:
        """Each part that was given, in words."""
        if not isinstance(value, Mapping):
            return {}
        given = [(part, inner) for part, inner in self.parts(field) if value.get(part.name) is not None]
        return {part.name: inner.kind.show(value[part.name], inner, place) for part, inner in given}

    def show(self, value: Any, field: "Field", place: Place) -> str:
        return "，".join(self.shown(value, field, place).values())


@kind("address")
class Address(Composite):
    """A division and the rest of the address (地址)."""

    made_of = (Part("division", "division", "所在地区"), Part("detail", "text", "详细地址"))

    def show(self, value: Any, field: "Field", place: Place) -> str:
        shown = self.shown(value, field, place)
        division = str(value.get("division", "")) if isinstance(value, Mapping) else ""
        name = place(division) if division else ""
        detail = shown.get("detail", "")
        if name or not division:
            return f"{name}{detail}"
        return f"{detail}（区划 {division}）"


class WithPaper(Composite):
    """What a person and an identity number share: a number judged by its kind of paper."""

    type_part: ClassVar[str] = "id_type"
    number_part: ClassVar[str] = "id_number"

    def whole(self, value: dict[str, Any], field: "Field") -> tuple[Any, list[Unfit]]:
        number = value.get(self.number_part)
        if number is None:
            return value, []
        try:
            full = check_id(value.get(self.type_part, "111"), number, replace(field, label="证件号码"))
        except Unfit as wrong:
            wrong.part = self.number_part
            return None, [wrong]
        return value | {self.number_part: full}, []


@kind("id-number")
class IdNumber(WithPaper):
    """The kind of an identity paper and its number (证件类型、证件号码)."""

    type_part, number_part = "type", "number"
    made_of = (
        Part("type", "choice", "证件类型", ID_TYPES, default="111"),
        Part("number", "bare-id", "证件号码"),
    )

    def spread(self, raw: Mapping[str, Any], field: "Field") -> Mapping[str, Any]:
        whole = raw.get(field.name)
        return {f"{field.name}.number": whole, **raw} if isinstance(whole, str) else super().spread(raw, field)

    def show(self, value: Any, field: "Field", place: Place) -> str:
        return " ".join(self.shown(value, field, place).values())


@kind("person")
class Person(WithPaper):
    """A person: name, identity paper, telephone (自然人)."""

    made_of = (
        Part("name", "name", "姓名"),
        Part("id_type", "choice", "证件类型", ID_TYPES, default="111"),
        Part("id_number", "bare-id", "证件号码"),
        Part("phone", "phone", "联系电话"),
    )


@kind("company")
class Company(Composite):
    """An organisation: name, credit code, legal representative (法人、非法人组织)."""

    made_of = (
        Part("name", "text", "名称"),
        Part("code", "credit-code", "统一社会信用代码"),
        Part("legal_person", "name", "法定代表人（负责人）"),
    )

    def whole(self, value: dict[str, Any], field: "Field") -> tuple[Any, list[Unfit]]:
        """A company's name is kept as a person's is."""
        name = names.kept(value.get("name", ""))
        if sentence := names.wrong(name) if name else "":
            wrong = Unfit(sentence.removesuffix("。"))
            wrong.part = "name"
            return None, [wrong]
        return value | ({"name": name} if name else {}), []
