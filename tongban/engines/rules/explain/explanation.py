"""Steps into sentences: short for the citizen, full for the auditor, and what would have to change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tongban.engines.rules.limits import metered
from tongban.engines.rules.values import plain

from .needs import needs
from .sentences import reasons, sentence
from .steps import Asker, Step
from .words import Words

if TYPE_CHECKING:
    from tongban.engines.rules.expression import Expression


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a rule came out as it did."""

    text: str                       # the source of the rule
    outcome: Any                    # what deciding gives, in plain Python
    verdict: bool | None            # as the outcome, but None while a fact that matters is missing
    short: str                      # for the citizen
    full: str                       # for the auditor, one line per step
    tree: dict[str, Any]            # the same for programs
    needed: str                     # what would have to change for it to hold, empty when it holds
    missing: tuple[str, ...]        # facts nobody has given


def explain(expression: Expression, facts: Mapping[str, Any], lang: str, labels: Mapping[str, str],
            units: Mapping[str, str], fixed: Collection[str] = ()) -> Explanation:
    """Explain one outcome; facts named in `fixed` (a birthday, a sex) are never proposed for change."""
    words = Words(lang, labels, units, fixed)
    asker = Asker(expression.text, expression.scope, facts, words)
    with metered():
        step = asker.step(expression.node)
        say = Sayer(asker, words)
        short = say.short(step)
        change = needs(step, True, asker, words) if step.verdict is False else ""
        if change:
            short += say.stop() + words.say("changes", needs=change)
        return Explanation(expression.text, plain(step.outcome), step.verdict, short + words["stop"], say.full(step),
                           say.tree(step), change, step.missing)


class Sayer:
    """Puts a tree of steps into words."""

    def __init__(self, asker: Asker, words: Words):
        self.asker, self.words = asker, words

    def stop(self) -> str:
        return self.words["stop"] + (" " if self.words.lang == "en" else "")

    def short(self, step: Step) -> str:
        words = self.words
        if step.verdict is None and step.missing:
            return words.say("unknown", names=words["list"].join(words.asked(name) for name in step.missing))
        why = words["and"].join(reasons(step, self.asker, words))
        if step.verdict is None:
            value = words.value(step.outcome, step.field)
            because = why if step.kind == "choice" else ""
            return words.say("because", value=value, why=because) if because else words.say("value", value=value)
        return words.say("met" if step.verdict else "unmet", why=why)

    def full(self, step: Step, depth: int = 0) -> str:
        mark = {True: "✓", False: "✗", None: "?"}[step.verdict] if step.kind != "value" else "·"
        line = f"{'  ' * depth}{mark} {sentence(step, self.asker, self.words)}"
        inner = step.steps if step.kind in ("all", "any", "not", "choice") else []
        return "\n".join([line, *(self.full(one, depth + 1) for one in inner)])

    def tree(self, step: Step) -> dict[str, Any]:
        made: dict[str, Any] = {"kind": step.kind, "asked": step.asked, "outcome": plain(step.outcome),
                                "verdict": step.verdict, "says": sentence(step, self.asker, self.words)}
        if step.missing:
            made["missing"] = list(step.missing)
        if step.kind in ("compare", "between", "in", "contains"):
            made["found"] = plain(step.found)
        inner = step.steps if step.kind in ("all", "any", "not", "choice") else []
        if inner:
            made["steps"] = [self.tree(one) for one in inner]
        return made
