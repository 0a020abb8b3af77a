"""A model: what it asks for, what it decides, and how one follows from the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from tongban.engines.rules.errors import RuleError, TooHeavy, Unsupported
from tongban.engines.rules.instances import coerce
from tongban.engines.rules.limits import metered
from tongban.engines.rules.types import ANY, FeelType
from tongban.engines.rules.values import Env, FunctionValue, feel, plain

from .boxed import Boxes, Run
from .items import Items
from .xml import child, children, local, read_xml

_NODES = ("decision", "inputData", "businessKnowledgeModel", "decisionService", "knowledgeSource")
_KNOWN = (*_NODES, "itemDefinition", "import", "description", "extensionElements", "DMNDI", "textAnnotation",
          "association", "group", "performanceIndicator", "organizationUnit", "elementCollection",
          "businessContextElement", "artifact")


class Node:
    """One element of the requirements graph."""

    def __init__(self, model: Model, element: Element):
        self.model, self.element = model, element
        self.kind = local(element)
        self.id = element.get("id", "")
        variable = child(element, "variable")
        self.label = " ".join(element.get("name", "").split())
        named = variable.get("name") if variable is not None else None
        self.name = " ".join((named or self.label).split())
        self.reference = variable.get("typeRef") if variable is not None else None

    @cached_property
    def type(self) -> FeelType:
        return self.model.items.type(self.reference)

    def requires(self) -> list[Node]:
        """The nodes this one may speak of."""
        found = []
        for requirement in children(self.element, "informationRequirement", "knowledgeRequirement"):
            for end in requirement:
                if local(end) in ("requiredInput", "requiredDecision", "requiredKnowledge"):
                    node = self.model.find(end.get("href", ""))
                    if node is not None:
                        found.append(node)
        return found

    @cached_property
    def run(self) -> Run:
        """The node's logic, compiled with the names it requires."""
        names = {node.name for node in self.requires() if node.model is self.model}
        boxes = Boxes(self.model, names | set(self.model.imports) | {
            node.name for node in self.requires() if node.model in self.model.unnamed})
        if self.kind == "businessKnowledgeModel":
            logic = child(self.element, "encapsulatedLogic")
            if logic is None:
                return lambda env: None
            return boxes.on_functiondefinition(logic, _result(self.type))
        return boxes.logic(self.element) or (lambda env: None)


def _result(kind: FeelType) -> FeelType:
    """What a business knowledge model gives: its variable is typed as the function or as the function's result."""
    return kind.result or ANY if kind.name == "function" else kind


