"""Workbooks (XLSX) read in a stream: what a spreadsheet does to values is undone or said, never guessed."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from tongban.engines.tables.files import BadFile
from tongban.engines.tables.lines import MOST_COLUMNS, Raw, blank

LARGEST, LARGEST_STRINGS, MOST_PARTS = 600 << 20, 150 << 20, 2000
SUSPICIOUS, RATIO = 20 << 20, 250  # a part of more than so many bytes that was squeezed so well is a bomb
EXACT = 10**15  # beyond fifteen figures a spreadsheet keeps a number only roughly
MOST_MERGED = 20_000
_ROW = re.compile(rb"<(?:\w+:)?row[ >/]")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"')
OLD = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Merged:
    """A merged range: its value stands in the first cell only."""

    left: int
    top: int
    right: int
    bottom: int


def require_sound(path: Path) -> None:
    """Refuse what is no workbook, or would swell beyond what a list of items can be (压缩炸弹). Raises `BadFile`."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as bad:
        raise BadFile("不是能打开的 XLSX 工作簿。") from bad
    if any(part.flag_bits & 1 for part in parts):
        raise BadFile("工作簿设有打开密码。请取消密码后再导入。")
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise BadFile("压缩包里没有工作簿。请上传 .xlsx 文件本身。")
    strings = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST or strings > LARGEST_STRINGS:
        raise BadFile("工作簿解开后太大。请拆成几个文件，或者另存为 CSV 后再导入。")
    if any(part.file_size > SUSPICIOUS and part.file_size > RATIO * max(1, part.compress_size) for part in parts):
        raise BadFile("工作簿的压缩比异常（可能是压缩炸弹），没有打开。请重新另存为 XLSX 或 CSV。")


def rows(path: Path) -> Iterator[Raw]:
    """The rows of every sheet as they stand; blank rows are passed over, merged cells filled and said."""
    with _open(path) as (book, archive):
        for sheet in book.worksheets:
            merged = _scanned(archive, sheet)[1]
            sheet.reset_dimensions()
            yield from _rows(sheet, merged)


def count(path: Path) -> int:
    """About how many rows a workbook has, headings included; quick, since nothing is parsed."""
    with _open(path) as (book, archive):
        return sum(_scanned(archive, sheet)[0] for sheet in book.worksheets)


@contextmanager
def _open(path: Path) -> Iterator[tuple[Any, zipfile.ZipFile]]:
    require_sound(path)
    with warnings.catch_warnings(), path.open("rb") as file, zipfile.ZipFile(path) as archive:
        warnings.simplefilter("ignore")  # of styles and dates; what matters of them is said row by row
        try:
            with closing(load_workbook(file, read_only=True, keep_links=False)) as book:
                yield book, archive
        except BadFile:
            raise
        except (OSError, ValueError, KeyError, TypeError, AttributeError, SyntaxError, zipfile.BadZipFile) as bad:
            # In so many ways openpyxl fails on what is no workbook; forbidden entities are ValueErrors.
            raise BadFile("工作簿的内容损坏，读不下去。请用表格软件打开后另存一份。") from bad


def _scanned(archive: zipfile.ZipFile, sheet: Any) -> tuple[int, list[Merged]]:
    """How many rows a sheet has and which ranges are merged, without parsing it: the ranges stand behind the rows."""
    count, found, rest = 0, [], b""
    with archive.open(sheet._worksheet_path.removeprefix("/")) as part:
        while piece := part.read(1 << 20):
            text = rest + piece
            cut = text.rfind(b">") + 1
            text, rest = text[:cut], text[cut:][-4096:]
            count += len(_ROW.findall(text))
            for left, top, right, bottom in _MERGED.findall(text):
                found.append(Merged(_column(left), int(top), _column(right), int(bottom)))
                if len(found) > MOST_MERGED:
                    raise BadFile(f"合并单元格超过 {MOST_MERGED} 处。请取消合并后再导入。")
    return count, found


def _column(letters: bytes) -> int:
    return column_index_from_string(letters.decode()) - 1


def _rows(sheet: Any, merged: list[Merged]) -> Iterator[Raw]:
    coming = sorted(merged, key=lambda one: one.top)
    open_: list[tuple[Merged, str]] = []
    begun = 0
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if not cells:  # a gap: openpyxl counts through up to a million of them
            continue
        values, troubles = _values(cells[: MOST_COLUMNS + 1])
        if blank(values):
            continue
        while begun < len(coming) and coming[begun].top <= number:
            one = coming[begun]
            begun += 1
            if one.top == number and one.left < len(values):
                open_.append((one, values[one.left]))
        open_ = [(one, value) for one, value in open_ if one.bottom >= number]
        filled = _fill(values, open_, number)
        yield sheet.title, number, values, troubles, ("有合并的单元格，已按合并区域左上角的值填入。",) if filled else ()


def _fill(values: list[str], open_: list[tuple[Merged, str]], number: int) -> bool:
    filled = False
    for one, value in open_:
        for place in range(one.left, min(one.right + 1, MOST_COLUMNS)):
            if place >= len(values):
                values.extend([""] * (place + 1 - len(values)))
            if value and not values[place] and (one.top < number or place > one.left):
                values[place] = value
                filled = True
    return filled


def _values(cells: Any) -> tuple[list[str], dict[int, str]]:
    values, troubles = [], {}
    for place, cell in enumerate(cells):
        text, trouble = _value(cell)
        values.append(text)
        if trouble:
            troubles[place] = trouble
    return values, troubles


def _value(cell: Any) -> tuple[str, str]:
    value = cell.value
    if value is None:
        return "", ""
    if isinstance(value, str):
        if cell.data_type == "f":
            return value, "这里是公式，不是值。请在表格软件中“选择性粘贴”为数值。"
        return value, f"表格中的计算出了错（{value}）。" if cell.data_type == "e" else ""
    if isinstance(value, bool):
        return str(int(value)), ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M:%S"), ""
    if isinstance(value, date | time):
        return value.isoformat(), ""
    if isinstance(value, int | float):
        return _figure(value)
    return str(value), "这里是公式，不是值。请在表格软件中“选择性粘贴”为数值。"  # array and table formulas


def _figure(value: float) -> tuple[str, str]:
    text = str(int(value)) if value == int(value) else repr(value)
    if abs(value) >= EXACT:
        return text, "这个编码被表格软件当成数字，末尾几位已经丢失。请把整列设为文本后重新填写。"
    return text, ""
