"""One condition of a draft while it is written: in plain Chinese, what it may name, what comes of it (条件试算)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.engines import process, rules
from tongban.engines.forms import BadForm, Form
from tongban.registers.catalogue.errors import BadItem
from tongban.registers.catalogue.kinds import labels, words
from tongban.registers.catalogue.kinds.dictionary import read_elements
from tongban.registers.catalogue.kinds.marks import Cursor, Marks

NO_DESK = "还没有选岗位"
OUTSIDE = {**words.APPLICANT, "today": "date"}


@dataclass(frozen=True)
class Read:
    """A condition in words, or why it cannot be read and what was probably meant; and the names it asks for."""

    text: str
    plain: str = ""
    error: str = ""
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Name:
    """Something a condition may speak of: its name, what it is called, and the values it may take with their words."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...] = ()

    @property
    def written(self) -> list[tuple[str, str]]:
        """The values as a condition writes them: a text in quotes, yes and no without."""
        return [(code if code in ("true", "false") else f'"{code}"', word) for code, word in self.options]


def names_of(content: Mapping[str, Any], wide: bool = False) -> list[Name]:
    """Every name a condition of this draft may use; ``wide`` adds what prefill and licence fields may ask."""
    known = labels.names(content)
    found = []
    for name in scope_of(content, wide).types:
        label = labels.called(name, known) or labels.SIGNS.get(name, name)
        found.append(Name(name, label, _values(name, labels.fields(content).get(name))))
    return found


def _values(name: str, field: Any) -> tuple[tuple[str, str], ...]:
    """The values of a choice, of yes or no, or of what is known of the applicant."""
    known = words.APPLICANT.get(name)
    if isinstance(known, tuple):
        return tuple((code, labels.APPLIES[code]) for code in known)
    if not isinstance(field, Mapping):
        return ()
    if field.get("type") == "yes-no":
        return ("true", "是"), ("false", "否")
    options = field.get("options")
    pairs = options.items() if isinstance(options, Mapping) else [(one, one) for one in options or ()]
    return tuple((str(code), str(word)) for code, word in pairs)


def read_condition(content: Mapping[str, Any], text: str, wide: bool = False) -> Read:
    """The condition in plain Chinese, or what is wrong with it in a sentence with a suggestion."""
    try:
        found = rules.parse(text, scope_of(content, wide))
    except rules.RuleError as bad:
        return Read(text, error=f"第 {bad.line} 行第 {bad.column} 列：{bad.message}{bad.hint}")
    known = labels.names(content)
    asked = tuple((name, labels.called(name, known) or labels.SIGNS.get(name, name)) for name in sorted(found.names()))
    return Read(text, labels.plain(text, known), names=asked)


def tried(content: Mapping[str, Any], text: str, facts: Mapping[str, Any], wide: bool = False) -> rules.Explanation:
    """What comes of a condition with these facts, and why; raises `RuleError`."""
    known = {name: label.strip("“”") for name, label in labels.names(content).items() if not name.startswith('"')}
    found = rules.parse(text, scope_of(content, wide))
    return found.explain(facts, labels={**labels.SIGNS, **known})


def process_of(content: Mapping[str, Any]) -> tuple[process.Process | None, str]:
    """The process of a draft by itself as far as it can be read, and what is wrong with it; new steps have no desk."""
    steps = content.get("process") or {}
    if isinstance(steps, Mapping):
        steps = {name: {"desk": NO_DESK, **one} if isinstance(one, Mapping) else one for name, one in steps.items()}
    found = None
    try:
        found = process.Process.of(steps, "", scope_of(content), whole=False)
        process.Process.of(steps, "", scope_of(content))
        return found, ""
    except process.BadProcess as bad:
        return found, (f"环节“{bad.step}”：" if bad.step else "") + bad.message


def scope_of(content: Mapping[str, Any], wide: bool = False) -> rules.Scope:
    """The names of a draft with their types, as far as its form can be read without its conditions."""
    more: dict[str, Any] = {**OUTSIDE, **(words.REGISTERS if wide else {})}
    for name in content.get("parameters") or {}:
        more[str(name)] = "any"
    form = _form(content)
    if form is not None:
        return form.scope().plus(more)
    return rules.Scope(dict.fromkeys(labels.fields(content), "any")).plus(more)


def _form(content: Mapping[str, Any]) -> Form | None:
    """The form without its conditions, so that one of them may be wrong and the others can still be read."""
    try:
        elements = read_elements(Cursor(content.get("elements"), Marks()))
        asks = {code: one.asks for code, one in elements.items()}
        return Form.of(_bare(content.get("form")), "", OUTSIDE, asks)
    except (BadForm, BadItem, AttributeError, TypeError):
        return None


def _bare(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _bare(one) for key, one in value.items() if key != "when"}
    return [_bare(one) for one in value] if isinstance(value, list) else value
