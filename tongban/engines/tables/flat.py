"""CSV and JSON read in a stream, whatever their encoding: UTF-8 with or without its mark, UTF-16, GB18030 (GBK)."""

import codecs
import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tongban.engines.tables.files import BadFile
from tongban.engines.tables.lines import LONGEST_HEADING, MOST_COLUMNS, Line, Raw, blank, headed

PIECE = 1 << 20
LONGEST_VALUE = 4 << 20
# What a spreadsheet would take for a formula is written behind an apostrophe, and read without it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def shielded(text: str) -> str:
    """A value as CSV may carry it: no spreadsheet takes it for a formula (CSV injection)."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def unshielded(text: str) -> str:
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text


def encoding_of(path: Path) -> str:
    """How a file is written; raises `BadFile` where no known encoding reads it from end to end."""
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return name
    tried = ["utf-8", "gb18030"]
    if head[1::2].count(0) > len(head) // 8:
        tried = ["utf-16-le"]
    elif head[::2].count(0) > len(head) // 8:
        tried = ["utf-16-be"]
    for name in tried:
        if _reads(path, name):
            return name
    raise BadFile("认不出文件的编码。请另存为 UTF-8 编码的 CSV，或者另存为 XLSX 后再导入。")


def _reads(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while piece := file.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def csv_rows(path: Path, encoding: str) -> Iterator[Raw]:
    """The rows of a CSV file as they stand, the heading first; the separator is the one its first line uses most."""
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline(PIECE)
        separator = max(",\t;", key=first.count)
        file.seek(0)
        reader = csv.reader(file, delimiter=separator, strict=True)
        try:
            while (values := next(reader, None)) is not None:
                yield "", reader.line_num, [unshielded(value) for value in values[: MOST_COLUMNS + 1]], {}, ()
        except csv.Error as bad:
            raise BadFile(f"第 {reader.line_num} 行附近不是能读懂的 CSV（{bad}），多半是引号没有成对。") from bad
        except UnicodeError as bad:
            raise BadFile("文件的编码前后不一致，读不下去。请另存为 UTF-8 后再导入。") from bad


def json_lines(path: Path, encoding: str) -> Iterator[Line]:
    """The objects of a JSON file: a list, one object per line, or lists under the names of their tables."""
    with path.open(encoding=encoding, newline="") as file:
        pieces = _Pieces(file)
        if pieces.peek() == "[":
            yield from _objects(pieces, "")
        elif pieces.peek() == "{":
            yield from _named_or_lines(pieces)
        else:
            raise BadFile("不是能读懂的 JSON：应为一列对象，或者以表名为键的几列对象。")
        if pieces.peek():
            raise BadFile("JSON 结束之后还有多余的内容。")


def _named_or_lines(pieces: "_Pieces") -> Iterator[Line]:
    if not pieces.opens_table():
        row = 0
        while pieces.peek() == "{":
            row += 1
            yield _line("", row, pieces.value())
        return
    pieces.take("{")
    while True:
        name = str(pieces.value())[:LONGEST_HEADING]
        pieces.take(":")
        yield from _objects(pieces, name)
        if pieces.peek() != ",":
            break
        pieces.take(",")
    pieces.take("}")


def _objects(pieces: "_Pieces", sheet: str) -> Iterator[Line]:
    pieces.take("[")
    row = 0
    while pieces.peek() != "]":
        row += 1
        yield _line(sheet, row, pieces.value())
        if pieces.peek() == ",":
            pieces.take(",")
        elif pieces.peek() != "]":
            raise BadFile(f"第 {row} 个对象之后缺少逗号或括号。")
    pieces.take("]")


def _line(sheet: str, row: int, value: Any) -> Line:
    if not isinstance(value, dict):
        return Line(sheet, row, {"值": str(value)[:2000]}, {"值": "这里应为一个对象（列名和值）。"})
    names = [str(name).strip()[:LONGEST_HEADING] for name in value]
    return headed(sheet, row, names, [_text(one) for one in value.values()], {}, ())


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class _Figure(str):
    """A number as it was written: 01 and 1.50 keep their figures."""


class _Pieces:
    """A JSON text read piece by piece: never more than one value in hand."""

    def __init__(self, file: io.TextIOBase | Any) -> None:
        self.file, self.buffer, self.at, self.over = file, "", 0, False
        self.decoder = json.JSONDecoder(parse_int=_Figure, parse_float=_Figure)

    def peek(self) -> str:
        """The next character that means something; "" at the end."""
        while True:
            while self.at < len(self.buffer):
                if not self.buffer[self.at].isspace() and self.buffer[self.at] != "\ufeff":
                    return self.buffer[self.at]
                self.at += 1
            if not self._more():
                return ""

    def take(self, character: str) -> None:
        if self.peek() != character:
            raise BadFile(f"不是能读懂的 JSON：这里应为“{character}”。")
        self.at += 1

    def value(self) -> Any:
        self.peek()
        while True:
            try:
                found, end = self.decoder.raw_decode(self.buffer, self.at)
            except (ValueError, RecursionError) as bad:
                if len(self.buffer) - self.at > LONGEST_VALUE or isinstance(bad, RecursionError) or not self._more():
                    raise BadFile("不是能读懂的 JSON：有一个对象写得不对，或者没有写完。") from bad
                continue
            self.at = end
            return found

    def opens_table(self) -> bool:
        """Whether the object here is lists under names: its first value begins with a bracket and holds objects."""
        self.peek()
        while len(self.buffer) - self.at < 4096 and self._more():
            pass
        _, colon, rest = self.buffer[self.at :].partition(":")
        rest = "".join(rest[:500].split())
        return bool(colon) and rest.startswith(("[{", "[]"))

    def _more(self) -> bool:
        if self.over:
            return False
        piece = self.file.read(max(PIECE, len(self.buffer) - self.at))  # doubles: a long value is not tried too often
        self.over = not piece
        self.buffer, self.at = self.buffer[self.at :] + piece, 0
        return bool(piece)


__all__ = ["blank", "csv_rows", "encoding_of", "json_lines", "shielded", "unshielded"]
