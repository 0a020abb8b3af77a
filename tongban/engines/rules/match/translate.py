"""A typed tree as SQL, null for null what deciding gives: comparisons in three-valued logic, equality never null."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlglot import exp

from tongban.engines.rules import tree
from tongban.engines.rules.check import chain_of
from tongban.engines.rules.errors import Unsupported
from tongban.engines.rules.infer import Inferrer
from tongban.engines.rules.match.functions import FUNCTIONS
from tongban.engines.rules.match.moments import Moments
from tongban.engines.rules.scope import Scope
from tongban.engines.rules.temporal import Date, Days, Months
from tongban.engines.rules.types import ANY, FeelType
from tongban.engines.rules.values import feel

DIALECTS = ("duckdb", "postgres", "spark")
_COMPARE: dict[str, type[exp.Binary]] = {"=": exp.EQ, "!=": exp.NEQ, "<": exp.LT, "<=": exp.LTE, ">": exp.GT,
                                         ">=": exp.GTE}
DECIMALS = 8                # places to which computed amounts are exact in every database
_TYPED = ("number", "string", "boolean", "date", "days and time duration", "years and months duration")


class Columns:
    """Which column holds which fact; by default the fact's name with _ for the points."""

    def __init__(self, names: Mapping[str, str] | None = None):
        self.names = dict(names or {})

    def of(self, fact: str) -> exp.Column:
        name = self.names.get(fact) or fact.replace(".", "_").replace(" ", "_")
        return exp.column(exp.to_identifier(name, quoted=True))


