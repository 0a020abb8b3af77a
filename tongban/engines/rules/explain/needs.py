"""What would have to change for a rule to come out otherwise (还差什么)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tongban.engines.rules.arithmetic import subtract
from tongban.engines.rules.temporal import Date, DateTime, Days, Months

from .changes import changeable
from .sentences import options
from .steps import Asker, Step
from .words import INVERSE, Words


def needs(step: Step, want: bool, asker: Asker, words: Words) -> str:
    """The change that would make a step come out as wanted, in words."""
    if step.verdict is want:
        return ""
    if step.kind == "not":
        return needs(step.steps[0], not want, asker, words)
    if step.kind in ("all", "any"):
        together = (step.kind == "all") == want
        steps = step.steps if together else changeable(step.steps, want, words)
        parts = [text for one in steps if (text := needs(one, want, asker, words))]
        if together or len(parts) < 2:
            return words["both"].join(parts)
        return words["either"] + words["or"].join(parts)
    if step.kind == "choice":
        return needs(step.steps[1], want, asker, words)
    return _leaf(step, want, asker, words)


def _leaf(step: Step, want: bool, asker: Asker, words: Words) -> str:
    if step.subject is None or step.missing:
        return words.say("need test" if want else "need not", test=step.asked)
    name = asker.describe(step.subject)
    if step.kind == "compare":
        return _comparison(step, step.op if want else INVERSE[step.op], name, words)
    if step.kind == "between" and want:
        low, high = step.against
        return _comparison(step, ">=" if _distance(low, step.found) else "<=", name, words,
                           low if _distance(low, step.found) else high)
    if step.kind == "in":
        return words.say("one of" if want else "none of", subject=name, value=options(step, words)) + words.now(
            step.found, step.field)
    if step.kind == "contains":
        return words.say("need", subject=name, op=words["contains" if want else "lacks"],
                         value=words.value(step.against, step.field))
    return _answer(step, name, want, words)


def _answer(step: Step, name: str, wanted: bool, words: Words) -> str:
    phrase = words.phrase(step.field, wanted)
    return words.say("need phrase", phrase=phrase) if phrase else words.say("need yes", subject=name,
                                                                            value=words.value(wanted))


def _comparison(step: Step, op: str, name: str, words: Words, bound: Any = None) -> str:
    bound = step.against if bound is None else bound
    if isinstance(bound, bool) and op in ("=", "!="):
        return _answer(step, name, bound is (op == "="), words)
    found = words.value(step.found, step.field)
    if isinstance(bound, str) and op == "=":
        said = words.say("need yes", subject=name, value=words.value(bound, step.field))
        return said + words.now(step.found, step.field)
    said = words.say("need", subject=name, op=words.compared(op, bound), value=words.value(bound, step.field))
    short, over = _distance(bound, step.found), _distance(step.found, bound)
    if op in (">", ">=") and short is not None:
        return said + words.say("gap", found=found, gap=words.gap(short, step.field))
    if op in ("<", "<=") and over is not None:
        return said + words.say("over", found=found, gap=words.gap(over, step.field))
    return said + words.now(step.found, step.field)


def _distance(high: Any, low: Any) -> Decimal | Days | Months | None:
    """How far one value lies above another; None when it does not."""
    if not isinstance(high, (Decimal, Date, DateTime, Days, Months)):
        return None
    found = subtract(high, low)
    size = found.nanos if isinstance(found, Days) else found.count if isinstance(found, Months) else found
    return found if size is not None and size > 0 else None
