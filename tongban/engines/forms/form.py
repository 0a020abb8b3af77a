"""A form: its pages, the questions it asks, and what it makes of the answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tongban.engines import rules
from tongban.engines.forms import cleaning, conditions, definition, schemas
from tongban.engines.forms.cleaning import Cleaned, Problem
from tongban.engines.forms.elements import inherit
from tongban.engines.forms.errors import BadForm
from tongban.engines.forms.field import Field, look_up

__all__ = ["Cleaned", "Form", "Page", "Problem"]

Shown = list[tuple["Page", list[tuple[str, str, Field]]]]


@dataclass(frozen=True)
class Page:
    """Questions that are asked together."""

    name: str
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Form:
    """Questions in order (表单); frozen, so an edition of an item can share one for ever."""

    pages: tuple[Page, ...]
    fields: Mapping[str, Field] = field(repr=False)
    order: tuple[str, ...] = field(repr=False)
    """Field names such that a condition only depends on fields before it."""

    @classmethod
    def of(
        cls,
        mapping: Mapping[str, Any],
        where: str = "item.yaml",
        outside: Mapping[str, Any] | rules.Scope | None = None,
        elements: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> "Form":
        """Read a definition, or refuse it with the field and key at fault.

        `outside` names what conditions may ask beside the form's own fields (as "applicant.credit"), with FEEL types;
        `elements` are the data elements (数据元) that fields may name and inherit from.
        """
        fields: dict[str, Field] = {}
        titles: dict[str, str] = {}
        whens: dict[str, str] = {}
        for page, title, name, given in definition.sections(mapping):
            if name in fields:
                raise BadForm(f"{where} 里同一个字段写了两次，请改名", name)
            given = inherit(str(name), given, elements)
            fields[name] = definition.field_of(page, name, given)
            titles.setdefault(page, title)
            if given.get("when") is not None:
                whens[name] = str(given["when"])
        judge_nesting(fields)
        fields = conditions.attach(fields, whens, outside or {})
        pages = tuple(
            Page(name, title or _title(name, fields), tuple(f for f in fields.values() if f.page == name))
            for name, title in titles.items()
        )
        return cls(pages, fields, conditions.order(fields))

    def page(self, name: str) -> Page:
        """The page of a name."""
        return next(p for p in self.pages if p.name == name)

    def clean(
        self,
        raw: Mapping[str, Any],
        facts: Mapping[str, Any],
        page: str | None = None,
        *,
        filled: Mapping[str, Any] | None = None,
    ) -> Cleaned:
        """Read what was typed; `filled` are the values prefilled by us, by field name, which guard locked fields."""
        return cleaning.clean(self, raw, facts, page, filled or {})

    def asked(self, facts: Mapping[str, Any], page: str | None = None) -> list[Field]:
        """The questions that apply, given what is known; a condition that cannot be decided yet asks nothing."""
        open_names = cleaning.asked_names(self, facts)
        return [f for f in self.fields.values() if f.name in open_names and page in (None, f.page)]

    def missing(self, data: Mapping[str, Any], facts: Mapping[str, Any] | None = None) -> list[Field]:
        """The required questions that apply and have no answer yet."""
        known = cleaning.joined(self, facts or {}, data)
        return [f for f in self.asked(known) if f.required and look_up(data, f.name) is None]

    def show(
        self,
        data: Mapping[str, Any],
        facts: Mapping[str, Any] | None = None,
        place: Callable[[str], str] = lambda code: "",
    ) -> Shown:
        """The answers for reading over, page by page; `place` names an administrative division by its code."""
        asked = {f.name for f in self.asked(cleaning.joined(self, facts or {}, data))}
        rows = [(page, [_row(f, data, place) for f in page.fields if f.name in asked]) for page in self.pages]
        return [(page, found) for page, found in rows if found]

    def schema(self, data: Mapping[str, Any] | None = None, facts: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """JSON Schema 2020-12 of the data; with data, of what is asked in just this situation."""
        if data is None:
            return schemas.schema(list(self.fields.values()), conditional=True)
        return schemas.schema(self.asked(cleaning.joined(self, facts or {}, data)), conditional=False)

    def scope(self) -> rules.Scope:
        """What conditions may name, with FEEL types."""
        return conditions.scope(self.fields)

    def flat(self, data: Mapping[str, Any]) -> dict[str, str | list[str]]:
        """Data as raw input again, to fill the controls with or to clean once more."""
        found: dict[str, str | list[str]] = {}
        for one in self.fields.values():
            value = look_up(data, one.name)
            if value is not None:
                found |= one.kind.flat(value, one)
        return found


def _row(one: Field, data: Mapping[str, Any], place: Callable[[str], str]) -> tuple[str, str, Field]:
    value = look_up(data, one.name)
    if value is None:
        return one.label, "", one
    try:
        return one.label, one.kind.show(value, one, place), one
    except (TypeError, ValueError, ArithmeticError):
        return one.label, str(value), one  # data of an older edition is shown as it stands


def _title(page: str, fields: Mapping[str, Field]) -> str:
    labels = [f.label for f in fields.values() if f.page == page]
    return labels[0] if len(labels) == 1 else "填写信息"


def judge_nesting(fields: Mapping[str, Field]) -> None:
    """A field cannot stand inside another one's answer."""
    if not fields:
        raise BadForm("表单至少要有一个字段")
    for name in fields:
        path = name.split(".")
        for depth in range(1, len(path)):
            if ".".join(path[:depth]) in fields:
                raise BadForm(f"“{'.'.join(path[:depth])}”已经是一个字段，它下面不能再有字段", name)
