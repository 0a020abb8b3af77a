"""A decision table of a model as a grid."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from tongban.engines.rules.instances import coerce
from tongban.engines.rules.tables import Grid, Input, Output, Rule
from tongban.engines.rules.types import ANY
from tongban.engines.rules.values import Env

from .xml import child, children, text_of

if TYPE_CHECKING:
    from .boxed import Boxes

_AGGREGATIONS = {"SUM": "COLLECT SUM", "MIN": "COLLECT MIN", "MAX": "COLLECT MAX", "COUNT": "COLLECT COUNT"}


def table(boxes: Boxes, element: Element) -> Grid:
    """Inputs, outputs and rules of a `decisionTable` element."""
    policy = element.get("hitPolicy", "UNIQUE")
    if policy == "COLLECT":
        policy = _AGGREGATIONS.get(element.get("aggregation", ""), "COLLECT")
    inputs = [_input(boxes, one) for one in children(element, "input")]
    outputs = [_output(boxes, one, len(children(element, "output")), element) for one in children(element, "output")]
    rules = [_rule(boxes, one) for one in children(element, "rule")]
    return Grid(inputs, outputs, rules, policy)


def _input(boxes: Boxes, element: Element) -> Input:
    expression = child(element, "inputExpression")
    text = text_of(expression)
    run = boxes.fitted(boxes.text(text), expression.get("typeRef") if expression is not None else None)
    allowed = text_of(child(element, "inputValues"))
    return Input(text, run, boxes.tests(allowed) if allowed else None)


def _output(boxes: Boxes, element: Element, count: int, owner: Element) -> Output:
    values = text_of(child(element, "outputValues"))
    default = child(element, "defaultOutputEntry")
    reference = element.get("typeRef") or (owner.get("typeRef") if count == 1 else None)
    kind = boxes.model.items.type(reference)
    priority = boxes.text(f"[{values}]") if values else None
    fit: Callable[[Any], Any] | None = None
    if kind != ANY and kind.name != "list":
        def fit(value: Any) -> Any:
            return coerce(value, kind)
    name = " ".join(element.get("name", "").split())
    otherwise = boxes.text(text_of(default)) if default is not None else None
    return Output(name, priority, otherwise, fit if element.get("typeRef") else None)


def _rule(boxes: Boxes, element: Element) -> Rule:
    tests = tuple(_cell(boxes, text_of(one)) for one in children(element, "inputEntry"))
    results = [text_of(one) for one in children(element, "outputEntry")]
    outputs = tuple(boxes.text(text) if text else _nothing for text in results)
    return Rule(tests, outputs, text_of(child(element, "annotationEntry")))


def _cell(boxes: Boxes, text: str) -> Callable[[Any, Env], bool | None]:
    return boxes.tests(text) if text and text != "-" else _anything


def _anything(value: Any, env: Env) -> bool:
    return True


def _nothing(env: Env) -> Any:
    return None
