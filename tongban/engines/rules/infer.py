"""Types before facts: what an expression will be, and the mistakes that can be known when it is published."""

from __future__ import annotations

from difflib import get_close_matches

from tongban.engines.rules import tree
from tongban.engines.rules.check import chain_of
from tongban.engines.rules.errors import RuleError
from tongban.engines.rules.instances import type_of
from tongban.engines.rules.scope import Scope
from tongban.engines.rules.temporal import duration_of
from tongban.engines.rules.types import ANY, DATE, DATE_TIME, DAYS, LIST, MONTHS, NUMBER, TEXT, TIME, YES_NO, FeelType

_WORDS = {"string": "文字", "number": "数字", "boolean": "是/否", "date": "日期", "time": "时间",
          "date and time": "日期时间", "days and time duration": "天数时长", "years and months duration": "年月时长",
          "list": "列表", "context": "组合", "function": "函数", "range": "区间"}
_RESULTS: dict[str, FeelType] = {
    **dict.fromkeys(["count", "string length", "abs", "floor", "ceiling", "decimal", "modulo", "sqrt", "number", "mean",
                     "median", "day of year", "week of year", "round up", "round down", "round half up"], NUMBER),
    **dict.fromkeys(["not", "contains", "starts with", "ends with", "matches", "list contains", "all", "any", "before",
                     "after", "odd", "even", "includes", "during", "is"], YES_NO),
    **dict.fromkeys(["string", "substring", "upper case", "lower case", "replace", "string join", "trim",
                     "day of week", "month of year", "substring before", "substring after"], TEXT),
    **dict.fromkeys(["date", "today"], DATE), "time": TIME, **dict.fromkeys(["date and time", "now"], DATE_TIME),
    "years and months duration": MONTHS, **dict.fromkeys(["split", "append", "concatenate", "flatten", "sort"], LIST),
}
_SUMS: dict[tuple[str, str], FeelType] = {
    ("number", "number"): NUMBER, ("string", "string"): TEXT, (DAYS.name, DAYS.name): DAYS,
    (MONTHS.name, MONTHS.name): MONTHS,
    **{(moment.name, span.name): moment for moment in (DATE, DATE_TIME) for span in (DAYS, MONTHS)},
    (TIME.name, DAYS.name): TIME,
}
_MOMENTS = ("date", "date and time")


