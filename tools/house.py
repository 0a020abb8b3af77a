"""The house's own lint: sizes, foreign writes, hidden triggers, the wall clock, templates, the reading path.

`python -m tools.house` prints what is wrong and exits 1. An exception is a line of ``tools/exceptions.txt``
("rule path[:name] limit  why"); the list may lose lines but not gain them.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

FILE, FUNCTION, PATH = 400, 40, 800
CODE = ("tongban", "tools", "tests", "bench", "town")
SKIPPED = {"migrations", "vendor", "node_modules", "__pycache__"}
MOST_EXCEPTIONS = 0

WRITES = {"save", "delete"}
ROW_WRITES = {"create", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
ROWS = {"objects", "filter", "exclude", "all", "select_for_update"}
CLOCKS = {("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"), ("timezone", "now")}
MASKS = "tongban/engines/codes/masking.py"
BARE = re.compile(  # what is typed back to whoever typed it (`said`) is his own
    r"(?<!said)\.(?:id_number|phone_index)\b|\b(?:applicant|person|holder|who|giver|taker)\.(?:phone|code|address)\b"
)
SIGNALS = {"django.dispatch", "django.db.models.signals", "django.core.signals", "django.test.signals"}


@dataclass(frozen=True)
class Fault:
    """Something that breaks a rule of the house; ``size`` is what an exception may allow up to."""

    rule: str
    where: str
    sentence: str
    size: int = 1


def faults(root: Path) -> Iterator[Fault]:
    """Everything wrong under ``root``, before exceptions."""
    for path in files(root, ("py", "html", "js", "css")):
        name = path.relative_to(root).as_posix()
        lines = path.read_text().count("\n")
        if lines > FILE:
            yield Fault("file", name, f"{lines} lines; at most {FILE}", lines)
        if path.suffix == ".py":
            yield from _python(ast.parse(path.read_text()), name)
        if path.suffix == ".html":
            yield from _template(path.read_text(), name)
    yield from _reading_path(root)


def files(root: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    for top in CODE:
        for path in sorted((root / top).rglob("*")):
            inside = path.relative_to(root).parts
            if path.suffix[1:] in suffixes and not SKIPPED & set(inside) and inside[:2] != ("bench", "work"):
                yield path


def _python(tree: ast.Module, name: str) -> Iterator[Fault]:
    foreign = name.startswith(("tongban/doors/", "tongban/journey/")) and "/tests/" not in name
    lit = name.startswith("tongban/") and name != "tongban/kernel/time.py" and "/tests/" not in name
    shows = name.startswith(("tongban/doors/", "tongban/watch/", "tongban/journey/"))
    shows = shows and "/tests/" not in name and "/demo/" not in name  # the demo shows invented people
    for node in ast.walk(tree):
        if lit and name != MASKS and _stars(node):
            yield Fault("mask", f"{name}:{node.lineno}", "engines/codes/masking says what stars look like")
        if shows and isinstance(node, ast.Attribute) and node.attr == "id_number":
            yield Fault("mask", f"{name}:{node.lineno}", "a whole identity number goes no further than its register")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION:
                yield Fault("function", f"{name}:{node.name}", f"{lines} lines; at most {FUNCTION}", lines)
        if isinstance(node, ast.Import | ast.ImportFrom) and _signals(node):
            yield Fault("signal", f"{name}:{node.lineno}", "nothing happens by itself but in journey/")
        if foreign and isinstance(node, ast.Call) and _writes(node):
            yield Fault("write", f"{name}:{node.lineno}", "rows are written at home: call the room's verb")
        if lit and isinstance(node, ast.Call) and _asks_wall_clock(node):
            yield Fault("clock", f"{name}:{node.lineno}", "ask kernel.time.now() or today(): the clock is injectable")


def _stars(node: ast.AST) -> TypeGuard[ast.expr]:
    """Whether somebody makes a mask of his own: ``"*" * n`` or a word of stars."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return any(isinstance(side, ast.Constant) and side.value == "*" for side in (node.left, node.right))
    word = node.value if isinstance(node, ast.Constant) else ""
    return isinstance(word, str) and len(word) > 2 and set(word) == {"*"}


