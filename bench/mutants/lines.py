"""Which lines keep somebody out, and what the function looks like without one of them."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

ROOMS = ("tongban/registers", "tongban/work", "tongban/watch")
FILES = ("permits", "actions", "queries", "requests", "sparing")
WHOSE = {"applicant", "holder", "recipient", "raiser", "official"}
ASKING = ("require", "_require", "not_recused", "_system")
Function = ast.FunctionDef


@dataclass(frozen=True)
class Line:
    """One line taken away: of which function of which module, what it said, and the function's code without it."""

    module: str
    function: str  # "name", or "Class.name"
    number: int
    said: str
    code: CodeType

    @property
    def name(self) -> str:
        return f"{self.module}.{self.function}:{self.number}  {self.said}"

    @property
    def room(self) -> str:
        return self.module.split(".")[2]


def lines(root: Path, rooms: frozenset[str] = frozenset()) -> Iterator[Line]:
    """Every line of the rooms that keeps somebody out, in order; of ``rooms`` only, where they are named."""
    for top in ROOMS:
        for path in sorted((root / top).rglob("*.py")):
            inside = path.relative_to(root / top).parts
            if len(inside) < 2 or not inside[1].startswith(FILES) or (rooms and inside[0] not in rooms):
                continue
            module = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
            yield from _of_module(ast.parse(path.read_text()), module, inside[-1] == "permits.py")


def _of_module(tree: ast.Module, module: str, permits: bool) -> Iterator[Line]:
    for node in tree.body:
        functions = [node] if isinstance(node, Function) else []
        if isinstance(node, ast.ClassDef):
            functions = [one for one in node.body if isinstance(one, Function)]
        for function in functions:
            owner = f"{node.name}." if isinstance(node, ast.ClassDef) else ""
            for number, said, changed in _without(function, permits):
                yield Line(module, owner + function.name, number, said, _compiled(changed, module))


def _without(function: Function, permits: bool) -> Iterator[tuple[int, str, Function]]:
    """The function without each of its lines that ask who acts: number of the line, what it said, what is left."""
    for at, node in enumerate(ast.walk(function)):
        if isinstance(node, ast.If) and _refuses(node) and (permits or _about_who(node.test)):
            yield _changed(function, at, node, ast.unparse(node.test), lambda n: ast.Pass())
        elif isinstance(node, ast.Expr) and _asks(node.value):
            yield _changed(function, at, node, ast.unparse(node.value), lambda n: ast.Pass())
        elif isinstance(node, ast.Call):
            for number, given in enumerate(node.keywords):
                if _narrows(node, given):
                    yield _changed(function, at, node, f"{given.arg}={ast.unparse(given.value)}", _drop(number))
        elif permits and isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
            for number, one in enumerate(node.values):
                yield _changed(function, at, node, f"and {ast.unparse(one)}", _fewer(number))
        elif permits and isinstance(node, ast.Return) and _says_whether(function) and not _plain(node.value):
            yield _changed(function, at, node, f"return {ast.unparse(node.value or node)}", _yes)


def _refuses(node: ast.If) -> bool:
    return not node.orelse and isinstance(node.body[-1], ast.Raise)


def _about_who(test: ast.expr) -> bool:
    """Whether a condition asks who acts: a permit, or something of the actor's."""
    for one in ast.walk(test):
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
            if one.value.id == "actor" and one.attr != "id":
                return True
            if one.value.id in ("permits", "case_permits") or one.attr.startswith("may_"):
                return True
    return False


def _asks(value: ast.expr) -> bool:
    if not isinstance(value, ast.Call):
        return False
    name = value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")
    first = value.args[0] if value.args else None
    return name.startswith(ASKING) and isinstance(first, ast.Name) and first.id == "actor"


def _narrows(call: ast.Call, given: ast.keyword) -> bool:
    """``filter(holder=actor.applicant)`` and its like."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in ("filter", "get", "get_or_create"):
        return False
    of_actor = any(isinstance(one, ast.Name) and one.id == "actor" for one in ast.walk(given.value))
    return call.func.attr == "filter" and given.arg in WHOSE and of_actor


def _says_whether(function: Function) -> bool:
    return isinstance(function.returns, ast.Name) and function.returns.id == "bool"


def _plain(value: ast.expr | None) -> bool:
    return value is None or isinstance(value, ast.Constant | ast.BoolOp)


def _drop(number: int) -> Any:
    def change(node: Any) -> ast.AST:
        node.keywords = [one for at, one in enumerate(node.keywords) if at != number]
        return node

    return change


def _fewer(number: int) -> Any:
    def change(node: Any) -> ast.AST:
        left = [one for at, one in enumerate(node.values) if at != number]
        return left[0] if len(left) == 1 else ast.BoolOp(ast.And(), left)

    return change


def _yes(node: Any) -> ast.AST:
    return ast.Return(ast.Constant(True))


def _changed(function: Function, at: int, node: Any, said: str, change: Any) -> tuple[int, str, Function]:
    left = copy.deepcopy(function)
    target = next(one for number, one in enumerate(ast.walk(left)) if number == at)

    class Swap(ast.NodeTransformer):
        def visit(self, one: ast.AST) -> Any:
            return ast.copy_location(change(one), one) if one is target else self.generic_visit(one)

    body = Swap().visit(left)
    return node.lineno, said, ast.fix_missing_locations(body)


def _compiled(function: Function, module: str) -> CodeType:
    function.decorator_list = []
    whole = compile(ast.Module([function], []), module, "exec", dont_inherit=True)
    return next(one for one in whole.co_consts if isinstance(one, CodeType) and one.co_name == function.name)
