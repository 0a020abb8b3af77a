"""One step as one sentence, and the steps that decided."""

from __future__ import annotations

from typing import Any

from tongban.engines.rules.values import Span

from .changes import changeable
from .steps import Asker, Step
from .words import INVERSE, Words


def sentence(step: Step, asker: Asker, words: Words) -> str:
    """What was asked, what was found, and how the two compare."""
    if step.kind in ("all", "any", "not"):
        return words[step.kind]
    if step.kind == "choice":
        return words.say("value", value=words.value(step.outcome, step.field))
    if step.missing and step.verdict is None:
        names = words["list"].join(words.label(name) for name in step.missing)
        return f"{step.asked}：{words.say('missing', names=names)}" if words.lang == "zh" else \
            f"{step.asked}: {words.say('missing', names=names)}"
    speak = {"compare": _compare, "between": _between, "in": _in, "contains": _contains}.get(step.kind)
    if speak:
        return speak(step, asker, words)
    if step.kind == "value":
        value = words.value(step.outcome, step.field)
        return step.asked if step.asked == value else f"{step.asked} = {value}"
    if step.subject is not None and isinstance(step.outcome, bool):
        return f"{asker.describe(step.subject)}{_space(words)}{words['is']}" \
               f"{_quoted(words.value(step.outcome), words)}"
    return words.say("holds" if step.outcome is True else "fails", test=step.asked)


def _space(words: Words) -> str:
    return " " if words.lang == "en" else ""


def _quoted(text: str, words: Words) -> str:
    return f"“{text}”" if words.lang == "zh" else f" “{text}”"


def subject(step: Step, asker: Asker, words: Words, value: Any) -> str:
    """The thing asked about with what was found: 经营面积 320 m²."""
    assert step.subject is not None
    return f"{asker.describe(step.subject)} {words.value(value, step.field)}"


def against(step: Step, words: Words) -> str:
    """What it was held against, named when it has a name."""
    value = words.value(step.against, step.steps[0].field if step.steps and step.steps[0].field in words.units
                        else step.field)
    return f"{step.steps[0].asked} {value}" if step.steps else value


def _compare(step: Step, asker: Asker, words: Words) -> str:
    assert step.subject is not None
    name = asker.describe(step.subject)
    if step.against is None and step.op in ("=", "!="):
        return words.say("empty" if (step.op == "=") == (step.outcome is True) else "filled", subject=name)
    if isinstance(step.against, (str, bool)) and step.op in ("=", "!="):
        return f"{name}{_space(words)}{words['is']}{_quoted(words.value(step.found, step.field), words)}" + (
            "" if step.outcome is (step.op == "=") else
            f"{'，' if words.lang == 'zh' else ', '}{words['is not']}"
            f"{_quoted(words.value(step.against, step.field), words)}")
    op = step.op if step.outcome is True else INVERSE[step.op]
    if step.outcome is None:
        return f"{step.asked}（{words.value(step.found, step.field)}）"
    return f"{subject(step, asker, words, step.found)} {words[op]} {against(step, words)}"


def _between(step: Step, asker: Asker, words: Words) -> str:
    low, high = (words.value(end, step.field) for end in step.against)
    key = "between" if step.outcome is True else "not between"
    return f"{subject(step, asker, words, step.found)} {words.say(key, low=low, high=high)}"


def _in(step: Step, asker: Asker, words: Words) -> str:
    key = "in" if step.outcome is True else "not in"
    options = words["list"].join(option(one, step, words) for one in step.against)
    return f"{subject(step, asker, words, step.found)} {words[key]} {options}"


def option(value: Any, step: Step, words: Words) -> str:
    """One of several accepted values; ranges in words."""
    if not isinstance(value, Span) or value.unlike or value.bounds == "equal":
        return words.value(value.low if isinstance(value, Span) else value, step.field)
    if value.bounds == "low":
        return f"{words.needed_op('>=' if value.closed_low else '>')} {words.value(value.low, step.field)}"
    if value.bounds == "high":
        return f"{words.needed_op('<=' if value.closed_high else '<')} {words.value(value.high, step.field)}"
    return f"{words.value(value.low, step.field)}–{words.value(value.high, step.field)}"


def _contains(step: Step, asker: Asker, words: Words) -> str:
    key = "contains" if step.outcome is True else "lacks"
    return f"{subject(step, asker, words, step.found)} {words[key]} {words.value(step.against, step.field)}"


def reasons(step: Step, asker: Asker, words: Words) -> list[str]:
    """The sentences of the steps that decided: all of a conjunction that holds, the failing ones of one that fails."""
    if step.kind in ("all", "any"):
        decisive = [one for one in step.steps if one.verdict is step.verdict]
        if step.kind == "any":
            decisive = decisive[:1] if step.verdict is True else changeable(decisive, True, words)
        return [reason for one in decisive for reason in reasons(one, asker, words)]
    if step.kind == "not":
        return reasons(step.steps[0], asker, words)
    if step.kind == "choice":
        return reasons(step.steps[0], asker, words) + (
            reasons(step.steps[1], asker, words) if step.steps[1].kind == "choice" else [])
    return [sentence(step, asker, words)]
