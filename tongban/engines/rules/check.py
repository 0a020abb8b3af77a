"""What can be known about an expression before any fact is: unknown names, values that cannot fit together."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from . import tree
from .builtins import BUILTINS
from .errors import RuleError
from .scope import Scope


class Checker:
    """Walks a tree with the local names in mind; the rest must be in the declared scope."""

    def __init__(self, scope: Scope | None, text: str):
        self.scope = scope
        self.text = text

    def check(self, node: tree.Node) -> None:
        """Refuse unknown names; without a scope every name is allowed."""
        if self.scope is None or not self.scope.closed:
            return
        for path, place, is_call in self.paths(node, frozenset()):
            if self.scope.find(path) is None:
                if is_call and path[0] in BUILTINS:
                    continue
                if len(path) == 1 and path[0] in BUILTINS:
                    continue
                raise self.unknown(".".join(path), place)

    def facts(self, node: tree.Node) -> Iterator[str]:
        """The dotted names a tree takes from outside."""
        for path, _, is_call in self.paths(node, frozenset()):
            known = self.scope is not None and self.scope.find(path) is not None
            if known or (path[0] not in BUILTINS and not is_call):
                yield self._declared(path)

    def _declared(self, path: tuple[str, ...]) -> str:
        if self.scope:
            for length in range(len(path), 0, -1):
                if ".".join(path[:length]) in self.scope:
                    return ".".join(path[:length])
        return ".".join(path)

    def paths(self, node: tree.Node, local: frozenset[str], called: bool = False
              ) -> Iterator[tuple[tuple[str, ...], tree.Node, bool]]:
        """Every outermost chain of names that does not start with a local one."""
        chain = chain_of(node)
        if chain is not None:
            if chain[0] not in local and chain[0] not in ("?", "item"):
                yield chain, node, called
            return
        if isinstance(node, tree.Call):
            yield from self.paths(node.function, local, True)
            for arg in node.args:
                yield from self.paths(arg, local)
            return
        if isinstance(node, tree.Filter):
            yield from self.paths(node.base, local)
            inner = local | {"item"} | self._members(node)
            yield from self.paths(node.test, inner)
            return
        for part, names in self._scoped(node):
            yield from self.paths(part, local | names)

    def _members(self, node: tree.Filter) -> frozenset[str]:
        """Names a filter's items may have: those nobody declared outside."""
        found = {chain[0] for part in node.test.walk() if (chain := chain_of(part))}
        if self.scope is None:
            return frozenset(found)
        return frozenset(name for name in found if self.scope.find((name,)) is None and name not in BUILTINS)

    def _scoped(self, node: tree.Node) -> Iterator[tuple[tree.Node, frozenset[str]]]:
        if isinstance(node, (tree.For, tree.Quantified)):
            known: frozenset[str] = frozenset({"partial"})
            for loop in node.loops:
                yield loop.source, known
                if loop.stop:
                    yield loop.stop, known
                known |= {loop.name}
            yield (node.body if isinstance(node, tree.For) else node.test), known
        elif isinstance(node, tree.Context):
            known = frozenset()
            for entry in node.entries:
                known |= {entry.name}
                yield entry.value, known
        elif isinstance(node, tree.Function):
            yield node.body, frozenset(name for name, _ in node.params)
        else:
            for part in node.parts():
                yield part, frozenset()

    def unknown(self, name: str, node: tree.Node) -> RuleError:
        """The refusal of a name, with the nearest one the scope has."""
        known = sorted(set(self.scope.types if self.scope else ()) | set(BUILTINS))
        near = get_close_matches(name, known, 1, 0.6) or [
            one for one in known if one.split(".")[-1] == name.split(".")[-1]][:1]
        hint = f"您是不是想写“{near[0]}”？" if near else "请从可用字段中选择。"
        en_hint = f"Did you mean “{near[0]}”?" if near else "Choose one of the declared fields."
        if not near and self.is_word(name):
            hint, en_hint = f'文字要加英文双引号，写成 "{name}"。', f'Text stands in double quotes: "{name}".'
        return RuleError(f"不认识名称“{name}”。", node.at, hint, en=f"Unknown name “{name}”.", en_hint=en_hint,
                         text=self.text, length=node.end - node.at)

    def is_word(self, name: str) -> bool:
        """Whether a name is more likely a text without its quotes: Chinese, or what a choice offers."""
        return not name.isascii() or bool(self.scope and any(name in one.allowed for one in self.scope.types.values()))


def chain_of(node: tree.Node) -> tuple[str, ...] | None:
    """`a.b.c` as its names, None for anything else."""
    names: list[str] = []
    while isinstance(node, tree.Path):
        names.append(node.name)
        node = node.base
    if not isinstance(node, tree.Name):
        return None
    return (node.name, *reversed(names))
