"""Decision services: some decisions of a model as one function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..instances import coerce
from ..types import FUNCTION
from ..values import FunctionValue
from .xml import children

if TYPE_CHECKING:
    from .model import Node, Session


def service(session: Session, node: Node) -> FunctionValue:
    """The function a service is: its inputs as parameters, its output decisions as result."""
    from .model import Session as Fresh
    inputs = _ends(node, "inputDecision", "inputData")
    outputs = _ends(node, "outputDecision")
    names = tuple(one.name for one in inputs)

    def call(*args: Any) -> Any:
        if len(args) != len(inputs):
            return None
        given = {id(one): coerce(arg, one.type) for one, arg in zip(inputs, args, strict=True)}
        inner = Fresh({}, given)
        if len(outputs) == 1:
            return inner.value(outputs[0])
        return {one.name: inner.value(one) for one in outputs}
    return FunctionValue(call, names, FUNCTION)


def _ends(node: Node, *kinds: str) -> list[Node]:
    found = [node.model.find(one.get("href", "")) for kind in kinds for one in children(node.element, kind)]
    return [one for one in found if one is not None]
