"""Rows as XML: an element per row, an element per column. Read in a stream, and safely.

    <table name="up_pro_accept"><row><project_no>LT-20261122-000001</project_no>…</row></table>

Several tables stand in one `<tables>`. No document type, so no entities; no attribute but `name`, no namespace; bounded
in depth, columns and the length of a value.
"""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.parsers import expat

from tongban.engines.tables.files import BadFile
from tongban.engines.tables.lines import LONGEST_HEADING, MOST_COLUMNS, Line, headed
from tongban.engines.tables.table import Row

PIECE = 64 << 10
LONGEST_VALUE = 4 << 20
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# What XML 1.0 cannot say at all, not even as a reference; and what it would say differently or read as markup.
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "\t": "&#9;"}
_ESCAPED = re.compile("[&<>\r\t]")
# A cautious part of what may be the name of an element: letters of any script, then also figures, dot, dash.
_NAME = re.compile(r"[^\W\d][\w.\-]*")
_SPACE = " \t\r\n"


def named(column: str) -> bool:
    """Whether a column can be the name of an element."""
    return bool(_NAME.fullmatch(column)) and not column.lower().startswith("xml")


def pieces(tables: Iterable[tuple[str, Iterable[Row]]], *, alone: bool = False) -> Iterator[bytes]:
    """Tables as XML in UTF-8, a piece at a time; ``alone``: one table that is the root. Raises `BadFile`.

    A column whose name cannot be an element's stands as `<value name="…">`.
    """
    held = io.StringIO()
    held.write(DECLARATION if alone else f"{DECLARATION}<tables>\n")
    for name, rows in tables:
        held.write(f'<table name="{_escaped(name)}">\n')
        for row in rows:
            held.write(f"<row>{''.join(_cell(column, value) for column, value in row.items())}</row>\n")
            if held.tell() > PIECE:
                yield held.getvalue().encode()
                held.seek(0)
                held.truncate()
        held.write("</table>\n")
    held.write("" if alone else "</tables>\n")
    yield held.getvalue().encode()


def _cell(column: str, value: str) -> str:
    begin, end = (column, column) if named(column) else (f'value name="{_escaped(column)}"', "value")
    return f"<{begin}>{_escaped(value)}</{end}>"


def _escaped(text: str) -> str:
    if _UNSPEAKABLE.search(text):
        raise BadFile("有的内容含有 XML 不能表示的字符。请改用 CSV 或 JSON，内容不会丢失。")
    text = _ESCAPED.sub(lambda found: _MARKUP[found[0]], text)
    return text.replace('"', "&quot;")


def rows(source: Iterable[bytes], *, encoding: str | None = None) -> Iterator[tuple[str, dict[str, str]]]:
    """The name of the table and each row as it stands, read a piece at a time. Raises `BadFile`."""
    found = _Rows()
    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
    parser.CharacterDataHandler = found.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = _forbidden
    try:
        for piece in source:
            parser.Parse(piece, False)
            yield from found.taken()
        parser.Parse(b"", True)
    except expat.ExpatError as bad:
        raise BadFile(f"第 {bad.lineno} 行附近不是能读懂的 XML。请核对标签是否成对、文件是否传完。") from bad
    except BadFile:
        raise
    except (LookupError, ValueError) as bad:  # an encoding that is none, a character that cannot be
        raise BadFile("认不出 XML 的编码。请另存为 UTF-8 后再试。") from bad
    yield from found.taken()


def looks_so(head: bytes) -> bool:
    """Whether a file that begins so is XML, in whatever encoding of those XML knows."""
    return head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def lines(path: Path) -> Iterator[Line]:
    """The rows of a file of one or several tables, each under the columns it names; empty values left out."""
    counts: Counter[str] = Counter()
    with path.open("rb") as file:
        for table, row in rows(iter(lambda: file.read(PIECE), b"")):
            counts[table] += 1
            yield headed(table, counts[table], list(row), list(row.values()), {}, ())


def _forbidden(*_: object) -> int:
    raise BadFile("XML 中不能有 DTD 或者实体声明。请去掉 <!DOCTYPE …> 后再试。")


class _Rows:
    """What the parser has seen of the row it is in, and the rows that are complete."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.table, self.column, self.length = "", "", 0
        self.row: dict[str, str] = {}
        self.value: list[str] = []
        self.done: list[tuple[str, dict[str, str]]] = []

    def taken(self) -> list[tuple[str, dict[str, str]]]:
        done, self.done = self.done, []
        return done

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        path = [*self.path, tag]
        if set(attributes) - {"name"}:
            raise BadFile(f"“{tag[:LONGEST_HEADING]}”有认不出的属性“{min(set(attributes) - {'name'})[:40]}”。")
        if path in (["table"], ["tables", "table"]):
            self.table = attributes.get("name", "")[:LONGEST_HEADING]
        elif path[-2:] == ["table", "row"] and len(path) <= 3:
            self.row = {}
        elif self.path[-1:] == ["row"] and self._in_row():
            self._begin((attributes.get("name") or tag) if tag == "value" else tag)
        elif path != ["tables"]:
            raise BadFile(f"XML 里这个位置不应有“{tag[:LONGEST_HEADING]}”。应为 table、row，行里每一列一个标签。")
        self.path = path

    def _in_row(self) -> bool:
        return self.path in (["table", "row"], ["tables", "table", "row"])

    def _begin(self, column: str) -> None:
        if column in self.row:
            raise BadFile(f"同一行里“{column[:LONGEST_HEADING]}”出现了两次。")
        if len(self.row) >= MOST_COLUMNS or len(column) > LONGEST_HEADING:
            raise BadFile(f"一行超过 {MOST_COLUMNS} 列，或者列名超过 {LONGEST_HEADING} 个字。")
        self.column, self.value, self.length = column, [], 0

    def text(self, text: str) -> None:
        if self.path[-2:-1] == ["row"]:
            self.length += len(text)
            if self.length > LONGEST_VALUE:
                raise BadFile(f"“{self.column}”的内容太长。")
            self.value.append(text)
        elif text.strip(_SPACE):
            raise BadFile(f"“{text.strip(_SPACE)[:20]}”不在任何一列里。")

    def end(self, _tag: str) -> None:
        if self.path[-2:-1] == ["row"]:
            self.row[self.column] = "".join(self.value)
        elif self._in_row():
            self.done.append((self.table, self.row))
        self.path = self.path[:-1]
