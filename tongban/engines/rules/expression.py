"""An expression parsed once: what it is worth, whether it holds, what it names, why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from . import tree
from .builtins import BUILTINS
from .check import Checker
from .compile import Compiler
from .errors import RuleError, TooHeavy
from .infer import Inferrer
from .limits import meter, metered
from .parser import Parser
from .scope import Scope
from .values import Env, feel, plain

if TYPE_CHECKING:
    from .explain import Explanation

_EVERYWHERE = ("?", "item")


class Expression:
    """A rule that was understood (规则表达式). Immutable; safe to share between threads."""

    def __init__(self, text: str, node: tree.Node, scope: Scope | None):
        self.text = text
        self.node = node
        self.scope = scope
        self._run = Compiler().run(node)

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"

    def feel_value(self, facts: Mapping[str, Any], **local: Any) -> Any:
        """The value as rules see it (exact decimals, FEEL's own dates)."""
        env = Env(facts)
        if local:
            env = env.inner({name: feel(value) for name, value in local.items()})
        if meter.running:
            return self._run(env)
        meter.begin()
        try:
            return self._run(env)
        except RecursionError as err:
            raise TooHeavy("depth") from err
        finally:
            meter.running = False

    def value(self, facts: Mapping[str, Any]) -> Any:
        """The value in plain Python; None where the standard says null."""
        with metered():
            return plain(self.feel_value(facts))

    def holds(self, facts: Mapping[str, Any]) -> bool | None:
        """Whether the condition is met; None when that cannot be said."""
        found = self.feel_value(facts)
        return found if isinstance(found, bool) else None

    def accepts(self, value: Any, facts: Mapping[str, Any] | None = None) -> bool | None:
        """Whether a value passes these unary tests."""
        found = self.feel_value(facts or {}, **{"?": value})
        return found if isinstance(found, bool) else None

    def names(self) -> set[str]:
        """The facts this expression asks for, as dotted names."""
        return set(self._names)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(Checker(self.scope, self.text).facts(self.node))

    def explain(self, facts: Mapping[str, Any], lang: str = "zh", labels: Mapping[str, str] | None = None,
                units: Mapping[str, str] | None = None, fixed: Collection[str] = ()) -> Explanation:
        """Why it comes out as it does, and what would have to change (never a fact named in `fixed`)."""
        from .explain import explain
        return explain(self, facts, lang, labels or {}, units or {}, fixed)


def parse(text: str, names: Collection[str] | Scope | None = None) -> Expression:
    """Read an expression; with names given, refuse those it does not know and values that cannot fit together."""
    return _parse(text, Scope.of(names), Parser.whole)


def unary(text: str, names: Collection[str] | Scope | None = None) -> Expression:
    """Read unary tests such as `< 5`, `"a", "b"`, `not([1..3])`, `-`; ask them with `accepts(value)`."""
    return _parse(text, Scope.of(names), Parser.unary_tests)


def _parse(text: str, scope: Scope | None, reader: Any) -> Expression:
    try:
        parser = Parser(text, [*BUILTINS, *(scope.roots() if scope else ())], _members(scope))
        node = reader(parser)
        Checker(scope, text).check(node)
        if scope is not None:
            Inferrer(scope, text).type(node)
        return Expression(text, node, scope)
    except RuleError as err:
        raise err.within(text) from None
    except RecursionError:
        raise RuleError("这条规则嵌套太深。", 0, "请拆成几条。", en="This rule is nested too deeply.",
                        en_hint="Split it.", text=text) from None


def _members(scope: Scope | None) -> set[str]:
    return {"time offset", "start included", "end included"} | (scope.members() if scope else set())