def _signals(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.ImportFrom):
        names = {f"{node.module}.{a.name}" for a in node.names}
        return node.module in SIGNALS or bool(SIGNALS & names)
    return any(a.name in SIGNALS for a in node.names)


def _writes(call: ast.Call) -> bool:
    """Whether this looks like a row being written: ``x.save()``, ``x.delete()``, ``Model.objects….update(…)``."""
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr in WRITES and not call.args:
        return True
    return call.func.attr in ROW_WRITES and bool(ROWS & set(_chain(call.func.value)))


def _chain(node: ast.expr) -> Iterator[str]:
    while True:
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute):
            yield node.attr
            node = node.value
        else:
            return


def _asks_wall_clock(call: ast.Call) -> bool:
    func = call.func
    if not isinstance(func, ast.Attribute):
        return False
    value = func.value
    owner = value.attr if isinstance(value, ast.Attribute) else value.id if isinstance(value, ast.Name) else ""
    return (owner, func.attr) in CLOCKS


def _template(text: str, name: str) -> Iterator[Fault]:
    parts = name.split("/")
    if parts[:2] != ["tongban", "doors"]:
        return
    for number, line in enumerate(text.splitlines(), 1):
        for used in re.findall(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)", line):
            if used.split("/")[0] not in (parts[2], "parts"):
                yield Fault("template", f"{name}:{number}", f"{used} belongs to another door")
        for shown in re.findall(r"{{(.*?)}}", line):
            if BARE.search(shown) and "|masked" not in shown:
                yield Fault("mask", f"{name}:{number}", f"{shown.strip()} is personal: show what masking leaves of it")


def _reading_path(root: Path) -> Iterator[Fault]:
    """The files `docs/house.md` asks a newcomer to read first exist and are an hour's reading."""
    text = (root / "docs" / "house.md").read_text()
    section = re.search(r"^## 15\..*?\n(.*?)(?=^## )", text, re.S | re.M)
    total, folder = 0, Path()
    for line in re.findall(r"^\d+\. (.*?)(?: — |$)", section[1] if section else "", re.M):
        for word in re.findall(r"`([^`]+)`", line):
            path = root / word if "/" in word or not folder.name else folder / word
            folder = path.parent if path.parent != root else Path()
            if path.exists():
                total += sum(p.read_text().count("\n") for p in ([path] if path.is_file() else path.glob("*.py")))
            else:
                yield Fault("path", word, "docs/house.md §15 asks to read it, and it does not exist")
    if total > PATH:
        yield Fault("path", "docs/house.md", f"the reading path has {total} lines; at most {PATH}", total)


def remaining(root: Path, allowed: Path) -> list[str]:
    """Sentences for every fault that no exception covers, and for every exception that is not needed any more."""
    wanted: dict[tuple[str, str], int] = {}
    for line in allowed.read_text().splitlines() if allowed.exists() else ():
        if line.strip() and not line.startswith("#"):
            rule, where, most = line.split()[:3]
            wanted[rule, where] = int(most)
    left = []
    for fault in faults(root):
        limit = wanted.pop((fault.rule, fault.where), 0)
        if fault.size > limit:
            left.append(f"{fault.where}: {fault.sentence} [{fault.rule}]")
    left += [f"{where}: no longer needs its exception; remove the line [{rule}]" for rule, where in wanted]
    return left


def main() -> int:
    root = Path(__file__).parent.parent
    allowed = root / "tools" / "exceptions.txt"
    count = sum(1 for line in allowed.read_text().splitlines() if line.strip() and not line.startswith("#"))
    left = remaining(root, allowed)
    if count > MOST_EXCEPTIONS:
        left.append(f"tools/exceptions.txt has {count} lines; at most {MOST_EXCEPTIONS}, and that number only falls")
    for sentence in left:
        print(sentence)
    print(f"house: {len(left)} faults" if left else "house: in order")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
