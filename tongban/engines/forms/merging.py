"""Several forms asked as one (表单合并): what two of them ask is asked once, and what cannot be one is refused.

A merged form is a `Form` like any other. Each of its questions remembers for whom it is asked, so it is asked exactly
when one of the forms it stands for would ask it, and `answers` gives each form its own data back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, cast

from tongban.engines.forms import conditions
from tongban.engines.forms.errors import BadForm
from tongban.engines.forms.field import Field, drop, look_up, put
from tongban.engines.forms.form import Form, Page, judge_nesting
from tongban.engines.rules import Expression

Facts = Mapping[str, Any]
ALIKE = {"type": "类型", "unit": "单位", "options": "选项", "parts": "组成部分", "pattern": "格式"}


class Clash(BadForm):
    """Two forms mean different things by one name; `source` says whose field it is that does not fit."""

    def __init__(self, message: str, name: str, source: str) -> None:
        super().__init__(message, name)
        self.source = source


@dataclass(frozen=True)
class Source:
    """One of the forms: what its fields are called in the merged one, and when it is asked at all.

    `given` answers fields without asking; `base` is what its conditions know beside its own fields.
    """

    code: str
    title: str
    form: Form
    names: Mapping[str, str] = field(default_factory=dict)
    gate: Expression | None = None
    given: Mapping[str, Expression] = field(default_factory=dict)
    base: Callable[[Facts], Facts] = dict

    def shared(self, name: str) -> str:
        """The name of one of its fields in the merged form."""
        return self.names.get(name, name)

    def chosen(self, facts: Facts) -> bool | None:
        return True if self.gate is None else self.gate.holds(facts)

    def view(self, facts: Facts) -> dict[str, Any]:
        """Merged facts as this form's own conditions see them."""
        seen = dict(self.base(facts))
        for name in self.form.fields:
            given = self.given.get(name)
            value = look_up(facts, self.shared(name)) if given is None else given.value(facts)
            if value is None:
                drop(seen, name)
            else:
                put(seen, name, value)
        return seen

    def answers(self, facts: Facts) -> dict[str, Any]:
        """This form's own data out of the merged facts: only what it asks now."""
        seen, data = self.view(facts), dict[str, Any]()
        for one in self.form.asked(seen):
            if (value := look_up(seen, one.name)) is not None:
                put(data, one.name, value)
        return data


@dataclass(frozen=True)
class Wanting:
    """A question on behalf of one form: asked when the form is, and its own condition holds."""

    source: Source
    when: Expression | None

    def holds(self, facts: Facts) -> bool | None:
        chosen = self.source.chosen(facts)
        if chosen is not True or self.when is None:
            return chosen
        return self.when.holds(self.source.view(facts))

    def names(self) -> set[str]:
        found = set(self.source.gate.names()) if self.source.gate else set()
        for name in self.when.names() if self.when else ():
            found.add(self._shared(name))
        return found

    def _shared(self, name: str) -> str:
        """A name of a condition, which may be a part of a field ("address.division")."""
        for own in self.source.form.fields:
            if name == own or name.startswith(f"{own}."):
                return self.source.shared(own) + name[len(own) :]
        return name


@dataclass(frozen=True)
class AnyOf:
    """Asked when any of those would ask it."""

    wanting: tuple[Wanting, ...]

    @property
    def text(self) -> str:
        return " or ".join(one.when.text for one in self.wanting if one.when)

    def holds(self, facts: Facts) -> bool | None:
        found = [one.holds(facts) for one in self.wanting]
        return True if True in found else None if None in found else False

    def names(self) -> set[str]:
        return set().union(*(one.names() for one in self.wanting))


