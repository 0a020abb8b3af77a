"""Declarations are written as text, a line per column, and read once."""

from collections.abc import Iterator

from tongban.engines.tables.table import Column, Table

MARKS = frozenset({"required", "personal"})


def declared(
    name: str, title: str, text: str, *, key: tuple[str, ...] = (), source: str = "", missing: str = ""
) -> Table:
    """A table from lines of ``name title type [required] [personal] [code list]``."""
    return Table(name, title, tuple(_columns(text)), key, source, missing)


def _columns(text: str) -> Iterator[Column]:
    for line in text.strip().splitlines():
        name, title, kind, *more = line.split()
        codes = [word for word in more if word not in MARKS]
        yield Column(
            name, title, kind, required="required" in more, codes=codes[0] if codes else "",
            personal="personal" in more,
        )  # fmt: skip
