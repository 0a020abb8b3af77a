"""The table of rooms in `docs/house.md`: what each says of itself in the first line of its docstring.

`python -m tools.rooms` prints it; `--write` puts it into the document.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
NO_ROOMS = ("tests", "migrations")
FLOORS = ("doors", "journey", "watch", "work", "registers", "engines", "kernel")
BEGIN, END = "<!-- rooms -->\n", "<!-- /rooms -->"


def rooms(root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Every room that stands, with its own first line; a floor without rooms speaks for itself."""
    for floor in FLOORS:
        home = root / "tongban" / floor
        packages = sorted(path.parent for path in home.glob("*/__init__.py"))
        found = [path for path in packages if path.name not in NO_ROOMS]
        for path in found or [home]:
            said = ast.get_docstring(ast.parse((path / "__init__.py").read_text())) or ""
            yield path.relative_to(root / "tongban").as_posix(), said.split("\n")[0]


def table(root: Path = ROOT) -> str:
    lines = [f"| `{name}` | {said} |" for name, said in rooms(root)]
    return "\n".join(["| room | says of itself |", "|---|---|", *lines, ""])


def written(root: Path = ROOT) -> str:
    """The document with the table as it should be."""
    before, _, rest = (root / "docs" / "house.md").read_text().partition(BEGIN)
    return before + BEGIN + table(root) + END + rest.partition(END)[2]


if __name__ == "__main__":
    if "--write" in sys.argv:
        (ROOT / "docs" / "house.md").write_text(written())
    else:
        print(table(), end="")
