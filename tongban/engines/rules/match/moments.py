"""Arithmetic, dates and durations as SQL: durations are whole months, or days, so that they compare exactly."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlglot import exp

from tongban.engines.rules import tree
from tongban.engines.rules.temporal import Days, Months, date_of, duration_of
from tongban.engines.rules.temporal.values import DAY, NANO
from tongban.engines.rules.types import FeelType

_ARITHMETIC: dict[str, type[exp.Binary]] = {"+": exp.Add, "-": exp.Sub, "*": exp.Mul}


class Moments:
    """Half of the translator; the other half (logic and comparisons) is in translate.py."""

    dialect: str
    text: str
    sql: Callable[[tree.Node], exp.Expr]
    type: Callable[[tree.Node], FeelType]
    refuse: Callable[[tree.Node, str, str], Exception]
    literal: Callable[[tree.Node, Any], exp.Expr]

    def on_arithmetic(self, node: tree.Arithmetic) -> exp.Expr:
        left, right = self.type(node.left).name, self.type(node.right).name
        if left == right == "number":
            return self.numbers(node)
        if node.op == "+" and left == right == "string":
            return exp.Paren(this=exp.DPipe(this=self.sql(node.left), expression=self.sql(node.right)))
        if node.op == "-" and left == right == "date":
            return self.days_between(self.sql(node.right), self.sql(node.left))
        if node.op in "+-" and left == "date":
            return self.shifted(node, node.left, node.right)
        if node.op == "+" and right == "date":
            return self.shifted(node, node.right, node.left)
        if node.op == "/" and left == right == "years and months duration" and _is_month(node.right):
            return self.sql(node.left)
        raise self.refuse(node, "这种运算没有对应的查询", "such arithmetic has no query")

    def numbers(self, node: tree.Arithmetic) -> exp.Expr:
        if node.op in _ARITHMETIC:
            return exp.Paren(this=_ARITHMETIC[node.op](this=self.sql(node.left), expression=self.sql(node.right)))
        if node.op == "/" and isinstance(node.right, tree.Literal) and node.right.value:
            part = Decimal(1) / node.right.value
            if part * node.right.value == 1 and len(part.as_tuple().digits) < 12:
                return exp.Paren(this=exp.Mul(this=self.sql(node.left), expression=self.literal(node.right, part)))
        raise self.refuse(node, "除法只能除以能除尽的常数（如 2、4、5、10），其他运算请改用乘法",
                          "division is exact only by constants such as 2, 4, 5 or 10; multiply instead")

    def span(self, node: tree.Node, value: Days | Months) -> exp.Expr:
        if isinstance(value, Months):
            return self.literal(node, Decimal(value.count))
        if value.nanos % (DAY * NANO):
            raise self.refuse(node, "时长只能精确到天", "durations are whole days in a query")
        return self.literal(node, Decimal(value.nanos // (DAY * NANO)))

    def moment(self, node: tree.Call, name: str) -> exp.Expr:
        """date("…"), duration("…"), years and months duration(from, to)."""
        if name == "years and months duration" and len(node.args) == 2:
            return self.months_between(*(self.sql(arg) for arg in node.args))
        text = _constant(node)
        value = (date_of if name == "date" else duration_of)(text) if text is not None else None
        if value is None:
            raise self.refuse(node, f"“{name}”只能用于写明的日期或时长", f"“{name}” must be given a constant text")
        return self.literal(node, value)

    def months_between(self, start: exp.Expr, end: exp.Expr) -> exp.Expr:
        """Whole months from one date to another, towards zero."""
        def part(what: str, moment: exp.Expr) -> exp.Expr:
            return exp.cast(exp.Extract(this=exp.var(what), expression=moment.copy()), "BIGINT")

        def number(value: int) -> exp.Expr:
            return exp.Literal.number(value)
        years = exp.Paren(this=exp.Sub(this=part("YEAR", end), expression=part("YEAR", start)))
        months = exp.Sub(this=part("MONTH", end), expression=part("MONTH", start))
        whole = exp.Mul(this=years, expression=number(12))
        count = exp.Paren(this=exp.Add(this=whole, expression=exp.Paren(this=months)))
        early = exp.LT(this=part("DAY", end), expression=part("DAY", start))
        late = exp.GT(this=part("DAY", end), expression=part("DAY", start))
        forward = exp.and_(exp.GT(this=count.copy(), expression=number(0)), early)
        back = exp.and_(exp.LT(this=count.copy(), expression=number(0)), late)
        fix = exp.Case(ifs=[exp.If(this=forward, true=exp.Neg(this=number(1))), exp.If(this=back, true=number(1))],
                       default=number(0))
        return exp.Paren(this=exp.Add(this=count, expression=fix))

    def days_between(self, start: exp.Expr, end: exp.Expr) -> exp.Expr:
        if self.dialect == "spark":
            return exp.Anonymous(this="DATEDIFF", expressions=[end, start])
        if self.dialect == "duckdb":
            return exp.Anonymous(this="DATE_DIFF", expressions=[exp.Literal.string("day"), start, end])
        return exp.Paren(this=exp.Sub(this=end, expression=start))

    def shifted(self, node: tree.Arithmetic, moment: tree.Node, by: tree.Node) -> exp.Expr:
        """A date moved by a duration."""
        kind, date, count = self.type(by).name, self.sql(moment), self.sql(by)
        if node.op == "-":
            count = exp.Neg(this=exp.Paren(this=count))
        whole = exp.cast(exp.Paren(this=count), "INT")
        if kind == "days and time duration":
            if self.dialect == "spark":
                return exp.Anonymous(this="DATE_ADD", expressions=[date, whole])
            return exp.Paren(this=exp.Add(this=date, expression=whole))
        if kind != "years and months duration":
            raise self.refuse(node, "日期只能加减时长", "only durations can be added to dates")
        if self.dialect == "spark":
            return exp.Anonymous(this="ADD_MONTHS", expressions=[date, whole])
        months = exp.Mul(this=exp.Paren(this=whole), expression=exp.Interval(this=exp.Literal.string("1"),
                                                                            unit=exp.var("MONTH")))
        return exp.cast(exp.Paren(this=exp.Add(this=date, expression=months)), "DATE")

    def property(self, node: tree.Path) -> exp.Expr:
        kind, name, base = self.type(node.base).name, node.name, self.sql(node.base)
        if kind == "date" and name in ("year", "month", "day"):
            return exp.cast(exp.Extract(this=exp.var(name.upper()), expression=base), "BIGINT")
        if isinstance(node.base, tree.Call) and kind == "years and months duration" and name in ("years", "months"):
            twelve = exp.Literal.number(12)
            if name == "months":
                return exp.Paren(this=exp.Mod(this=base, expression=twelve))
            return self.whole_quotient(base, twelve)
        if kind == "days and time duration" and name == "days":
            return base
        raise self.refuse(node, f"“.{name}”没有对应的查询", f"“.{name}” has no query")

    def whole_quotient(self, value: exp.Expr, by: exp.Expr) -> exp.Expr:
        """Division towards zero."""
        if self.dialect == "postgres":
            return exp.Anonymous(this="DIV", expressions=[value, by])
        if self.dialect == "duckdb":
            return exp.func("TRUNC", exp.Paren(this=exp.Div(this=value, expression=by)))
        return exp.IntDiv(this=value, expression=by)

    def on_path(self, node: tree.Path) -> exp.Expr:
        return self.property(node)


def _is_month(node: tree.Node) -> bool:
    return isinstance(node, tree.Call) and duration_of(_constant(node) or "") == Months(1)


def _constant(node: tree.Call) -> str | None:
    only = node.args[0] if len(node.args) == 1 else None
    return only.value if isinstance(only, tree.Literal) and isinstance(only.value, str) else None