class Model:
    """A DMN model ready to decide."""

    def __init__(self, root: Element, others: Callable[[str], Model | None] = lambda namespace: None):
        if local(root) != "definitions":
            raise RuleError("这不是 DMN 模型。", en="This is not a DMN model.")
        self.namespace, self.name = root.get("namespace", ""), root.get("name", "")
        self.imports: dict[str, Model] = {}
        self.unnamed: list[Model] = []
        self._import(root, others)
        for element in root:
            if local(element) not in _KNOWN:
                raise Unsupported(f"不支持模型中的“{local(element)}”。",
                                  en=f"“{local(element)}” is not supported in a model.")
        self.items = Items(root, self)
        self.nodes = [Node(self, element) for element in children(root, *_NODES)]
        self.by_id = {node.id: node for node in self.nodes if node.id}
        self._types: dict[str, FeelType] | None = None
        self._members: set[str] | None = None

    def _import(self, root: Element, others: Callable[[str], Model | None]) -> None:
        for element in children(root, "import"):
            if "DMN" not in element.get("importType", "") and "dmn" not in element.get("importType", ""):
                raise Unsupported(f"不支持引入“{element.get('importType')}”。",
                                  en=f"Importing “{element.get('importType')}” is not supported.")
            other = others(element.get("namespace", ""))
            if other is None:
                raise RuleError(f"找不到被引入的模型“{element.get('namespace')}”。",
                                en=f"The imported model “{element.get('namespace')}” was not found.")
            name = element.get("name", "")
            if name:
                self.imports[name] = other
            else:
                self.unnamed.append(other)

    # -- what the compilers ask -----------------------------------------------------------------------------------
    def types(self) -> dict[str, FeelType]:
        if self._types is None:
            self._types = self.items.all()
        return self._types

    def member_names(self) -> set[str]:
        """Names that may follow a point."""
        if self._members is None:
            own = {"time offset", "start included", "end included"} | self.items.member_names()
            own |= {node.name for node in self.nodes}
            for element in (part for node in self.nodes for part in node.element.iter()):
                if local(element) in ("variable", "column", "output", "formalParameter"):
                    own.add(" ".join(element.get("name", "").split()))
            self._members = own.union(*(other.member_names() for other in [*self.imports.values(), *self.unnamed]))
            self._members.discard("")
        return self._members

    def tests(self, text: str) -> Callable[[Any], bool] | None:
        """Unary tests of an item definition as a predicate."""
        if not text:
            return None
        made: list[Callable[[Any, Env], bool | None]] = []

        def passes(value: Any) -> bool:
            if not made:                # put together when first needed: types may stand in any order
                made.append(Boxes(self, ()).tests(text))
            return made[0](value, Env({}, True)) is True
        return passes

    def find(self, href: str) -> Node | None:
        """The node a reference means, here or in an imported model."""
        namespace, _, name = href.rpartition("#")
        if namespace and namespace != self.namespace:
            for other in [*self.imports.values(), *self.unnamed]:
                if other.namespace == namespace:
                    return other.by_id.get(name)
            return None
        return self.by_id.get(name)

    def named(self, name: str) -> Node | None:
        wanted = " ".join(name.split())
        return next((node for node in self.nodes if wanted in (node.label, node.name)), None)

    # -- deciding -------------------------------------------------------------------------------------------------
    def decisions(self) -> list[str]:
        return [node.label for node in self.nodes if node.kind == "decision"]

    def check(self) -> list[RuleError]:
        """Everything wrong with the model's logic; empty when it may be published."""
        found = []
        for node in self.nodes:
            if node.kind in ("decision", "businessKnowledgeModel"):
                try:
                    assert callable(node.run)
                except RuleError as err:
                    err.text = err.text or node.label
                    found.append(err)
        return found

    def decide(self, name: str, facts: Mapping[str, Any]) -> Any:
        """One decision's value in plain Python."""
        with metered():
            return plain(self.feel_decide(name, facts))

    def feel_decide(self, name: str, facts: Mapping[str, Any]) -> Any:
        node = self.named(name)
        if node is None:
            raise RuleError(f"模型里没有决策“{name}”。", en=f"The model has no decision “{name}”.",
                            hint="可用：" + "、".join(self.decisions()))
        with metered():
            return Session(facts).value(node)

    def call(self, name: str, args: Mapping[str, Any]) -> Any:
        """Invoke a decision service or business knowledge model by parameter names."""
        node = self.named(name)
        if node is None:
            raise RuleError(f"模型里没有“{name}”。", en=f"The model has no “{name}”.")
        with metered():
            function = Session(args).value(node)
            given = {param: feel(args[param]) for param in function.params if param in args}
            return function.call(*(given.get(param) for param in function.params))


class Session:
    """One evaluation of a model: every node is decided at most once."""

    def __init__(self, facts: Mapping[str, Any], given: Mapping[int, Any] | None = None):
        self.facts = facts
        self.done: dict[int, Any] = dict(given or {})

    def value(self, node: Node) -> Any:
        if id(node) not in self.done:
            self.done[id(node)] = None      # a decision that requires itself finds nothing
            self.done[id(node)] = self.work(node)
        return self.done[id(node)]

    def work(self, node: Node) -> Any:
        if node.kind == "inputData":
            return self.input(node)
        if node.kind == "decisionService":
            from .service import service
            return service(self, node)
        try:
            run = node.run
        except TooHeavy:
            raise
        except RuleError:
            return None
        value = run(Env(self.surroundings(node), True))
        return coerce(value, node.type) if node.kind == "decision" else value

    def input(self, node: Node) -> Any:
        value: Any = self.facts.get(node.name, self.facts.get(node.label))
        return coerce(feel(value), node.type)

    def surroundings(self, node: Node) -> dict[str, Any]:
        """The values of what a node requires, imported ones inside their import's name."""
        found: dict[str, Any] = {}
        for other in node.requires():
            if other.model is node.model or other.model in node.model.unnamed:
                found[other.name] = self.value(other)
                continue
            prefix = next((name for name, model in node.model.imports.items() if model is other.model), None)
            if prefix is not None:
                found.setdefault(prefix, {})[other.name] = self.value(other)
        return found


def read(source: Path | str | bytes) -> Model:
    """A model from a file (with the models beside it that it imports) or from bytes."""
    if isinstance(source, bytes):
        return Model(read_xml(source))
    path = Path(source)
    loaded: dict[str, Model] = {}

    def others(namespace: str) -> Model | None:
        if namespace not in loaded:
            for beside in sorted(path.parent.glob("*.dmn")):
                content = beside.read_bytes()
                if beside != path and namespace.encode() in content:
                    root = read_xml(content)
                    if root.get("namespace") == namespace:
                        loaded[namespace] = Model(root, others)
        return loaded.get(namespace)
    return Model(read_xml(path.read_bytes()), others)


__all__ = ["FunctionValue", "Model", "Session", "read"]
