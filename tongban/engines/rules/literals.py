"""Ranges written as text, for the `range` function: only literal ends are allowed."""

from __future__ import annotations

from typing import Any

from . import tree
from .errors import RuleError
from .values import Env, Span

_LITERALS = (tree.Literal, tree.Range, tree.UnaryRange, tree.Negative, tree.Call, tree.Name)
_MAKERS = frozenset(["date", "time", "date and time", "duration"])


def range_from_text(text: str) -> Span | None:
    """`[1..3]`, `(<5)` and the like; None for anything else."""
    from .builtins import BUILTINS
    from .compile import Compiler
    from .parser import Parser
    try:
        node = Parser(text, BUILTINS).whole()
    except RuleError:
        return None
    if not isinstance(node, tree.Range) or not all(_literal(part) for part in node.walk()):
        return None
    found: Any = Compiler().run(node)(Env({}))
    return found if isinstance(found, Span) else None


def _literal(node: tree.Node) -> bool:
    return isinstance(node, _LITERALS) and not (isinstance(node, tree.Name) and node.name not in _MAKERS)
