"""Rows of a table as a file: CSV (UTF-8, with a byte order mark if wanted), one JSON object per line, or XML."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Literal

from tongban.engines.tables.table import Row, Table

Format = Literal["csv", "jsonl", "xml"]
FORMATS: tuple[Format, ...] = ("csv", "jsonl", "xml")
MARK = "\ufeff"


class BadFile(ValueError):
    """A file that is not a table (文件读不懂): one sentence says why."""


def write(table: Table, rows: Iterable[Row], form: Format = "csv", *, mark: bool = False) -> str:
    """The rows as text, columns in the table's order; ``mark`` puts the byte order mark that spreadsheets ask for."""
    names = [column.name for column in table.columns]
    if form == "jsonl":
        return "".join(json.dumps({n: row.get(n, "") for n in names}, ensure_ascii=False) + "\n" for row in rows)
    if form == "xml":
        from tongban.engines.tables import xml

        full = ({n: row.get(n, "") for n in names} for row in rows)
        return b"".join(xml.pieces([(table.name, full)], alone=True)).decode()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return (MARK if mark else "") + text.getvalue()


def read(table: Table, text: str, form: Format = "csv") -> list[Row]:
    """The rows of a file as they stand, not yet held against the table. Raises `BadFile`."""
    if form == "xml":
        return list(_xml(table, text))
    return list(_json(text) if form == "jsonl" else _csv(table, text))


def _csv(table: Table, text: str) -> Iterator[Row]:
    try:
        rows = csv.reader(io.StringIO(text.removeprefix(MARK), newline=""), strict=True)
        names = next(rows, None)
        if not names:
            raise BadFile("文件是空的：第一行应为列名。")
        if len(set(names)) != len(names):
            raise BadFile("第一行有重复的列名。")
        for column in table.columns:
            if column.required and column.name not in names:
                raise BadFile(f"缺少“{column.name}”（{column.title}）这一列。")
        for number, values in enumerate(rows, 2):
            if len(values) != len(names):
                raise BadFile(f"第 {number} 行有 {len(values)} 个值，应为 {len(names)} 个。")
            yield dict(zip(names, values, strict=True))
    except csv.Error as bad:
        raise BadFile(f"不是能读懂的 CSV 文件：{bad}。") from bad


def _json(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.removeprefix(MARK).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as bad:
            raise BadFile(f"第 {number} 行不是能读懂的 JSON。") from bad
        if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
            raise BadFile(f"第 {number} 行应为一个 JSON 对象，值都写成文字。")
        yield row


def _xml(table: Table, text: str) -> Iterator[Row]:
    from tongban.engines.tables import xml

    for name, row in xml.rows([text.removeprefix(MARK).encode()], encoding="utf-8"):
        if name != table.name:
            raise BadFile(f"这里应为表“{table.name}”，文件里是“{name}”。")
        yield row
