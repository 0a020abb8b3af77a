"""Rows written in a stream: XLSX, CSV with its mark, JSON, XML; what is read back is what was written."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font, PatternFill

from tongban.engines.tables import xml
from tongban.engines.tables.files import MARK, BadFile
from tongban.engines.tables.flat import shielded
from tongban.engines.tables.table import Row

MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8", "json": "application/json", "xml": "application/xml; charset=utf-8",
}  # fmt: skip
LONGEST_CELL = 32_767
BAD, HEAD = PatternFill("solid", fgColor="FDECEA"), PatternFill("solid", fgColor="E8F0FB")
PIECE = 64 << 10


def csv_pieces(names: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """CSV as bytes, a piece at a time: UTF-8 with its mark, and no cell that a spreadsheet would run as a formula."""
    text = io.StringIO()
    text.write(MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([shielded(name) for name in names])
    for row in rows:
        writer.writerow([shielded(row.get(name, "")) for name in names])
        if text.tell() > PIECE:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def named_pieces(form: str, tables: Iterable[tuple[str, Iterable[Row]]]) -> Iterator[bytes]:
    """Tables under their names, as JSON or XML."""
    if form == "json":
        return json_pieces(tables)
    return xml.pieces((name, ({k: v for k, v in row.items() if v != ""} for row in rows)) for name, rows in tables)


def json_pieces(tables: Iterable[tuple[str, Iterable[Row]]]) -> Iterator[bytes]:
    """JSON as bytes, a piece at a time: lists of objects under the names of their tables; empty values left out."""
    yield b"{"
    for number, (name, rows) in enumerate(tables):
        yield (",\n" if number else "\n").encode() + json.dumps(name).encode() + b": ["
        held, first = io.StringIO(), True
        for row in rows:
            held.write("\n" if first else ",\n")
            held.write(json.dumps({k: v for k, v in row.items() if v != ""}, ensure_ascii=False))
            first = False
            if held.tell() > PIECE:
                yield held.getvalue().encode()
                held.seek(0)
                held.truncate()
        yield held.getvalue().encode() + b"\n]"
    yield b"\n}\n"


def workbook(path: Path, sheets: Iterable[tuple[str, Sequence[str], Iterable[Row]]]) -> None:
    """A workbook with a sheet per table, written row by row. Every cell is text: no formula, no lost figure."""
    book = Workbook(write_only=True)
    for title, names, rows in sheets:
        sheet = book.create_sheet(title[:31])
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, name, HEAD, bold=True) for name in names])
        for row in rows:
            sheet.append([_cell(sheet, row.get(name, "")) for name in names])
    book.save(path)


def faults(path: Path, names: Sequence[str], rows: Iterable[tuple[Mapping[str, Any], Mapping[str, str], str]]) -> None:
    """A workbook of rows with what is wrong with them: the reason beside each cell, the cell coloured.

    ``names`` are the columns, "列（原因）" among them; a row is its values, the reasons by column, all reasons in one.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet("需要修改的行")
    sheet.freeze_panes = "D2"
    sheet.append([_cell(sheet, name, HEAD, bold=True) for name in names])
    for values, reasons, _ in rows:
        sheet.append([_cell(sheet, str(values.get(name, "")), BAD if name in reasons else None) for name in names])
    book.save(path)


def _cell(sheet: Any, text: str, fill: Any = None, *, bold: bool = False) -> Any:
    if text == "" and fill is None:
        return None
    if len(text) > LONGEST_CELL or ILLEGAL_CHARACTERS_RE.search(text):
        raise BadFile("有的内容超过 XLSX 单元格的 32767 个字符。请改用 CSV 或 JSON 导出，内容不会丢失。")
    cell = WriteOnlyCell(sheet)
    cell._value, cell.data_type = text, "s"  # set by hand: a text that begins with = stays a text
    if fill is not None:
        cell.fill = fill
    if bold:
        cell.font = Font(bold=True)
    if text.startswith(("=", "+", "-", "@", "'")):
        cell.number_format = "@"  # and stays one when somebody edits it
    return cell
