"""Our own source as trees and texts, read once: for promises about what is nowhere written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCT = ROOT / "tongban"


_LOOKED_AT = re.compile(  # what any of the promises asks about: the rest need not be taken apart
    r"\b(eval|exec|__import__|popen|system|Popen|shell|load|execute|executemany|RawSQL|raw|extra|mark_safe|SafeString|"
    r"from_string|Engine|create_connection|socket|xpath|cache_page|csrf_exempt|open_account|format_html_join|"
    r"md5|MD5|sha1|SHA1|ECB|CBC|CFB|OFB|ARC4|TripleDES|Blowfish|PKCS1v15|DSA)\b|\bre\.(compile|match|search|fullmatch|sub|find)"
)
_IMPORT = re.compile(r"^\s*(?:from (\S+) import (\([^)]*\)|[^\n#]+)|import ([^\n#]+))", re.M)


def sources() -> dict[str, str]:
    """Every file of the product, but for its tests and migrations, by its path below ``tongban/``."""
    return {path: text for path, text in texts("*.py").items() if not {"tests", "migrations"} & set(path.split("/"))}


@cache
def trees() -> dict[str, ast.Module]:
    return {path: ast.parse(text) for path, text in sources().items() if _LOOKED_AT.search(text)}


@cache
def _gathered() -> tuple[list[tuple[str, str, ast.Call]], set[tuple[str, str]]]:
    """Calls with the name of what is called, and names used: all in one walk."""
    called, named = [], set()
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called.append((path, _dotted(node.func), node))
            elif isinstance(node, ast.Name | ast.Attribute):
                named.add((path, node.id if isinstance(node, ast.Name) else node.attr))
    return called, named


@cache
def _imported() -> set[tuple[str, str]]:
    found = set()
    for path, text in sources().items():
        for module, names, plain in _IMPORT.findall(text):
            said = [one.split(" as ")[0].strip() for one in (names or plain).strip("()").split(",")]
            found |= {(path, f"{module}.{one}" if module else one) for one in said if one} | {(path, module or said[0])}
    return found


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Calls of a function or method of one of these names; a dotted name is met with its dots."""
    for path, said, node in _gathered()[0]:
        if said in names or said.rpartition(".")[2] in names:
            yield path, node


def imports(*modules: str) -> set[str]:
    """Files that import one of these modules, or something below them."""
    return {
        path for path, one in _imported()
        if any(one == module or one.startswith(f"{module}.") for module in modules)
    }


def names() -> set[tuple[str, str]]:
    """Every name and attribute that is used, with the file that uses it."""
    return _gathered()[1]


@cache
def texts(pattern: str) -> dict[str, str]:
    """Files of the product whose name fits, by their path below ``tongban/``."""
    return {str(path.relative_to(PRODUCT)): path.read_text() for path in sorted(PRODUCT.rglob(pattern))}
