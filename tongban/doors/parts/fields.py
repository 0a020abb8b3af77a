"""A question of a form as a page shows it: controls with ids, values, hints, sources and errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe

from tongban.engines.forms import Field, Input, Problem
from tongban.kernel.once import once_a_page
from tongban.registers.places import queries as places

YES_NO = {"yes": "是", "no": "否"}


@dataclass(frozen=True)
class Choice:
    """One radio, tick box or line of a list."""

    id: str
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Control:
    """One control, ready to be written."""

    id: str
    name: str
    widget: str
    label: str
    value: str
    attrs: SafeString
    required: bool
    choices: tuple[Choice, ...] = ()
    groups: tuple[tuple[str, tuple[Choice, ...]], ...] = ()
    hint: str = ""
    unit: str = ""
    error: str = ""
    described_by: str = ""
    grouped: bool = False  # part of a question of several controls
    source: str = ""
    locked: bool = False
    person: bool = False  # the name of a person is written here


@dataclass(frozen=True)
class Question:
    """One question with all its controls."""

    id: str
    name: str
    label: str
    hint: str
    required: bool
    controls: tuple[Control, ...]
    source: str = ""
    locked: bool = False
    shown: str = ""  # a locked answer in words
    errors: tuple[str, ...] = field(default=())

    @property
    def address(self) -> bool:
        """Whether standard addresses are offered while it is written."""
        return len(self.controls) == 2 and self.controls[0].widget == "division" and not self.locked

    @property
    def single(self) -> Control | None:
        return self.controls[0] if len(self.controls) == 1 else None


def control_id(name: str) -> str:
    """The id of the control with this name: what an error summary leads to."""
    return "f-" + name.replace(".", "-").replace("_", "-")


def question(
    asked: Field, values: Mapping[str, Any], problems: Iterable[Problem] = (), *, source: str = "", locked: bool = False
) -> Question:
    """``asked`` with what was typed, what is wrong with it, and where a prefilled answer comes from."""
    wrong = {p.field: p.sentence for p in problems}
    inputs = asked.inputs
    several = len(inputs) > 1
    stray = wrong.get(asked.name) if asked.name not in {i.name for i in inputs} else None
    controls = []
    for number, given in enumerate(inputs):
        error = wrong.get(given.name) or (stray if number == 0 else "") or ""
        controls.append(_control(asked, given, values.get(given.name), error, source, locked, several))
    return Question(
        control_id(asked.name), asked.name, asked.label, asked.hint, asked.required, tuple(controls), source, locked,
        errors=tuple(c.error for c in controls if c.error),
    )  # fmt: skip


def _control(
    asked: Field, given: Input, value: Any, error: str, source: str, locked: bool, several: bool
) -> Control:  # fmt: skip
    name, key = given.name, control_id(given.name)
    values = (
        [str(v) for v in value] if isinstance(value, list | tuple) else [str(value)] if value not in (None, "") else []
    )
    attrs = {k: v for k, v in given.attributes.items() if k != "type" or given.widget in ("text", "date")}
    if given.widget == "date" and values and error:
        attrs["type"] = "text"  # a date control would swallow what was typed wrong
    hint = given.hint if not several else ""
    ids = (
        [f"{key}-hint"] * bool(hint) + [f"{key}-error"] * bool(error) + [f"{key}-source"] * bool(source and not several)
    )
    widget = "text" if given.widget == "division" and locked else given.widget
    chosen = set(values)
    options = given.options or (YES_NO if given.widget == "radios" else {})
    groups = _divisions(chosen) if widget == "division" else ()
    shown = values[0] if values else ""
    if locked and given.widget == "division" and shown:
        shown = place(shown)
    if locked and options:
        shown = options.get(shown, shown)
    return Control(
        id=key, name=name, widget=widget, label=given.label, value=shown, attrs=mark_safe(flatatt(attrs)),  # noqa: S308
        required=given.required, choices=_choices(key, options, chosen), groups=groups, hint=hint, unit=given.unit,
        error=error, described_by=" ".join(ids), grouped=several, source=source, locked=locked,
        person=given.attributes.get("autocomplete") == "name" and not locked,
    )  # fmt: skip


def _choices(key: str, options: Mapping[str, str], chosen: set[str]) -> tuple[Choice, ...]:
    # The first choice carries the id of the question itself, so that an error summary can lead to it.
    return tuple(
        Choice(key if number == 0 else f"{key}-{number}", code, label, code in chosen)
        for number, (code, label) in enumerate(options.items())
    )


@once_a_page
def place(code: str) -> str:
    """A division by its name; the code itself when nobody knows it."""
    try:
        return places.name_path(code)
    except Exception:
        return code


def _divisions(chosen: set[str]) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """The districts of the city with their streets, as groups of a list that needs no script."""
    groups, seen = [], set()
    for district in places.districts():
        rows = [
            (district.code, f"{district.name}（全区）"),
            *((s.code, s.name) for s in places.children(district.code)),
        ]
        seen |= {code for code, _ in rows}
        groups.append((district.name, tuple(Choice("", code, name, code in chosen) for code, name in rows)))
    elsewhere = [code for code in chosen if code not in seen]
    if elsewhere:
        groups.insert(0, ("现在填写的", tuple(Choice("", code, place(code), True) for code in elsewhere)))
    return tuple(groups)
