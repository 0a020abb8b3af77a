"""Policies over a population: who is entitled to what amount, and by which versions of the parameters (免申即享)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlglot import exp, select

from tongban.engines.rules.errors import Unsupported
from tongban.engines.rules.expression import Expression, parse
from tongban.engines.rules.match.translate import Columns, Translator
from tongban.engines.rules.parameters import Parameters
from tongban.engines.rules.scope import Scope

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Policy:
    """One benefit: a condition and an amount in yuan, rounded half up to cents in every reading."""

    key: str
    condition: Expression
    amount: Expression | None
    scope: Scope
    parameters: Parameters

    @staticmethod
    def of(key: str, condition: str, amount: str | None, facts: Scope, parameters: Parameters | None = None) -> Policy:
        """Read a policy; refuse what cannot be parsed, typed or matched."""
        known = parameters or Parameters({})
        scope = facts.plus(known.types())
        made = Policy(key, parse(condition, scope), parse(amount, scope) if amount else None, scope, known)
        made.translated("duckdb", Columns(), dt.date.max)
        return made

    def names(self) -> set[str]:
        return self.condition.names() | (self.amount.names() if self.amount else set())

    def decide(self, facts: Mapping[str, Any], on: dt.date) -> tuple[bool | None, Decimal | None]:
        """Whether one person is entitled on a day, and to how much."""
        known = {**facts, **self.parameters.on(on)}
        holds = self.condition.holds(known)
        value = self.amount.value(known) if self.amount and holds else None
        return holds, value.quantize(CENT, ROUND_HALF_UP) if isinstance(value, Decimal) else None

    def versions(self, on: dt.date) -> str:
        """What the amount must remember: each parameter with the day its value came into force."""
        return json.dumps(self.parameters.versions(on, self.names()), ensure_ascii=False, sort_keys=True)

    def translated(self, dialect: str, columns: Columns, on: dt.date) -> tuple[exp.Expr, exp.Expr]:
        """Condition and amount as SQL; parameters not yet or no longer in force are null."""
        values = {**dict.fromkeys(self.parameters.all), **self.parameters.on(on)}
        where = Translator(self.scope, self.condition.text, dialect, columns, values).condition(self.condition.node)
        if self.amount is None:
            return where, _money(exp.null())
        translator = Translator(self.scope, self.amount.text, dialect, columns, values)
        if translator.type(self.amount.node).name not in ("number", "Any"):
            raise Unsupported(f"政策 {self.key} 的金额不是数字。", en=f"The amount of {self.key} is no number.")
        return where, _money(translator.sql(self.amount.node))


def _money(made: exp.Expr) -> exp.Expr:
    """Yuan with two places."""
    size = [exp.DataTypeParam(this=exp.Literal.number(places)) for places in (18, 2)]
    return exp.Cast(this=made, to=exp.DataType(this=exp.DataType.Type.DECIMAL, expressions=size))


def match_query(policies: Sequence[Policy], table: str, key: str, on: dt.date, dialect: str = "duckdb",
                columns: Columns | None = None) -> str:
    """One query with a row per person and policy that match: key, policy, amount, versions."""
    if not policies:
        raise Unsupported("没有可以匹配的政策。", en="There is no policy to match.")
    known = columns or Columns()
    versions = [policy.versions(on) for policy in policies]
    people, person = exp.to_table(table), exp.alias_(exp.column(exp.to_identifier(key, quoted=True)), "key")
    parts = []
    for policy, version in zip(policies, versions, strict=True):
        where, amount = policy.translated(dialect, known, on)
        named = [exp.Alias(this=exp.Cast(this=exp.Literal.string(value), to=exp.DataType(this=exp.DataType.Type.TEXT)),
                           alias=exp.to_identifier(name))
                 for name, value in (("policy", policy.key), ("versions", version))]
        money = exp.Alias(this=amount, alias=exp.to_identifier("amount"))
        made = exp.Select(expressions=[person.copy(), named[0], money, named[1]], from_=exp.From(this=people.copy()),
                          where=exp.Where(this=where))
        parts.append(made.sql(dialect=dialect, copy=False))
    query = "\nUNION ALL\n".join(parts)
    if dialect != "duckdb":
        return query
    # Few different texts over millions of rows: as an ENUM each is kept and written once, not compared row by row.
    keys, kept = _enum([policy.key for policy in policies]), _enum(versions)
    head = f"SELECT key, CAST(policy AS {keys}) AS policy, amount, CAST(versions AS {kept}) AS versions"
    return f"{head} FROM (\n{query}\n) AS matches"


def _enum(texts: Sequence[str]) -> str:
    values = [exp.Literal.string(text) for text in dict.fromkeys(texts)]
    return exp.DataType(this=exp.DataType.Type.ENUM, expressions=values).sql("duckdb")


def condition_query(rule: Expression, table: str, dialect: str = "duckdb", columns: Columns | None = None) -> str:
    """All rows of a table for which a rule holds."""
    if rule.scope is None:
        raise Unsupported("编译查询需要先声明字段的类型。", en="A query needs the types of the fields.",
                          hint="请用 --scope 给出类型。", en_hint="Give them with --scope.", text=rule.text)
    where = Translator(rule.scope, rule.text, dialect, columns).condition(rule.node)
    return select("*").from_(exp.to_table(table)).where(where).sql(dialect=dialect, pretty=True)