def merge(own: Form | None, sources: Sequence[Source]) -> tuple[Form, tuple[Source, ...]]:
    """One form, and the sources with the names their fields have in it; raises `Clash` or `BadForm`.

    `own` are the questions asked before everything else: they win over what the sources say of the same field.
    """
    fields: dict[str, Field] = dict(own.fields) if own else {}
    always = set(fields)
    titles = {page.name: page.title for page in own.pages} if own else {}
    wanting: dict[str, list[Wanting]] = {}
    named = []
    for source in sources:
        source = _named(source, fields)
        named.append(source)
        for name, one in source.form.fields.items():
            if name in source.given:
                continue
            shared = source.shared(name)
            page = source.code if one.page == "main" else one.page
            titles.setdefault(page, source.form.page(one.page).title if one.page != "main" else source.title)
            moved = replace(one, name=shared, page=page)
            fields[shared] = unified(fields[shared], moved, source) if shared in fields else moved
            wanting.setdefault(shared, []).append(Wanting(source, one.when))
    judge_nesting(fields)
    for name, found in wanting.items():
        if name not in always:
            # A condition of conditions: it is asked like an expression, and nothing else reads it.
            fields[name] = replace(fields[name], when=cast(Expression, AnyOf(tuple(found))))
    return _form(fields, titles), tuple(named)


def _form(fields: dict[str, Field], titles: Mapping[str, str]) -> Form:
    pages = [Page(name, title, tuple(f for f in fields.values() if f.page == name)) for name, title in titles.items()]
    return Form(tuple(p for p in pages if p.fields), fields, conditions.order(fields))


def _named(source: Source, fields: Mapping[str, Field]) -> Source:
    """With the names that follow from data elements: the same element under the same label is the same question."""
    known: dict[tuple[str, str, str], list[str]] = {}
    for name, one in fields.items():
        known.setdefault(_meaning(one), []).append(name)
    mine = [_meaning(one) for one in source.form.fields.values()]
    names = dict(source.names)
    for name, one in source.form.fields.items():
        there, meaning = known.get(_meaning(one), []), _meaning(one)
        if one.element and name not in names and name not in fields and len(there) == 1 and mine.count(meaning) == 1:
            names[name] = there[0]
    return replace(source, names=names)


def _meaning(one: Field) -> tuple[str, str, str]:
    return one.element, one.type, one.label


def unified(first: Field, second: Field, source: Source) -> Field:
    """Two questions as one: it takes only what both would take. Raises `Clash` where they differ in kind."""
    for what, said in ALIKE.items():
        before, after = getattr(first, what), getattr(second, what)
        if dict(before) != dict(after) if what == "options" else before != after:
            raise Clash(
                f"“{source.title}”里的“{second.label}”（{second.name}）与已有的“{first.label}”{said}不同，不能合并填写",
                second.name, source.code,
            )  # fmt: skip
    low, high = _tighter(first.min, second.min, max), _tighter(first.max, second.max, min)
    length = _overlap(first.length, second.length)
    if _empty(low, high) or (length is not None and length[0] > length[1]):
        raise Clash(
            f"“{source.title}”里的“{second.label}”（{second.name}）与已有的“{first.label}”允许的范围没有交集，不能合并填写",
            second.name, source.code,
        )  # fmt: skip
    decimals = [d for d in (first.decimals, second.decimals) if d is not None]
    return replace(
        first, min=low, max=high, length=length, decimals=min(decimals) if decimals else None,
        required=first.required or second.required, locked=first.locked or second.locked,
        never_reuse=first.never_reuse or second.never_reuse, hint=first.hint or second.hint,
        sample=first.sample or second.sample, element=first.element or second.element,
        autocomplete=first.autocomplete or second.autocomplete,
    )  # fmt: skip


def _tighter(first: Any, second: Any, which: Callable[..., Any]) -> Any:
    """The bound that keeps both; "today" is kept before a fixed day, since it moves."""
    if first is None or second is None or first == second:
        return second if first is None else first
    if "today" in (first, second):
        return "today"
    return which(first, second, key=_size)


def _size(bound: Any) -> Any:
    text = str(bound)
    return text if text[4:5] == "-" else Decimal(text)


def _empty(low: Any, high: Any) -> bool:
    return low is not None and high is not None and "today" not in (low, high) and _size(low) > _size(high)


def _overlap(first: tuple[int, int] | None, second: tuple[int, int] | None) -> tuple[int, int] | None:
    if first is None or second is None:
        return first or second
    return max(first[0], second[0]), min(first[1], second[1])
