"""One step as one sentence, and the steps that decided."""

from __future__ import annotations

from typing import Any

from tongban.engines.rules.values import Span

from .changes import changeable
from .steps import Asker, Step
from .words import INVERSE, Words, glue


def sentence(step: Step, asker: Asker, words: Words) -> str:
    """What was asked, what was found, and how the two compare."""
    if step.kind in ("all", "any", "not"):
        return words[step.kind]
    if step.kind == "choice":
        return words.say("value", value=words.value(step.outcome, step.field))
    if step.missing and step.verdict is None:
        names = words["list"].join(words.asked(name) for name in step.missing)
        return step.asked + words["colon"] + words.say("missing", names=names)
    speak = {"compare": _compare, "between": _between, "in": _in, "contains": _contains}.get(step.kind)
    if speak:
        return speak(step, asker, words)
    if step.kind == "value":
        value = words.value(step.outcome, step.field)
        return step.asked if step.asked == value else f"{step.asked} = {value}"
    if step.subject is not None and isinstance(step.outcome, bool):
        return answer(step, asker, words, step.outcome)
    return words.say("holds" if step.outcome is True else "fails", test=step.asked)


def answer(step: Step, asker: Asker, words: Words, found: Any) -> str:
    """What was found: 户籍所在市为“上海”, 有本地户籍."""
    assert step.subject is not None
    name = asker.describe(step.subject)
    if isinstance(found, bool):
        phrase = words.phrase(step.field, found)
        return phrase or (f"{name}: {words.value(found)}" if words.lang == "en" else f"{name}为{words.text(found)}")
    value = words.text(found, step.field)
    return f"{name} is {value}" if words.lang == "en" else glue(name, words["is"], value)


def subject(step: Step, asker: Asker, words: Words, value: Any) -> str:
    """The thing asked about with what was found: 经营面积 320 m²."""
    assert step.subject is not None
    name, said = asker.describe(step.subject), words.text(value, step.field)
    return f"{name} is {said}, " if words.lang == "en" else glue(name, said)


def bound(step: Step, words: Words) -> str:
    """What it was held against, named when it has a name."""
    named = step.steps[0] if step.steps else None
    value = words.text(step.against, named.field if named and named.field in words.units else step.field)
    return words.say("named", name=named.asked, value=value) if named else value


def _joined(first: str, middle: str, last: str, words: Words) -> str:
    return f"{first}{middle} {last}" if words.lang == "en" else glue(first, middle, last)


def _compare(step: Step, asker: Asker, words: Words) -> str:
    assert step.subject is not None
    if step.against is None and step.op in ("=", "!="):
        return words.say("empty" if (step.op == "=") == (step.outcome is True) else "filled",
                         subject=asker.describe(step.subject))
    if isinstance(step.against, (str, bool)) and step.op in ("=", "!="):
        found = answer(step, asker, words, step.found)
        if step.outcome is (step.op == "=") or isinstance(step.against, bool):
            return found
        mark = ", " if words.lang == "en" else "，"
        return f"{found}{mark}{words['is not']}{' ' if words.lang == 'en' else ''}" \
               f"{words.text(step.against, step.field)}"
    op = step.op if step.outcome is True else INVERSE[step.op]
    if step.outcome is None:
        return f"{step.asked}（{words.value(step.found, step.field)}）"
    return _joined(subject(step, asker, words, step.found), words.compared(op, step.against), bound(step, words), words)


def _between(step: Step, asker: Asker, words: Words) -> str:
    low, high = (words.value(end, step.field) for end in step.against)
    said = words.say("between" if step.outcome is True else "not between", low=low, high=high)
    found = subject(step, asker, words, step.found)
    return found + said if words.lang == "en" else glue(found, said)


def _in(step: Step, asker: Asker, words: Words) -> str:
    key = "in" if step.outcome is True else "not in"
    mark = ", " if words.lang == "en" else "，"
    return _joined(answer(step, asker, words, step.found) + mark, words[key], options(step, words), words)


def options(step: Step, words: Words) -> str:
    """The accepted values; Chinese texts in quotation marks stand side by side."""
    said = [option(one, step, words) for one in step.against]
    quoted = words.lang == "zh" and all(one.startswith("“") for one in said)
    return ("" if quoted else words["list"]).join(said)


def option(value: Any, step: Step, words: Words) -> str:
    """One of several accepted values; ranges in words."""
    if not isinstance(value, Span) or value.unlike or value.bounds == "equal":
        return words.text(value.low if isinstance(value, Span) else value, step.field)
    if value.bounds == "low":
        return f"{words['>=' if value.closed_low else '>']} {words.value(value.low, step.field)}"
    if value.bounds == "high":
        return f"{words['<=' if value.closed_high else '<']} {words.value(value.high, step.field)}"
    return f"{words.value(value.low, step.field)}–{words.value(value.high, step.field)}"


def _contains(step: Step, asker: Asker, words: Words) -> str:
    assert step.subject is not None
    key, name = "contains" if step.outcome is True else "lacks", asker.describe(step.subject)
    found, value = words.value(step.found, step.field), words.text(step.against, step.field)
    return f"{name} ({found}) {words[key]} {value}" if words.lang == "en" else f"{name}（{found}）{words[key]}{value}"


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
