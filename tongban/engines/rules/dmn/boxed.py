"""Boxed expressions as closures (Chapter 7 and 10.2.2): whatever a decision's logic may be drawn as."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from tongban.engines.rules.builtins import BUILTINS
from tongban.engines.rules.compile import Compiler
from tongban.engines.rules.compile_blocks import _call, _filtered, _invoke, _NotAList, _turns
from tongban.engines.rules.errors import RuleError, Unsupported
from tongban.engines.rules.instances import coerce
from tongban.engines.rules.parser import Parser
from tongban.engines.rules.types import ANY, FeelType
from tongban.engines.rules.values import Env, FunctionValue, Span

from .table import table
from .xml import child, children, local, text_of

if TYPE_CHECKING:
    from .model import Model

Run = Callable[[Env], Any]
LANGUAGES = ("feel", "FEEL", "https://www.omg.org/spec/DMN/20230324/FEEL/", "")
KINDS = ("literalExpression", "decisionTable", "context", "list", "relation", "invocation", "functionDefinition",
         "conditional", "for", "some", "every", "filter")


class Boxes:
    """Compiles the boxed expressions of one decision or one function, knowing the names around it."""

    def __init__(self, model: Model, names: Iterable[str]):
        self.model = model
        self.names = frozenset(names)

    def within(self, *names: str) -> Boxes:
        return Boxes(self.model, self.names | set(names))

    # -- the way in -----------------------------------------------------------------------------------------------
    def logic(self, owner: Element) -> Run | None:
        """The boxed expression inside an element, None when it holds none."""
        found = child(owner, *KINDS)
        return self.box(found) if found is not None else None

    def needed(self, owner: Element | None, what: str) -> Run:
        run = self.logic(owner) if owner is not None else None
        if run is None:
            raise RuleError(f"模型缺少“{what}”部分的表达式。", en=f"The model lacks an expression for “{what}”.")
        return run

    def box(self, element: Element) -> Run:
        run: Run = getattr(self, "on_" + local(element).lower())(element)
        return self.fitted(run, element.get("typeRef"))

    def fitted(self, run: Run, reference: str | None) -> Run:
        kind = self.model.items.type(reference)
        if kind == ANY and kind.passes is None:
            return run
        return lambda env: coerce(run(env), kind)

    def text(self, text: str) -> Run:
        parser = Parser(text, [*BUILTINS, *self.names], self.model.member_names(), self.model.items.names())
        return self.compiler().run(parser.whole())

    def compiler(self) -> Compiler:
        compiler = Compiler(self.model.types())
        compiler.locals = (self.names,)
        return compiler

    def tests(self, text: str) -> Callable[[Any, Env], bool | None]:
        parser = Parser(text, [*BUILTINS, *self.names], self.model.member_names(), self.model.items.names())
        node = parser.unary_tests()
        compiler = self.compiler()
        compiler.locals = (self.names | {"?"},)
        inner = compiler.tests(node.tests)
        if not node.negated:
            return inner

        def negated(value: Any, env: Env) -> bool | None:
            found = inner(value, env)
            return None if found is None else not found
        return negated

    # -- each kind ------------------------------------------------------------------------------------------------
    def on_literalexpression(self, element: Element) -> Run:
        language = element.get("expressionLanguage", "")
        if child(element, "importedValues") is not None:
            raise Unsupported("不支持引入外部取值（importedValues）。", en="importedValues is not supported.")
        if language and "feel" not in language.lower():
            raise Unsupported(f"不支持表达式语言“{language}”。",
                              en=f"Expression language “{language}” is not supported.",
                              hint="请使用 FEEL。", en_hint="Use FEEL.")
        text = text_of(element)
        return self.text(text) if text else (lambda env: None)

    def on_decisiontable(self, element: Element) -> Run:
        return table(self, element).decide

    def on_context(self, element: Element) -> Run:
        entries: list[tuple[str | None, Run]] = []
        inner = self
        for entry in children(element, "contextEntry"):
            variable = child(entry, "variable")
            name = " ".join(str(variable.get("name")).split()) if variable is not None else None
            inside = inner.within(name) if name else inner
            run = inside.fitted(inside.needed(entry, name or "result"),
                                variable.get("typeRef") if variable is not None else None)
            entries.append((name, run))
            inner = inside

        def run_all(env: Env) -> Any:
            values: dict[str, Any] = {}
            scope = env.inner(values)
            for name, run in entries:
                if name is None:
                    return run(scope)
                values[name] = run(scope)
            return values
        return run_all

    def on_list(self, element: Element) -> Run:
        runs = [self.box(one) for one in element if local(one) in KINDS]
        return lambda env: [run(env) for run in runs]

    def on_relation(self, element: Element) -> Run:
        columns = [str(column.get("name")) for column in children(element, "column")]
        rows = [[self.box(cell) for cell in row if local(cell) in KINDS] for row in children(element, "row")]
        return lambda env: [{name: cell(env) for name, cell in zip(columns, row, strict=False)} for row in rows]

    def on_invocation(self, element: Element) -> Run:
        target = child(element, *KINDS)
        function = self.box(target) if target is not None else self.needed(None, "invocation")
        names, args = [], []
        for binding in children(element, "binding"):
            parameter = child(binding, "parameter")
            names.append(str(parameter.get("name")) if parameter is not None else "")
            args.append(self.fitted(self.logic(binding) or (lambda env: None),
                                    parameter.get("typeRef") if parameter is not None else None))
        return lambda env: _call(function(env), [arg(env) for arg in args], tuple(names))

    def on_functiondefinition(self, element: Element, result: FeelType = ANY) -> Run:
        kind = element.get("kind", "FEEL")
        params = children(element, "formalParameter")
        names = tuple(" ".join(str(one.get("name")).split()) for one in params)
        kinds = tuple(self.model.items.type(one.get("typeRef")) for one in params)
        if kind != "FEEL":
            return self.external(element, kind, names, kinds)
        inner = self.within(*names).needed(element, "function")
        body = inner if result == ANY and result.passes is None else (lambda env: coerce(inner(env), result))
        signature = FeelType("function", params=kinds, result=result)

        def run(env: Env) -> FunctionValue:
            return FunctionValue(lambda *args: _invoke(body, env, names, kinds, args), names, signature)
        return run

    def external(self, element: Element, kind: str, names: tuple[str, ...], kinds: tuple[FeelType, ...]) -> Run:
        raise Unsupported(f"不支持 {kind} 外部函数：规则不得调用外部程序。",
                          en=f"External {kind} functions are not supported: a rule may not call outside programs.")

    def on_conditional(self, element: Element) -> Run:
        test = self.needed(child(element, "if"), "if")
        then, otherwise = self.needed(child(element, "then"), "then"), self.needed(child(element, "else"), "else")
        
        def choose(env: Env) -> Any:
            found = test(env)
            if found is True:
                return then(env)
            return otherwise(env) if found is False or found is None else None
        return choose

    def on_for(self, element: Element) -> Run:
        name, source = self.iterator(element)
        body = self.within(name, "partial").needed(child(element, "return"), "return")

        def run(env: Env) -> list[Any] | None:
            made: list[Any] = []
            try:
                for inner in _turns([(name, source)], 0, env.inner({"partial": made})):
                    made.append(body(inner))
            except _NotAList:
                return None
            return made
        return run

    def iterator(self, element: Element) -> tuple[str, Run]:
        from tongban.engines.rules.compile_blocks import _listed
        return str(element.get("iteratorVariable")), _listed(self.needed(child(element, "in"), "in"))

    def on_every(self, element: Element) -> Run:
        return self.quantified(element, False)

    def on_some(self, element: Element) -> Run:
        return self.quantified(element, True)

    def quantified(self, element: Element, decisive: bool) -> Run:
        name, source = self.iterator(element)
        test = self.within(name).needed(child(element, "satisfies"), "satisfies")

        def run(env: Env) -> bool | None:
            result: bool | None = not decisive
            try:
                for inner in _turns([(name, source)], 0, env):
                    found = test(inner)
                    if found is decisive:
                        return decisive
                    if not isinstance(found, bool):
                        result = None
            except _NotAList:
                return None
            return result
        return run

    def on_filter(self, element: Element) -> Run:
        source = self.needed(child(element, "in"), "in")
        match = child(element, "match")
        inner = self.within("item")
        if match is None:
            return inner.needed(match, "match")
        found = child(match, *KINDS)
        if found is None:
            return inner.needed(None, "match")
        test = inner.opened(found)

        def run(env: Env) -> Any:
            value = source(env)
            items = value if type(value) is list else [] if value is None else [value]
            return _filtered(items, test, env, value is None)
        return run

    def opened(self, element: Element) -> Run:
        """A filter's condition: any name may be a member of the item."""
        return _Open(self.model, self.names | self.model.member_names()).box(element)


class _Open(Boxes):
    def compiler(self) -> Compiler:
        compiler = super().compiler()
        compiler.open = 1
        return compiler


__all__ = ["Boxes", "Span"]