class Translator(Moments):
    """Translates one expression; parameters become the values of the day."""

    def __init__(self, scope: Scope, text: str, dialect: str = "duckdb", columns: Columns | None = None,
                 parameters: Mapping[str, Any] | None = None):
        if dialect not in DIALECTS:
            raise Unsupported(f"不支持数据库“{dialect}”。", en=f"Database “{dialect}” is not supported.",
                              hint="可用：" + "、".join(DIALECTS), en_hint="Known: " + ", ".join(DIALECTS))
        self.scope, self.text, self.dialect = scope, text, dialect
        self.columns = columns or Columns()
        self.parameters = {name: feel(value) for name, value in (parameters or {}).items()}
        self.infer = Inferrer(scope, text)
        self.exact = True           # False while only truth matters, as in WHERE: then null may stand for false

    def refuse(self, node: tree.Node, why: str, en: str) -> Unsupported:
        return Unsupported(f"这条规则不能用于全量匹配：{why}。", node.at, "请改写，或改为逐人计算。",
                           en=f"This rule cannot be matched over a population: {en}.",
                           en_hint="Rewrite it, or decide person by person.", text=self.text, length=node.end - node.at)

    def type(self, node: tree.Node) -> FeelType:
        return self.infer.type(node)

    def condition(self, node: tree.Node) -> exp.Expr:
        """For WHERE: true exactly where the rule holds."""
        self.exact = False
        made = self.sql(node)
        self.exact = True
        return made

    def sql(self, node: tree.Node) -> exp.Expr:
        chain = chain_of(node)
        if chain is not None:
            return self.fact(node, chain)
        method = getattr(self, "on_" + type(node).__name__.lower(), None)
        if method is None:
            raise self.refuse(node, f"“{self.text[node.at:node.end]}”这种写法没有对应的查询",
                              f"“{self.text[node.at:node.end]}” has no query")
        made: exp.Expr = method(node)
        return made

    # -- values ---------------------------------------------------------------------------------------------------
    def fact(self, node: tree.Node, chain: tuple[str, ...]) -> exp.Expr:
        name = ".".join(chain)
        if name in self.parameters:
            return self.literal(node, self.parameters[name])
        if name in self.scope:
            kind = self.scope.types[name]
            if kind.name not in (*_TYPED, "list"):
                raise self.refuse(node, f"“{name}”没有声明可用于查询的类型", f"“{name}” has no type a query can use")
            return self.columns.of(name)
        if isinstance(node, tree.Path):
            return self.property(node)
        raise self.refuse(node, f"没有“{name}”这一列", f"there is no column “{name}”")

    def on_literal(self, node: tree.Literal) -> exp.Expr:
        return self.literal(node, node.value)

    def literal(self, node: tree.Node, value: Any) -> exp.Expr:
        if value is None:
            return exp.null()
        if isinstance(value, bool):
            return exp.true() if value else exp.false()
        if isinstance(value, str):
            return exp.Literal.string(value)
        if isinstance(value, Decimal):
            number = exp.Literal.number(format(abs(value), "f"))
            return exp.Paren(this=exp.Neg(this=number)) if value < 0 else number
        if isinstance(value, Date):
            return exp.cast(exp.Literal.string(str(value)), "DATE")
        if isinstance(value, (Days, Months)):
            return self.span(node, value)
        raise self.refuse(node, "这种值没有对应的查询", "such a value has no query")

    # -- logic ----------------------------------------------------------------------------------------------------
    def on_all(self, node: tree.All) -> exp.Expr:
        return exp.Paren(this=exp.and_(*(self.truth(test) for test in node.tests), wrap=False, copy=False))

    def on_any_(self, node: tree.Any_) -> exp.Expr:
        return exp.Paren(this=exp.or_(*(self.truth(test) for test in node.tests), wrap=False, copy=False))

    def truth(self, node: tree.Node) -> exp.Expr:
        if self.type(node).name != "boolean" and not (isinstance(node, tree.Literal) and node.value is None):
            raise self.refuse(node, "这里应当是条件", "a condition is needed here")
        made = self.sql(node)
        return exp.cast(made, "BOOLEAN") if isinstance(made, exp.Null) else made

    def negation(self, node: tree.Node) -> exp.Expr:
        before, self.exact = self.exact, True       # under a negation null and false differ
        made = exp.Not(this=exp.Paren(this=self.truth(node)))
        self.exact = before
        return exp.Paren(this=made)

    def never_null(self, made: exp.Expr) -> exp.Expr:
        return exp.func("COALESCE", made, exp.false()) if self.exact else made

    def on_compare(self, node: tree.Compare) -> exp.Expr:
        left, right, op = node.left, node.right, node.op
        for one, other in ((left, right), (right, left)):
            if isinstance(one, tree.Literal) and one.value is None and op in ("=", "!="):
                test = exp.Is(this=self.sql(other), expression=exp.null())
                return exp.Paren(this=exp.Not(this=test) if op == "!=" else test)
        kind = self.type(left)
        if kind.name == "list" or self.type(right).name == "list":
            raise self.refuse(node, "列表不能整体比较", "lists cannot be compared as a whole")
        if ANY in (kind, self.type(right)):
            raise self.refuse(node, "比较的两边类型不明", "the sides of a comparison have no type")
        a, b = self.sql(left), self.sql(right)
        if op in ("=", "!="):
            return self.equality(a, b, op, self.nullable(left) and self.nullable(right))
        return exp.Paren(this=_COMPARE[op](this=self.sorted(a, kind), expression=b))

    def equality(self, a: exp.Expr, b: exp.Expr, op: str, both: bool) -> exp.Expr:
        """FEEL's: null equals null alone, and nothing is unknown."""
        if both:
            test: exp.Expr = exp.NullSafeEQ(this=a, expression=b)
            return exp.Paren(this=exp.Not(this=exp.Paren(this=test)) if op == "!=" else test)
        if op == "=":
            return self.never_null(exp.Paren(this=exp.EQ(this=a, expression=b)))
        return exp.func("COALESCE", exp.Paren(this=exp.NEQ(this=a, expression=b)), exp.true())

    def nullable(self, node: tree.Node) -> bool:
        chain = chain_of(node)
        return not isinstance(node, tree.Literal) and not (chain and ".".join(chain) in self.parameters)

    def sorted(self, value: exp.Expr, kind: FeelType) -> exp.Expr:
        """Texts in the order of their code points, whatever the database's own order is."""
        if kind.name == "string" and self.dialect == "postgres":
            return exp.Collate(this=value, expression=exp.to_identifier("C", quoted=True))
        return value

    def on_between(self, node: tree.Between) -> exp.Expr:
        value, kind = self.sql(node.value), self.type(node.value)
        low = exp.LTE(this=self.sorted(self.sql(node.low), kind), expression=value)
        high = exp.LTE(this=self.sorted(value.copy(), kind), expression=self.sql(node.high))
        return exp.Paren(this=exp.and_(low, high, wrap=False, copy=False))

    # -- membership -----------------------------------------------------------------------------------------------
    def on_in(self, node: tree.In) -> exp.Expr:
        parts = [self.test(node.value, test) for test in node.tests]
        plain = [one for one in parts if isinstance(one, tuple)]
        made = [one for one in parts if not isinstance(one, tuple)]
        if plain:
            found = exp.In(this=self.sql(node.value), expressions=[value for one in plain for value in one])
            made.append(self.never_null(exp.Paren(this=found)))
        return exp.Paren(this=exp.or_(*made, wrap=False)) if len(made) > 1 else made[0]

    def test(self, value: tree.Node, test: tree.Node) -> Any:
        """One test as a condition, or as a tuple of plain values to be gathered into IN."""
        if isinstance(test, tree.Literal) and test.value is not None:
            return (self.sql(test),)
        if isinstance(test, tree.List) and test.items and all(
                isinstance(item, tree.Literal) and item.value is not None for item in test.items):
            return tuple(self.sql(item) for item in test.items)
        if isinstance(test, tree.Range):
            return self.range(value, test)
        if isinstance(test, tree.UnaryRange):
            return self.on_compare(tree.Compare(test.at, test.end, test.op, value, test.value))
        kind = self.type(test)
        if kind.name == "list":
            found = self.never_null(self.holds(self.sql(test), self.sql(value)))
            if not self.nullable(value):
                return found
            nothing = exp.and_(*(exp.Is(this=self.sql(one), expression=exp.null()) for one in (value, test)))
            return exp.Paren(this=exp.or_(found, nothing))     # as deciding: null equals null, a missing list too
        if kind.name in _TYPED:
            return self.on_compare(tree.Compare(test.at, test.end, "=", value, test))
        raise self.refuse(test, "这种取值范围没有对应的查询", "such a test has no query")

    def range(self, value: tree.Node, test: tree.Range) -> exp.Expr:
        for end in (test.low, test.high):
            chain = chain_of(end)
            if not isinstance(end, (tree.Literal, tree.Call)) and not (chain and ".".join(chain) in self.parameters):
                raise self.refuse(end, "区间两端应为常数或参数",
                                  "the ends of a range must be constants or parameters")
        found, kind = self.sql(value), self.type(value)
        low = (exp.LTE if test.closed_low else exp.LT)(this=self.sorted(self.sql(test.low), kind), expression=found)
        high = (exp.LTE if test.closed_high else exp.LT)(this=self.sorted(found.copy(), kind),
                                                        expression=self.sql(test.high))
        return exp.Paren(this=exp.and_(low, high, wrap=False, copy=False))

    def holds(self, items: exp.Expr, value: exp.Expr) -> exp.Expr:
        if self.dialect == "postgres":
            return exp.Paren(this=exp.EQ(this=value, expression=exp.Any(this=exp.Paren(this=items))))
        return exp.func("list_contains" if self.dialect == "duckdb" else "array_contains", items, value)

    # -- the rest -------------------------------------------------------------------------------------------------
    def on_if(self, node: tree.If) -> exp.Expr:
        cases, rest = [], node
        while True:                 # `else if` as one CASE of several
            kinds = {self.type(part).name for part in (rest.then, rest.otherwise)} - {"Any"}
            if len(kinds) > 1:
                raise self.refuse(rest, "两个结果的类型不同", "the two results differ in type")
            cases.append(exp.If(this=self.choice(rest), true=self.fitted(rest.then)))
            if not isinstance(rest.otherwise, tree.If):
                return exp.Case(ifs=cases, default=self.fitted(rest.otherwise))
            rest = rest.otherwise

    def choice(self, node: tree.If) -> exp.Expr:
        """The test of a choice: null chooses as false does."""
        before, self.exact = self.exact, False
        test = self.truth(node.test)
        self.exact = before
        return test

    def fitted(self, node: tree.Node) -> exp.Expr:
        """A value beside others: databases narrow computed decimals to a common width, so give them one with room."""
        made = self.sql(node)
        computed = any(isinstance(part, (tree.Arithmetic, tree.Call)) for part in node.walk())
        return exp.cast(made, f"DECIMAL(30, {DECIMALS})") if computed and self.type(node).name == "number" else made

    def on_negative(self, node: tree.Negative) -> exp.Expr:
        return exp.Paren(this=exp.Neg(this=self.sql(node.value)))

    def on_call(self, node: tree.Call) -> exp.Expr:
        chain = chain_of(node.function)
        name = chain[0] if chain and len(chain) == 1 else ""
        if name == "not" and len(node.args) == 1:
            return self.negation(node.args[0])
        if name in ("date", "duration", "years and months duration") and not node.names:
            return self.moment(node, name)
        make = FUNCTIONS.get((name, len(node.args)))
        if make is None or node.names:
            raise self.refuse(node, f"函数“{name or self.text[node.at:node.end]}”没有对应的查询",
                              f"the function “{name}” has no query")
        return make(self, node)
