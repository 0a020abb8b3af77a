"""A decision table as an item writes it: rows of tests and results (决策表)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from tongban.engines.rules.check import Checker
from tongban.engines.rules.compile import Compiler
from tongban.engines.rules.errors import RuleError
from tongban.engines.rules.expression import Expression, parse, unary
from tongban.engines.rules.limits import metered
from tongban.engines.rules.scope import Scope
from tongban.engines.rules.tables import Grid, Input, Output, Rule
from tongban.engines.rules.values import Env, plain

_KEYS = {"inputs", "outputs", "rules", "hit", "default", "order"}


@dataclass(frozen=True, slots=True)
class Hit:
    """What a table gave and which of its rules (counted from 1) gave it."""

    value: Any
    rules: tuple[int, ...]


class Table:
    """A decision table that was understood; immutable.

    `Table.of({"inputs": ["age"], "outputs": ["amount"], "hit": "first", "rules": [["[65..69]", 75], ["-", 0]]})`:
    each rule holds a unary test per input and an expression per output; hit is any policy of the standard.
    """

    def __init__(self, inputs: list[Expression], outputs: list[str], rows: list[list[Expression]], grid: Grid,
                 scope: Scope | None):
        self.inputs, self.outputs, self.rows, self.grid, self.scope = inputs, outputs, rows, grid, scope

    @staticmethod
    def of(content: Mapping[str, Any], names: Collection[str] | Scope | None = None) -> Table:
        """Read a table; refuse what cannot be parsed, with the row and column at fault."""
        scope = Scope.of(names)
        unknown = set(content) - _KEYS
        if unknown or not content.get("outputs") or "rules" not in content:
            raise RuleError("决策表要有 inputs、outputs、rules，可以有 hit、default、order。",
                            en="A decision table holds inputs, outputs, rules and perhaps hit, default and order.",
                            hint=f"多余的：{'、'.join(sorted(unknown))}" if unknown else "")
        inputs = [parse(str(text), scope) for text in content.get("inputs", [])]
        outputs = [str(name) for name in content["outputs"]]
        rows = [_row(number, row, inputs, outputs, scope) for number, row in enumerate(content["rules"], 1)]
        made = [Output(name, default=_default(content, name, scope), priority=_order(content, name, scope))
                for name in outputs]
        grid = Grid([Input(one.text, Compiler().run(one.node)) for one in inputs], made,
                    [_rule(row, len(inputs)) for row in rows], _policy(str(content.get("hit", "unique"))))
        _judge_hit(grid)
        return Table(inputs, outputs, rows, grid, scope)

    def value(self, facts: Mapping[str, Any]) -> Any:
        """What the table gives; None when no rule holds and it has no default."""
        return self.hit(facts).value

    def hit(self, facts: Mapping[str, Any]) -> Hit:
        env = Env(facts)
        with metered():
            rules = self.grid.hits(env)
            return Hit(plain(self.grid.settle(rules, env)), tuple(number + 1 for number in rules or ()))

    def names(self) -> set[str]:
        """The facts this table asks for."""
        found: set[str] = set()
        for one in [*self.inputs, *(cell for row in self.rows for cell in row)]:
            found |= set(Checker(self.scope, one.text).facts(one.node))
        return found


def _row(number: int, row: Any, inputs: list[Expression], outputs: list[str], scope: Scope | None) -> list[Expression]:
    if not isinstance(row, (list, tuple)) or len(row) != len(inputs) + len(outputs):
        raise RuleError(f"决策表第 {number} 行应有 {len(inputs) + len(outputs)} 格。",
                        en=f"Row {number} of the table needs {len(inputs) + len(outputs)} cells.")
    made = []
    for column, cell in enumerate(row, 1):
        text = _text(cell)
        try:
            made.append(unary(text, scope) if column <= len(inputs) else parse(text, scope))
        except RuleError as err:
            err.message = f"决策表第 {number} 行第 {column} 格：{err.message}"
            err.english = f"Row {number}, column {column}: {err.english}"
            raise
    return made


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "null" if cell is None else str(cell)


def _rule(row: list[Expression], count: int) -> Rule:
    tests = tuple(_test(one) for one in row[:count])
    return Rule(tests, tuple(Compiler().run(one.node) for one in row[count:]))


def _test(one: Expression) -> Any:
    node: Any = one.node
    inner = Compiler().tests(node.tests)
    if not node.negated:
        return inner

    def negated(value: Any, env: Env) -> bool | None:
        found = inner(value, env)
        return None if found is None else not found
    return negated


def _default(content: Mapping[str, Any], name: str, scope: Scope | None) -> Any:
    default = content.get("default")
    if default is None:
        return None
    cell = default.get(name) if isinstance(default, Mapping) else default
    return Compiler().run(parse(_text(cell), scope).node)


def _order(content: Mapping[str, Any], name: str, scope: Scope | None) -> Any:
    """The values of an output, the most important first."""
    order = content.get("order")
    values = order.get(name) if isinstance(order, Mapping) else order
    if values is None:
        return None
    runs = [Compiler().run(parse(_text(value), scope).node) for value in values]
    return lambda env: [run(env) for run in runs]


def _judge_hit(grid: Grid) -> None:
    """What a hit policy needs, or cannot do, is said when the table is read."""
    if grid.policy in ("PRIORITY", "OUTPUT ORDER") and not any(output.priority for output in grid.outputs):
        raise RuleError("hit 为 priority 或 output order 时，要在 order 中按重要程度列出结果的取值。",
                        en="With priority or output order, order must list the output's values, most important first.")
    if grid.policy.startswith("COLLECT ") and grid.policy != "COLLECT COUNT" and len(grid.outputs) > 1:
        raise RuleError("汇总（C+、C<、C>）只能用于一个结果的决策表。",
                        en="A table that adds up or compares (C+, C<, C>) has one output.")


def _policy(word: str) -> str:
    return word if len(word) <= 2 else word.upper().replace("_", " ")
