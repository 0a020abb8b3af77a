"""What a form makes of raw input: answers to the questions that apply, and a sentence for each that cannot be taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tongban.engines import rules
from tongban.engines.forms.field import Field, drop, look_up, put

if TYPE_CHECKING:
    from tongban.engines.forms.form import Form


@dataclass(frozen=True)
class Problem:
    """What is wrong with one answer (填写问题); `field` names the control, so that a summary leads to it."""

    field: str
    sentence: str
    wanted: str = ""


@dataclass(frozen=True)
class Cleaned:
    """The answers that can be kept, and what stands in the way of the others."""

    data: dict[str, Any]
    problems: list[Problem]
    tampered: tuple[str, ...] = ()
    """Locked fields for which something else than the prefilled value was sent; ours was kept, the caller tells."""

    @property
    def ok(self) -> bool:
        return not self.problems


def clean(
    form: "Form", raw: Mapping[str, Any], facts: Mapping[str, Any], page: str | None, filled: Mapping[str, Any]
) -> Cleaned:
    """Answers in the order in which conditions depend on them, so a dropped answer also closes what hung on it."""
    here = [name for name in form.order if page in (None, form.fields[name].page)]
    known = _without(facts, here)
    now = typed(form, known)
    today = _today(facts)
    data: dict[str, Any] = {}
    problems: dict[str, list[Problem]] = {}
    tampered = []
    for name in form.order:
        field = form.fields[name]
        asked = _applies(field, now)
        if name not in here:
            if not asked:
                drop(now, name)
            continue
        if not asked:
            continue
        value, wrongs = field.kind.take(raw, field, today)
        if field.locked and filled.get(name) is not None:
            if wrongs or (value is not None and value != filled[name]):
                tampered.append(name)
            value, wrongs = filled[name], []
        problems[name] = [Problem(_control(field, w.part), w.sentence, w.wanted) for w in wrongs]
        if value is not None:
            put(data, name, value)
            put(now, name, field.kind.typed(value))
        elif field.required and not wrongs:
            problems[name].append(_unanswered(field))
    in_order = [problem for name in form.fields for problem in problems.get(name, [])]
    return Cleaned(_sorted(form, data), in_order, tuple(tampered))


def asked_names(form: "Form", facts: Mapping[str, Any]) -> set[str]:
    """Names of the fields that apply; an answer to a field that does not apply counts as unknown for the others."""
    now = typed(form, facts)
    found = set()
    for name in form.order:
        if _applies(form.fields[name], now):
            found.add(name)
        else:
            drop(now, name)
    return found


def typed(form: "Form", facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as conditions see them: the form's own dates as dates, its figures exact."""
    now = {str(key): value for key, value in facts.items()}
    for name, field in form.fields.items():
        value = look_up(facts, name)
        if value is not None:
            put(now, name, field.kind.typed(value))
    return now


def joined(form: "Form", facts: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """Facts from elsewhere with the form's answers laid over them."""
    both = _without(facts, form.fields)
    for name in form.fields:
        value = look_up(data, name)
        if value is not None:
            put(both, name, value)
    return both


def _without(facts: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    known = {str(key): value for key, value in facts.items()}
    for name in names:
        drop(known, name)
    return known


def _applies(field: Field, now: Mapping[str, Any]) -> bool:
    if field.when is None:
        return True
    try:
        return field.when.holds(now) is True
    except (rules.RuleError, TypeError, ValueError, ArithmeticError):
        return False  # facts that no rule can use leave the condition unknown


def _today(facts: Mapping[str, Any]) -> date | None:
    """The day of filing, where the facts tell it."""
    today = facts.get("today")
    if isinstance(today, str):
        try:
            return date.fromisoformat(today)
        except ValueError:
            return None
    return today if isinstance(today, date) else None


def _control(field: Field, part: str) -> str:
    return f"{field.name}.{part}" if part else field.name


def _first(field: Field) -> str:
    """The control to which the summary leads when nothing was filled in; a kind of paper is preset, so not that one."""
    controls = [control.name for control in field.inputs if not control.name.endswith(("id_type", ".type"))]
    return controls[0] if controls else field.name


def _unanswered(field: Field) -> Problem:
    like = f"，例如 {field.sample}" if field.sample else ""
    return Problem(_first(field), f"{field.kind.verb}“{field.label}”{like}", field.sample)


def _sorted(form: "Form", data: dict[str, Any]) -> dict[str, Any]:
    """Data in the order of the form, whatever order conditions asked for."""
    found: dict[str, Any] = {}
    for name in form.fields:
        value = look_up(data, name)
        if value is not None:
            put(found, name, value)
    return found
