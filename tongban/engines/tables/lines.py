"""What a file of rows is read into, whatever its form: lines that keep every value under its heading."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

MOST_COLUMNS = 300
LONGEST_HEADING = 100
FILES = ("xlsx", "csv", "json", "xml")
TROUBLE_ENDS = "（原因）"  # columns that our own list of wrong rows adds
ADDED = frozenset({"工作表", "行号", "原因"})
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it stood: where, what under which heading, and what was wrong with a cell before anybody judged it."""

    sheet: str
    row: int  # as the spreadsheet numbers it; for JSON the number of the object
    cells: Mapping[str, str]
    troubles: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


Raw = tuple[str, int, list[str], dict[int, str], tuple[str, ...]]  # sheet, row, values, troubles by place, notes


def plain(text: str) -> tuple[str, str]:
    """A value that every form and the database can keep, and a sentence when that took something away."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if _UNSTORABLE.search(text):
        return _UNSTORABLE.sub("␀", text), "含有不能保存的字符（已用 ␀ 标出）。"
    return text, ""


def headed(
    sheet: str, row: int, heading: list[str], values: list[str], troubles: dict[int, str], notes: tuple[str, ...]
) -> Line:
    """A line under its heading; values beyond the heading are kept, and said."""
    cells, said = {}, {}
    for place, value in enumerate(values):
        name = heading[place] if place < len(heading) else ""
        if not name:
            if not value:
                continue
            name = f"第 {place + 1} 列"
            said[name] = "这个值上面没有列名。"
        if name.endswith(TROUBLE_ENDS) or name in ADDED:
            continue
        kept, trouble = plain(value)
        if not kept:
            continue
        cells[name] = kept
        if trouble := troubles.get(place, trouble):
            said[name] = trouble
    return Line(sheet, row, cells, said, notes)


def blank(values: list[str]) -> bool:
    return not any(value.strip() for value in values)


def numbered(lines: Iterator[Line]) -> Iterator[tuple[int, Line]]:
    """Lines with their place in the whole file, from 1: by which an interrupted import finds where it was."""
    return enumerate(lines, 1)
