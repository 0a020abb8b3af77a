"""Decision services: some decisions of a model as one function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongban.engines.rules.instances import coerce
from tongban.engines.rules.types import FUNCTION
from tongban.engines.rules.values import FunctionValue

from .xml import children

if TYPE_CHECKING:
    from .model import Node, Session


def service(session: Session, node: Node) -> FunctionValue:
    """The function a service is: its inputs as parameters, its output decisions as result."""
    from .model import Session as Fresh
    inputs = _ends(node, "inputData", "inputDecision")
    outputs = _ends(node, "outputDecision")
    names = tuple(one.name for one in inputs)

    def call(*args: Any) -> Any:
        if len(args) != len(inputs):
            return None
        fitted = [coerce(arg, one.type) for one, arg in zip(inputs, args, strict=True)]
        if any(value is None and arg is not None for value, arg in zip(fitted, args, strict=True)):
            return None
        inner = Fresh({}, {id(one): value for one, value in zip(inputs, fitted, strict=True)})
        if len(outputs) == 1:
            return inner.value(outputs[0])
        return {one.name: inner.value(one) for one in outputs}
    return FunctionValue(call, names, FUNCTION)


def _ends(node: Node, *kinds: str) -> list[Node]:
    found = [node.model.find(one.get("href", "")) for kind in kinds for one in children(node.element, kind)]
    return [one for one in found if one is not None]
