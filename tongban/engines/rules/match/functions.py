"""Built-in functions that every back end computes exactly alike."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlglot import exp

from tongban.engines.rules import tree

if TYPE_CHECKING:
    from tongban.engines.rules.match.translate import Translator

Make = Callable[["Translator", tree.Call], exp.Expr]


def _simple(name: str) -> Make:
    return lambda translator, node: exp.func(name, *(translator.sql(arg) for arg in node.args))


def _contains(translator: Translator, node: tree.Call) -> exp.Expr:
    text, match = (translator.sql(arg) for arg in node.args)
    place = {"duckdb": "INSTR", "postgres": "STRPOS", "spark": "INSTR"}[translator.dialect]
    return exp.Paren(this=exp.GT(this=exp.Anonymous(this=place, expressions=[text, match]),
                                 expression=exp.Literal.number(0)))


def _starts(translator: Translator, node: tree.Call) -> exp.Expr:
    text, match = (translator.sql(arg) for arg in node.args)
    name = {"duckdb": "STARTS_WITH", "postgres": "STARTS_WITH", "spark": "STARTSWITH"}[translator.dialect]
    return exp.Anonymous(this=name, expressions=[text, match])


def _length(translator: Translator, node: tree.Call) -> exp.Expr:
    name = {"duckdb": "LENGTH", "postgres": "CHAR_LENGTH", "spark": "CHAR_LENGTH"}[translator.dialect]
    return exp.Anonymous(this=name, expressions=[translator.sql(node.args[0])])


def _extreme(name: str) -> Make:
    """LEAST and GREATEST skip nulls; the standard's min and max do not."""
    def make(translator: Translator, node: tree.Call) -> exp.Expr:
        values = [translator.fitted(arg) for arg in node.args]
        nulls = exp.or_(*(exp.Is(this=value.copy(), expression=exp.null()) for value in values))
        return exp.Case(ifs=[exp.If(this=nulls, true=exp.null())],
                        default=exp.Anonymous(this=name, expressions=values))
    return make


def _rounded(translator: Translator, node: tree.Call) -> exp.Expr:
    number, scale = node.args
    if not isinstance(scale, tree.Literal) or not isinstance(scale.value, Decimal):
        raise translator.refuse(scale, "小数位数应为常数", "the scale must be a constant")
    value = exp.cast(translator.sql(number), "DECIMAL(26, 8)")
    return exp.func("ROUND", value, exp.Literal.number(int(scale.value)))


def _whole(name: str) -> Make:
    def make(translator: Translator, node: tree.Call) -> exp.Expr:
        return exp.Anonymous(this=name, expressions=[exp.cast(translator.sql(node.args[0]), "DECIMAL(26, 8)")])
    return make


def _count(translator: Translator, node: tree.Call) -> exp.Expr:
    if translator.type(node.args[0]).name != "list":
        raise translator.refuse(node, "count 只能用于列表字段", "count needs a list")
    name = {"duckdb": "LEN", "postgres": "CARDINALITY", "spark": "SIZE"}[translator.dialect]
    return exp.Anonymous(this=name, expressions=[translator.sql(node.args[0])])


def _list_contains(translator: Translator, node: tree.Call) -> exp.Expr:
    items, value = node.args
    found = translator.holds(translator.sql(items), translator.sql(value))
    test = exp.Is(this=translator.sql(items), expression=exp.null())
    inner = exp.func("COALESCE", found, exp.false())
    return exp.Case(ifs=[exp.If(this=test, true=exp.null())], default=inner)


FUNCTIONS: dict[tuple[str, int], Make] = {
    ("abs", 1): _simple("ABS"),
    ("floor", 1): _whole("FLOOR"),
    ("ceiling", 1): _whole("CEIL"),
    ("round half up", 2): _rounded,
    ("min", 2): _extreme("LEAST"),
    ("max", 2): _extreme("GREATEST"),
    ("contains", 2): _contains,
    ("starts with", 2): _starts,
    ("string length", 1): _length,
    ("count", 1): _count,
    ("list contains", 2): _list_contains,
}
