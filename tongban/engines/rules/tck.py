"""The conformance kit of the standard, run: each expected result of each case against what a model decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from .builtins.text import show
from .compare import equal
from .dmn import Model, read
from .dmn.xml import child, children, local, read_xml
from .errors import RuleError
from .temporal import date_of, date_time_of, duration_of, time_of

_NEAR = Decimal("0.00000001")
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


@dataclass(frozen=True, slots=True)
class Case:
    """One expected result and what came instead, if anything did."""

    file: str
    id: str
    result: str
    passed: bool
    expected: str
    got: str


def run(folder: Path) -> Iterator[Case]:
    """Every case below a folder, in order."""
    for path in sorted(folder.rglob("*-test-*.xml")):
        yield from _file(path)


def _file(path: Path) -> Iterator[Case]:
    root = read_xml(path.read_bytes())
    named = child(root, "modelName")
    model: Model | RuleError
    try:
        model = read(path.parent / ((named.text or "").strip() if named is not None else ""))
    except (RuleError, OSError) as err:
        model = err if isinstance(err, RuleError) else RuleError(str(err))
    for case in children(root, "testCase"):
        inputs = {str(node.get("name")): value_of(node) for node in children(case, "inputNode")}
        for result in children(case, "resultNode"):
            expected = child(result, "expected")
            wanted = value_of(expected) if expected is not None else None
            try:
                got, failure = _got(model, case, result, inputs), ""
            except RuleError as err:
                got, failure = None, err.english
            same = close(got, wanted) and not (failure and wanted is not None)
            yield Case(path.parent.name, case.get("id", ""), str(result.get("name")), same, show(wanted, True),
                       failure or show(got, True))


def _got(model: Model | RuleError, case: Element, result: Element, inputs: dict[str, Any]) -> Any:
    if isinstance(model, RuleError):
        raise model
    kind, name = case.get("type", "decision"), case.get("invocableName")
    if kind == "decision" or not name:
        return model.feel_decide(str(result.get("name")), inputs)
    found = model.call(name, inputs)
    wanted = str(result.get("name"))
    return found[wanted] if isinstance(found, dict) and wanted in found else found


def value_of(element: Element) -> Any:
    """The value an `inputNode` or `expected` element writes down."""
    if element.get(_XSI + "nil") == "true":
        return None
    components = children(element, "component")
    if components:
        return {str(one.get("name")): value_of(one) for one in components}
    for inner in element:
        if local(inner) == "value":
            return _scalar(inner)
        if local(inner) == "list":
            return None if inner.get(_XSI + "nil") == "true" else [value_of(item) for item in children(inner, "item")]
    return None


def _scalar(element: Element) -> Any:
    if element.get(_XSI + "nil") == "true":
        return None
    kind, text = element.get(_XSI + "type", "string").rpartition(":")[2], element.text or ""
    if kind == "boolean":
        return text.strip() in ("true", "1")
    if kind in ("decimal", "double", "integer", "int", "long", "float"):
        return Decimal(text.strip())
    reader = {"date": date_of, "dateTime": date_time_of, "time": time_of, "duration": duration_of}.get(kind)
    return reader(text.strip()) if reader else text


def close(a: Any, b: Any) -> bool:
    """Equal, numbers to eight places as the kit's own runner holds them."""
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return a == b or (a.is_finite() and b.is_finite() and abs(a - b) < _NEAR)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(close(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(close(a[key], b[key]) for key in a)
    return equal(a, b) is True