class Inferrer:
    """Finds the type of every node; refuses what can never come out."""

    def __init__(self, scope: Scope, text: str):
        self.scope, self.text = scope, text

    def type(self, node: tree.Node, local: frozenset[str] = frozenset()) -> FeelType:
        chain = chain_of(node)
        if chain is not None and chain[0] in local:
            return ANY
        known = self.scope.find(chain) if chain is not None else None
        if known is not None and known != ANY:
            return known
        if isinstance(node, tree.Path):
            return _property(self.type(node.base, local).name, node.name)
        if chain is not None:
            return ANY
        found = getattr(self, "of_" + type(node).__name__.lower(), None)
        if found is not None:
            made: FeelType = found(node, local)
            return made
        for part in node.parts():
            if not isinstance(node, (tree.For, tree.Quantified, tree.Function, tree.Context, tree.Filter)):
                self.type(part, local)
        return ANY

    def of_literal(self, node: tree.Literal, local: frozenset[str]) -> FeelType:
        return ANY if node.value is None else type_of(node.value)

    def of_list(self, node: tree.List, local: frozenset[str]) -> FeelType:
        kinds = {self.type(item, local).name for item in node.items}
        return FeelType("list", item=FeelType(kinds.pop())) if len(kinds) == 1 else LIST

    def of_all(self, node: tree.All | tree.Any_, local: frozenset[str]) -> FeelType:
        for test in node.tests:
            kind = self.type(test, local)
            if kind.name not in ("Any", "boolean"):
                raise self.wrong(test, f"这里应当是一个条件，而不是{_word(kind)}",
                                 f"a condition is needed here, not {kind}")
        return YES_NO

    of_any_ = of_all

    def of_compare(self, node: tree.Compare, local: frozenset[str]) -> FeelType:
        left, right = self.type(node.left, local), self.type(node.right, local)
        self.comparable(node, left, right)
        if node.op in ("=", "!="):
            self.allowed(left, node.right)
            self.allowed(right, node.left)
        return YES_NO

    def of_between(self, node: tree.Between, local: frozenset[str]) -> FeelType:
        kind = self.type(node.value, local)
        for end in (node.low, node.high):
            self.comparable(end, kind, self.type(end, local))
        return YES_NO

    def of_in(self, node: tree.In, local: frozenset[str]) -> FeelType:
        kind = self.type(node.value, local)
        for test in node.tests:
            found = self.type(test, local)
            if isinstance(test, tree.Range):
                self.comparable(test, kind, self.type(test.low, local))
            elif isinstance(test, tree.UnaryRange):
                self.comparable(test, kind, self.type(test.value, local))
            elif found.name == "list":
                for item in test.items if isinstance(test, tree.List) else ():
                    self.allowed(kind, item)
                if found.item:
                    self.comparable(test, kind, found.item)
                    self.allowed(found.item, node.value)
            else:
                self.comparable(test, kind, found)
                self.allowed(kind, test)
        return YES_NO

    def of_arithmetic(self, node: tree.Arithmetic, local: frozenset[str]) -> FeelType:
        left, right = self.type(node.left, local), self.type(node.right, local)
        if "Any" in (left.name, right.name):
            return ANY
        found = self.result(node.op, left, right)
        if found is None:
            sign = {"+": "相加", "-": "相减", "*": "相乘", "/": "相除", "**": "乘方"}[node.op]
            raise self.wrong(node, f"{_word(left)}与{_word(right)}不能{sign}",
                             f"{left} {node.op} {right} is not possible")
        return found

    def result(self, op: str, left: FeelType, right: FeelType) -> FeelType | None:
        if op == "+":
            return _SUMS.get((left.name, right.name)) or _SUMS.get((right.name, left.name))
        if op == "-":
            if (left.name in _MOMENTS and right.name in _MOMENTS) or (left.name, right.name) == ("time", "time"):
                return DAYS
            return None if left.name == "string" else _SUMS.get((left.name, right.name))
        durations = (DAYS.name, MONTHS.name)
        if left.name == right.name == "number":
            return NUMBER
        if op in "*/" and left.name in durations and right.name == "number":
            return left
        if op == "*" and left.name == "number" and right.name in durations:
            return right
        return NUMBER if op == "/" and left.name == right.name and left.name in durations else None

    def of_negative(self, node: tree.Negative, local: frozenset[str]) -> FeelType:
        return self.type(node.value, local)

    def of_if(self, node: tree.If, local: frozenset[str]) -> FeelType:
        test = self.type(node.test, local)
        if test.name not in ("Any", "boolean"):
            raise self.wrong(node.test, f"“如果”后面应当是条件，而不是{_word(test)}",
                             f"if needs a condition, not {test}")
        then, otherwise = self.type(node.then, local), self.type(node.otherwise, local)
        return then if then.name == otherwise.name else ANY

    def of_call(self, node: tree.Call, local: frozenset[str]) -> FeelType:
        for arg in node.args:
            self.type(arg, local)
        name = chain_of(node.function)
        if name == ("duration",) and len(node.args) == 1 and isinstance(node.args[0], tree.Literal):
            value = duration_of(str(node.args[0].value))
            return type_of(value) if value is not None else ANY
        if name in (("min",), ("max",), ("sum",)) and len(node.args) > 1:
            return self.type(node.args[0], local)
        return _RESULTS.get(name[0], ANY) if name and len(name) == 1 and name[0] not in self.scope else ANY

    def of_quantified(self, node: tree.Quantified, local: frozenset[str]) -> FeelType:
        for loop in node.loops:
            self.type(loop.source, local)
            local |= {loop.name}
        self.type(node.test, local)
        return YES_NO

    def of_for(self, node: tree.For, local: frozenset[str]) -> FeelType:
        for loop in node.loops:
            self.type(loop.source, local)
            local |= {loop.name}
        self.type(node.body, local | {"partial"})
        return LIST

    def of_instanceof(self, node: tree.InstanceOf, local: frozenset[str]) -> FeelType:
        self.type(node.value, local)
        return YES_NO

    # -- refusals -------------------------------------------------------------------------------------------------
    def comparable(self, node: tree.Node, left: FeelType, right: FeelType) -> None:
        if "Any" in (left.name, right.name) or left.name == right.name:
            return
        if (left.name in _MOMENTS and right.name in _MOMENTS) or "range" in (left.name, right.name):
            return
        raise self.wrong(node, f"{_word(left)}不能与{_word(right)}比较", f"{left} cannot be compared with {right}",
                         '数字不加引号，文字要加引号，日期写作 @"2026-01-31"。',
                         'Numbers have no quotes, texts have, dates are written @"2026-01-31".')

    def allowed(self, kind: FeelType, node: tree.Node) -> None:
        """Refuse a text that a field can never hold."""
        if not kind.allowed or not isinstance(node, tree.Literal) or not isinstance(node.value, str):
            return
        if node.value not in kind.allowed:
            near = get_close_matches(node.value, kind.allowed, 1, 0.4)
            raise self.wrong(node, f"这个字段没有“{node.value}”这个取值", f"the field never holds “{node.value}”",
                             f"您是不是想写“{near[0]}”？" if near else "可用：" + "、".join(kind.allowed),
                             f"Did you mean “{near[0]}”?" if near else "Known: " + ", ".join(kind.allowed))

    def wrong(self, node: tree.Node, why: str, en: str, hint: str = "", en_hint: str = "") -> RuleError:
        return RuleError(f"{why}。", node.at, hint, en=f"{en[0].upper()}{en[1:]}.", en_hint=en_hint, text=self.text,
                         length=node.end - node.at)


def _property(kind: str, name: str) -> FeelType:
    """What `.name` of a date, time or duration is."""
    numbers = {"date": "year month day weekday", "time": "hour minute second",
               "years and months duration": "years months",
               "date and time": "year month day weekday hour minute second",
               "days and time duration": "days hours minutes seconds"}
    return NUMBER if name in numbers.get(kind, "").split() else ANY


def _word(kind: FeelType) -> str:
    return _WORDS.get(kind.name, kind.name)
