"""Decision tables (决策表): every hit policy and aggregation of the standard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .builtins.lists import total
from .compare import order, same
from .errors import RuleError
from .values import Env

Run = Callable[[Env], Any]
Test = Callable[[Any, Env], bool | None]


@dataclass(frozen=True, slots=True)
class Input:
    text: str
    value: Run
    allowed: Test | None = None


@dataclass(frozen=True, slots=True)
class Output:
    name: str
    priority: Run | None = None         # the allowed values in their order, best first
    default: Run | None = None
    fit: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    tests: tuple[Test, ...]
    outputs: tuple[Run, ...]
    note: str = ""


HIT_POLICIES = {
    "U": "UNIQUE", "A": "ANY", "P": "PRIORITY", "F": "FIRST", "C": "COLLECT", "R": "RULE ORDER", "O": "OUTPUT ORDER",
    "C+": "COLLECT SUM", "C<": "COLLECT MIN", "C>": "COLLECT MAX", "C#": "COLLECT COUNT",
}


class Grid:
    """A table put together: inputs, rules, outputs, and what to do when several rules hit."""

    def __init__(self, inputs: Sequence[Input], outputs: Sequence[Output], rules: Sequence[Rule],
                 policy: str = "UNIQUE"):
        policy = HIT_POLICIES.get(policy, policy)
        if policy not in HIT_POLICIES.values():
            raise RuleError(f"没有“{policy}”这种命中策略。", en=f"There is no hit policy “{policy}”.",
                            hint="可用：" + "、".join(HIT_POLICIES), en_hint="Known: " + ", ".join(HIT_POLICIES))
        self.inputs, self.outputs, self.rules, self.policy = tuple(inputs), tuple(outputs), tuple(rules), policy

    def hits(self, env: Env) -> list[int] | None:
        """The rules that hold, in order; None when an input has a value the table does not allow."""
        values = [one.value(env) for one in self.inputs]
        for one, value in zip(self.inputs, values, strict=True):
            if one.allowed is not None and value is not None and one.allowed(value, env) is not True:
                return None
        found = []
        single = self.policy == "FIRST"
        for number, rule in enumerate(self.rules):
            for test, value in zip(rule.tests, values, strict=True):
                if test(value, env) is not True:
                    break
            else:
                found.append(number)
                if single:
                    break
        return found

    def decide(self, env: Env) -> Any:
        return self.settle(self.hits(env), env)

    def settle(self, found: list[int] | None, env: Env) -> Any:
        """What the rules that hold give together."""
        if found is None:
            return None
        if not found:
            return self._nothing(env)
        results = [[self._out(output, run, env) for output, run in zip(self.outputs, self.rules[number].outputs,
                                                                      strict=True)] for number in found]
        return getattr(self, "_" + self.policy.lower().replace(" ", "_"))(results, env)

    def _out(self, output: Output, run: Run, env: Env) -> Any:
        value = run(env)
        return output.fit(value) if output.fit else value

    def _shape(self, row: list[Any]) -> Any:
        if len(self.outputs) == 1:
            return row[0]
        return {output.name: value for output, value in zip(self.outputs, row, strict=True)}

    def _nothing(self, env: Env) -> Any:
        if any(output.default for output in self.outputs):
            return self._shape([output.default(env) if output.default else None for output in self.outputs])
        return Decimal(0) if self.policy == "COLLECT COUNT" else None

    def _unique(self, rows: list[list[Any]], env: Env) -> Any:
        return self._shape(rows[0]) if len(rows) == 1 else None

    def _any(self, rows: list[list[Any]], env: Env) -> Any:
        return self._shape(rows[0]) if all(same(row, rows[0]) for row in rows[1:]) else None

    def _first(self, rows: list[list[Any]], env: Env) -> Any:
        return self._shape(rows[0])

    def _priority(self, rows: list[list[Any]], env: Env) -> Any:
        return self._shape(self._ranked(rows, env)[0])

    def _output_order(self, rows: list[list[Any]], env: Env) -> Any:
        return [self._shape(row) for row in self._ranked(rows, env)]

    def _rule_order(self, rows: list[list[Any]], env: Env) -> Any:
        return [self._shape(row) for row in rows]

    _collect = _rule_order

    def _collect_sum(self, rows: list[list[Any]], env: Env) -> Any:
        return total([row[0] for row in rows]) if len(self.outputs) == 1 else None

    def _collect_min(self, rows: list[list[Any]], env: Env) -> Any:
        return _extreme([row[0] for row in rows], -1) if len(self.outputs) == 1 else None

    def _collect_max(self, rows: list[list[Any]], env: Env) -> Any:
        return _extreme([row[0] for row in rows], 1) if len(self.outputs) == 1 else None

    def _collect_count(self, rows: list[list[Any]], env: Env) -> Any:
        return Decimal(len(rows))

    def _ranked(self, rows: list[list[Any]], env: Env) -> list[list[Any]]:
        """Rows by the order of the outputs' allowed values, first output first."""
        orders = [output.priority(env) if output.priority else None for output in self.outputs]

        def rank(row: list[Any]) -> list[int]:
            return [_rank(value, known) for value, known in zip(row, orders, strict=True) if known is not None]
        return sorted(rows, key=rank)


def _rank(value: Any, known: list[Any]) -> int:
    return next((place for place, one in enumerate(known) if same(one, value)), len(known))


def _extreme(values: list[Any], wanted: int) -> Any:
    best = values[0]
    for value in values[1:]:
        found = order(value, best)
        if found is None:
            return None
        if found == wanted:
            best = value
    return best


