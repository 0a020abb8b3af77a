"""Any file of rows, opened: its form found by its content, its headings understood, its rows one after another."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tongban.engines.tables import flat, workbooks, xml
from tongban.engines.tables.files import BadFile
from tongban.engines.tables.headings import Heading, understood
from tongban.engines.tables.lines import LONGEST_HEADING, MOST_COLUMNS, Line, Raw, blank, headed, plain

LOOKED_AT = 10  # rows in which the heading is looked for: titles and notes may stand above it


@dataclass(frozen=True)
class Opened:
    """A file that can be read: xlsx, csv, json or xml, and its encoding where that matters."""

    path: Path
    form: str
    encoding: str = ""

    def lines(self) -> Iterator[tuple[Heading, Line]]:
        """Every row under its heading, in order, always the same. Raises `BadFile`."""
        found = False
        if self.form in ("json", "xml"):
            pairs = _each_under_its_own(self._objects())
        else:
            pairs = _under_headings(self._rows())
        for pair in pairs:
            found = True
            yield pair
        if not found:
            raise BadFile("文件里没有数据行。第一行应为列名，从第二行起是数据。")

    def count(self) -> int:
        """How many rows there are: exact for CSV, JSON and XML, which are read once from end to end; close for XLSX."""
        if self.form == "xlsx":
            return workbooks.count(self.path)
        return sum(1 for _ in self.lines())

    def _rows(self) -> Iterator[Raw]:
        return workbooks.rows(self.path) if self.form == "xlsx" else flat.csv_rows(self.path, self.encoding)

    def _objects(self) -> Iterator[Line]:
        return xml.lines(self.path) if self.form == "xml" else flat.json_lines(self.path, self.encoding)


def _each_under_its_own(lines: Iterator[Line]) -> Iterator[tuple[Heading, Line]]:
    """Rows that name their columns themselves."""
    known: dict[tuple[str, ...], Heading | None] = {}
    for line in lines:
        names = (line.sheet, *line.cells)
        if names not in known:
            if len(known) > 1000:
                known.clear()
            known[names] = understood(names[1:], line.sheet)
        heading = known[names] or _last(known)
        if heading is None:
            raise BadFile(_UNKNOWN)
        yield heading, line


_UNKNOWN = (
    "认不出表头。列名可以是国家交换表的列名（如 task_code、task_name），也可以是 GB/T 39046 表4 的中文名称"
    "（如 实施编码、事项名称、事项类型）。请核对第一行。"
)


def opened(path: Path) -> Opened:
    """Find out by its content what a file is. Raises `BadFile`."""
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise BadFile("文件是空的。")
    if head.startswith(b"PK"):
        workbooks.require_sound(path)
        return Opened(path, "xlsx")
    if head.startswith(workbooks.OLD):
        raise BadFile("这是旧版 .xls 或加了密码的工作簿。请用表格软件另存为 .xlsx 后再导入。")
    if xml.looks_so(head):
        return Opened(path, "xml")
    encoding = flat.encoding_of(path)
    with path.open(encoding=encoding, newline="") as text:
        first = text.read(4096).lstrip("\ufeff \t\r\n")[:1]
    return Opened(path, "json" if first in ("[", "{") else "csv", encoding)


def _last(known: dict[tuple[str, ...], Heading | None]) -> Heading | None:
    """A row that lacks a column is judged under the heading of its neighbours, and says what it lacks."""
    return next((one for one in reversed(known.values()) if one is not None), None)


def _under_headings(rows: Iterator[Raw]) -> Iterator[tuple[Heading, Line]]:
    sheet: str | None = None
    heading: Heading | None = None
    names: list[str] = []
    looked = 0
    understood_any = False
    for place, number, values, troubles, notes in rows:
        if place != sheet:
            sheet, heading, looked = place, None, 0
        if blank(values):
            continue
        if heading is None:
            looked += 1
            if looked > LOOKED_AT:
                continue  # a sheet of something else: an instruction, a list of codes
            names = _names(values)
            heading = understood(names, sheet)
            understood_any = understood_any or heading is not None
            if heading is not None and len(names) > MOST_COLUMNS:
                raise BadFile(f"表头超过 {MOST_COLUMNS} 列。请删去用不到的列。")
            continue
        line = headed(place, number, names, values, troubles, notes)
        if line.cells:
            yield heading, line
    if not understood_any:
        raise BadFile(_UNKNOWN)


def _names(values: list[str]) -> list[str]:
    """Headings as they stand; one that comes twice is told apart by its place, so that no value is lost."""
    found: list[str] = []
    for place, value in enumerate(values, 1):
        name = plain(value)[0].replace("\n", "")[:LONGEST_HEADING]
        found.append(f"{name}（第 {place} 列）" if name and name in found else name)
    while found and not found[-1]:
        found.pop()
    return found
