"""Item definitions as types, with their constraints."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from tongban.engines.rules.types import ANY, SIMPLE, FeelType, named_type

from .xml import child, children, local, text_of

if TYPE_CHECKING:
    from .model import Model


class Items:
    """The types of one model by name; built when first asked for, so that they may stand in any order."""

    def __init__(self, root: Element, model: Model):
        self.model = model
        self.elements = {str(one.get("name")): one for one in children(root, "itemDefinition")}
        self.made: dict[str, FeelType] = {}

    def names(self) -> list[str]:
        imported = [f"{name}.{inner}" for name, other in self.model.imports.items() for inner in other.items.names()]
        return [*self.elements, *imported]

    def all(self) -> dict[str, FeelType]:
        return {name: self.type(name) for name in self.names()}

    def member_names(self) -> set[str]:
        """Every component name anywhere, so that the parser knows names with spaces."""
        own = {str(part.get("name")) for one in self.elements.values() for part in one.iter()
               if local(part) == "itemComponent"}
        return own.union(*(other.items.member_names() for other in self.model.imports.values()))

    def type(self, reference: str | None) -> FeelType:
        """The type a typeRef means; Any when there is none."""
        if not reference:
            return ANY
        name = reference.strip()
        if name in self.made:
            return self.made[name]
        if name in self.elements:
            self.made[name] = ANY       # a type that holds itself ends here
            self.made[name] = self.define(self.elements[name])
            return self.made[name]
        prefix, point, rest = name.partition(".")
        if point and prefix in self.model.imports:
            return self.model.imports[prefix].items.type(rest)
        if ":" in name:
            return self.type(name.rpartition(":")[2])
        simple = named_type(name)
        if simple.name in SIMPLE:
            return simple
        for other in self.model.unnamed:
            if name in other.items.elements:
                return other.items.type(name)
        return ANY

    def define(self, element: Element) -> FeelType:
        parts = children(element, "itemComponent")
        function = child(element, "functionItem")
        if parts:
            made = FeelType("context", members=tuple((str(part.get("name")), self.define(part)) for part in parts))
        elif function is not None:
            params = tuple(self.type(one.get("typeRef")) for one in children(function, "parameters"))
            made = FeelType("function", params=params, result=self.type(function.get("outputTypeRef")))
        else:
            made = self.type(text_of(child(element, "typeRef")))
        allowed, whole = child(element, "allowedValues"), child(element, "typeConstraint")
        if allowed is not None:
            made = _constrained(made, self.model.tests(text_of(allowed)))
        if element.get("isCollection") == "true":
            made = FeelType("list", item=made)
        return _constrained(made, self.model.tests(text_of(whole))) if whole is not None else made


def _constrained(kind: FeelType, passes: Callable[[Any], bool] | None) -> FeelType:
    if passes is None:
        return kind
    before = kind.passes

    def both(value: Any) -> bool:
        return (before is None or before(value)) and passes(value)
    return FeelType(kind.name, kind.item, kind.members, kind.params, kind.result, kind.allowed, both)
