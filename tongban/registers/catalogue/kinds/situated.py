"""An item in somebody's situation (情形): what may follow, what is asked next, what his words chose, and why."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import Any

from tongban.engines import rules
from tongban.engines.forms import KINDS, look_up
from tongban.engines.forms.field import drop
from tongban.engines.guidance import MOST_QUESTIONS, MOST_SETS, Asking, Question, normal
from tongban.engines.process import total_days
from tongban.registers.catalogue.kinds.definition import Definition
from tongban.registers.catalogue.kinds.guide import Option, Situation
from tongban.registers.catalogue.kinds.marks import Cursor
from tongban.registers.catalogue.kinds.parts import Check

Facts = Mapping[str, Any]
Chosen = Mapping[str, int]
EXACT = tuple(KINDS[name] for name in ("choice", "many", "yes-no"))
"""Kinds of fields whose value an option states; a figure only stands for a range (“超过 200 平方米”)."""


@dataclass(frozen=True)
class Heard:
    """A word of a sentence that chose an option, or that several options of one question lay claim to."""

    situation: Situation
    word: str
    option: int | None  # None: more than one, so it is asked


@dataclass(frozen=True)
class Situated:
    """One item and what is known of who asks: ``known`` has "applicant" and "today", as conditions see them.

    ``held`` names what registers answered already; a question whose facts are all held is not asked again.
    """

    definition: Definition
    known: Facts = field(default_factory=dict)
    held: frozenset[str] = frozenset()

    @cached_property
    def followed(self) -> frozenset[str]:
        """The questions whose answer follows from what the city knows."""
        return frozenset(one.code for one in self.definition.situations if (n := names(one)) and n <= self.held)

    @cached_property
    def asking(self) -> Asking:
        """The questions that are left, and what follows from their answers."""
        left = [one for one in self.definition.situations if one.code not in self.followed]
        return Asking(tuple(Question(one.code, len(one.options)) for one in left), self.outcome)

    def next(self, chosen: Chosen, passed: Collection[str] = (), asked: int = 0) -> Situation | None:
        """The question that decides most now; None once it would change nothing, or leads elsewhere already.

        ``passed`` are questions somebody could not answer; with ``asked`` answers he has answered enough.
        """
        if self.stop(chosen) is not None or asked >= MOST_QUESTIONS:
            return None
        return next((one for one in self.undecided(chosen) if one.code not in passed), None)

    def stop(self, chosen: Chosen) -> Option | None:
        """The answer by which this item is not the right one."""
        return next((one for one in self.options(chosen) if one.stop), None)

    def options(self, chosen: Chosen) -> Iterator[Option]:
        """What was chosen, in the order written."""
        for one in self.definition.situations:
            if one.code in chosen and one.code not in self.followed:
                yield one.options[chosen[one.code]]

    def facts(self, chosen: Chosen) -> dict[str, Any]:
        """What the answers make known over what is known; conditions and dated parameters read it."""
        data: dict[str, Any] = {}
        for one in self.options(chosen):
            _merge(data, one.set)
        _merge(data, {key: value for key, value in self.known.items() if key not in ("applicant", "today")})
        self._unasked(data)
        about = dict(data.pop("applicant", {}))
        return {**data, "applicant": {**about, **self.known.get("applicant", {})},
                **({"today": self.known["today"]} if "today" in self.known else {})}  # fmt: skip

    def _unasked(self, data: dict[str, Any]) -> None:
        """Take out what the form would not ask with these answers: nothing may hang on it."""
        form = self.definition.form
        for name in form.order:
            field = form.fields[name]
            if field.when is not None and look_up(data, name) is not None and field.when.holds(data) is not True:
                drop(data, name)

    def outcome(self, chosen: Chosen) -> Hashable:
        """Materials, steps, days, fee, amount and failing conditions as one value that can be compared."""
        if self.stop(chosen) is not None:
            return "stop"
        facts = self.facts(chosen)
        now = self.definition.facts(facts)
        return tuple(self._verdict(rule, names, chosen, now) for rule, names in self._rules)

    @cached_property
    def _rules(self) -> list[tuple[rules.Expression, frozenset[str]]]:
        d = self.definition
        every = [m.when for m in d.materials] + [w.when for m in d.materials for w in m.instead]
        every += [s.when for s in d.process] + [c.that for c in d.checks] + [d.fee.amount, d.gives.amount]
        found = [rule for rule in every if rule is not None]
        spoken_of = [(rule, self._behind(rule.names())) for rule in found]
        return [(r, frozenset(s.code for s in d.situations if _touch(told, names(s)))) for r, told in spoken_of]

    def _behind(self, asked: set[str]) -> set[str]:
        """The facts a rule speaks of, and those on which it hangs whether the form asks them."""
        form, told = self.definition.form, set(asked)
        for name in reversed(form.order):
            when = form.fields[name].when
            if when is not None and _touch(told, frozenset({name})):
                told |= when.names()
        return told

    @cached_property
    def _seen(self) -> dict[Hashable, Hashable]:
        return {}

    def _verdict(self, rule: rules.Expression, asked: frozenset[str], chosen: Chosen, now: Facts) -> Hashable:
        """What a rule comes to; it is worked out once for all answers to questions it does not speak of."""
        key = (rule.text, tuple((code, chosen.get(code)) for code in sorted(asked)))
        if key not in self._seen:
            self._seen[key] = str(said(rule, now, surely=any(rule is one.that for one in self.definition.checks)))
        return self._seen[key]

    def days(self, chosen: Chosen) -> int:
        """The working days of the longest way through the steps."""
        return total_days(self.definition.process, self.definition.facts(self.facts(chosen)))

    def undecided(self, chosen: Chosen) -> list[Situation]:
        """Questions not answered that could still change something, the most telling first."""
        given = {code: option for code, option in chosen.items() if code not in self.followed}
        named = {one.code: one for one in self.definition.situations}
        return [named[weighed.question.code] for weighed in self.asking.open(given)]

    def carried(self, chosen: Chosen) -> dict[str, tuple[Any, str]]:
        """What an application may begin with: field → (value, the option's label). No figure that stands for many."""
        found, form = {}, self.definition.form
        for one in self.options(chosen):
            for name, value in leaves(one.set):
                if name in form.fields and form.fields[name].kind in EXACT:
                    found[name] = (value, one.label)
        return found


def heard(definition: Definition, sentence: str) -> list[Heard]:
    """The options that a sentence chose by the words the item lists; two options of one question choose none."""
    text, found = normal(sentence), []
    for situation in definition.situations:
        hits = [(word, n) for n, one in enumerate(situation.options) for word in one.words if word in text]
        hits = [(word, n) for word, n in hits if not any(word != other and word in other for other, _ in hits)]
        if not hits:
            continue
        word = max((word for word, _ in hits), key=len)
        chosen = {n for _, n in hits}
        found.append(Heard(situation, word, chosen.pop() if len(chosen) == 1 else None))
    return found


def judge_situations(definition: Definition, at: Cursor) -> None:
    """Few enough situations that every one can be tried, and examples that speak of options that exist."""
    if prod(len(one.options) for one in definition.situations) > MOST_SETS:
        raise at.bad(f"情形的组合超过 {MOST_SETS} 种，请减少问题，或者拆成几个业务办理项。", "situations")
    labels = {one.code: [option.label for option in one.options] for one in definition.situations}
    for example in definition.examples:
        expected = example.expect.get("situation")
        if expected is None:
            continue
        if not isinstance(expected, Mapping) or not example.words:
            raise at.marks.bad((*example.path, "expect"), "situation 写成“问题代码: 选项”，并用 words 写明说了什么。")
        for code, label in expected.items():
            if label not in labels.get(code, ()):
                known = f"可选：{'、'.join(labels[code])}。" if code in labels else f"问题有：{'、'.join(labels)}。"
                raise at.marks.bad((*example.path, "expect", "situation"), f"没有情形“{code}: {label}”。{known}")


def failed(check: Check, facts: Facts) -> bool:
    """Whether a condition surely fails already; what is not known yet (a name that is asked later) fails nothing."""
    return said(check.that, facts, surely=True) is False


def said(rule: rules.Expression, facts: Facts, surely: bool = False) -> Any:
    """What a rule comes to; None as long as a fact that matters is missing.

    ``surely``: nothing is said to fail while any fact is missing, since a rule may ask whether one is there at all.
    """
    value = rule.value(facts)
    if any(look_up(facts, name) is None for name in rule.names()):
        why = rule.explain(facts)
        verdict = why.verdict if isinstance(value, bool) else None if why.missing else value
        return None if surely and verdict is False else verdict
    return value


def names(situation: Situation) -> frozenset[str]:
    """Every fact that the options of a question set."""
    return frozenset(name for option in situation.options for name, _ in leaves(option.set))


def leaves(given: Facts, above: str = "") -> Iterator[tuple[str, Any]]:
    """Facts by their dotted names."""
    for key, value in given.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _touch(rule: set[str], facts: frozenset[str]) -> bool:
    return any(a == b or a.startswith(f"{b}.") or b.startswith(f"{a}.") for a in rule for b in facts)


def _merge(data: dict[str, Any], more: Facts) -> None:
    for key, value in more.items():
        if isinstance(value, Mapping) and key != "applicant":
            inner = dict(data.get(key) or {})
            _merge(inner, value)
            data[key] = inner
        elif isinstance(value, Mapping):
            data[key] = {**data.get(key, {}), **value}
        elif value is not None:
            data[key] = value
