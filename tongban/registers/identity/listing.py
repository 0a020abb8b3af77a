"""A table of officials to be entered (批量录入): CSV or XLSX, its heading known by what people write there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tongban.engines.tables import BadFile
from tongban.engines.tables.flat import csv_rows, encoding_of
from tongban.engines.tables.lines import Raw, blank, plain
from tongban.engines.tables.workbooks import rows as workbook_rows
from tongban.registers.identity.kinds import MOST_RECRUITS, Recruit

COLUMNS = {
    "number": ("工号", "职工号"), "name": ("姓名",), "department": ("部门代码", "部门"), "phone": ("办公电话", "电话"),
    "username": ("账号名", "账号"),
}  # fmt: skip
MUST = ("number", "name", "department")
ZIP = b"PK\x03\x04"


def read_recruits(path: Path) -> list[Recruit]:
    """The officials of a table, each with its line as the spreadsheet numbers it. Raises `BadFile` with a sentence."""
    with path.open("rb") as file:
        workbook = file.read(4) == ZIP
    rows = workbook_rows(path) if workbook else csv_rows(path, encoding_of(path))
    filled = (row for row in rows if not blank(row[2]))
    heading = next(filled, None)
    if heading is None:
        raise BadFile("表里没有内容。第一行应为列名：工号、姓名、部门代码、办公电话、账号名。")
    places = _places(heading[2])
    found = []
    for row in filled:
        found.append(_recruit(row, places))
        if len(found) > MOST_RECRUITS:
            raise BadFile(f"一次最多录入 {MOST_RECRUITS} 人。请把表分成几份。")
    if not found:
        raise BadFile("表里只有列名，没有人员。")
    return found


def _places(heading: list[str]) -> dict[str, int]:
    said = [plain(text)[0].replace(" ", "") for text in heading]
    found = dict(_found(said))
    lacking = [COLUMNS[name][0] for name in MUST if name not in found]
    if lacking:
        raise BadFile(f"第一行缺少列名：{'、'.join(lacking)}。")
    return found


def _found(said: list[str]) -> Iterator[tuple[str, int]]:
    for name, titles in COLUMNS.items():
        place = next((said.index(title) for title in titles if title in said), None)
        if place is not None:
            yield name, place


def _recruit(row: Raw, places: dict[str, int]) -> Recruit:
    _, line, values, _, _ = row
    said = {name: plain(values[place])[0] if place < len(values) else "" for name, place in places.items()}
    return Recruit(line, **said)
