"""Values of reporting: a batch of tables as it travels, and what became of one that came in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tongban.engines import tables
from tongban.engines.tables import Row
from tongban.engines.tables.files import FORMATS, Format
from tongban.watch.reporting.errors import NotTables

Identities = Literal["masked", "full"]
FORMAT = "tongban-exchange/1"
MANIFEST = "manifest.json"
LARGEST = 256 << 20  # bytes of one file


@dataclass(frozen=True)
class Batch:
    """Rows per table, and where in the ledger's order they were read: after ``since`` up to ``until``."""

    platform: str
    since: int
    until: int
    identities: str
    rows: Mapping[str, Sequence[Row]]

    @property
    def count(self) -> int:
        return sum(len(rows) for rows in self.rows.values())


@dataclass(frozen=True)
class Refused:
    """One value that was not taken, and its row with it."""

    table: str
    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Receipt:
    """What became of a batch that came in."""

    source: str
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: tuple[Refused, ...] = field(default=())

    @property
    def refused_rows(self) -> int:
        return len({(one.table, one.row) for one in self.refused})


def files(batch: Batch, form: Format = "csv", *, mark: bool = False) -> dict[str, str]:
    """The batch as files by name, the manifest last: it says what belongs together and that nothing was changed.

    Raises `NotTables` where the form cannot hold a value: XML has no control characters.
    """
    made, listed = {}, {}
    for name, rows in batch.rows.items():
        try:
            made[f"{name}.{form}"] = text = tables.write(tables.table(name), rows, form, mark=mark)
        except tables.BadFile as bad:
            raise NotTables(f"表“{name}”没有写成：{bad}", next_step="请用 --format csv 或 jsonl 再上报一次。") from bad
        listed[f"{name}.{form}"] = {"rows": len(rows), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    said = {
        "format": FORMAT, "platform": batch.platform, "since": batch.since, "until": batch.until,
        "identities": batch.identities, "files": listed,
    }  # fmt: skip
    return {**made, MANIFEST: json.dumps(said, ensure_ascii=False, indent=2) + "\n"}


def opened(directory: Path) -> Batch:
    """The batch that lies in a folder, its files as they were written. Raises `NotTables`."""
    said = _manifest(directory)
    rows: dict[str, list[Row]] = {}
    for name, promised in said["files"].items():
        table, _, ending = str(name).partition(".")
        form = next((one for one in FORMATS if one == ending), None)
        if table not in tables.TABLES or form is None:
            raise NotTables(f"不认识文件“{name}”：没有这张交换表。")
        try:
            size = (directory / name).stat().st_size
            content = (directory / name).read_bytes() if size <= LARGEST else b""
        except OSError:
            raise NotTables(f"清单列出的文件“{name}”不在文件夹中。") from None
        if size > LARGEST:
            raise NotTables(f"文件“{name}”超过 {LARGEST >> 20} MB。", next_step="请对方分几次上报。")
        if hashlib.sha256(content).hexdigest() != promised.get("sha256"):
            raise NotTables(f"文件“{name}”与清单不符：写好之后被改动过，或者没有传完。")
        try:
            rows[table] = tables.read(tables.table(table), content.decode(), form)
        except (tables.BadFile, UnicodeDecodeError) as bad:
            said_why = str(bad) if isinstance(bad, tables.BadFile) else "不是 UTF-8 编码的文字。"
            raise NotTables(f"文件“{name}”读不懂：{said_why}") from bad
    return Batch(str(said["platform"]), int(said["since"]), int(said["until"]), str(said["identities"]), rows)


def _manifest(directory: Path) -> dict[str, Any]:
    try:
        said = json.loads((directory / MANIFEST).read_text())
        whole = said["format"] == FORMAT and all(isinstance(one, dict) for one in said["files"].values())
        int(said["since"]), int(said["until"]), said["platform"], said["identities"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as bad:
        raise NotTables from bad
    if not whole:
        raise NotTables
    return dict(said)


def problems(batch: Batch) -> list[Refused]:
    """Everything in a batch that does not fit its tables."""
    found = []
    for name, rows in batch.rows.items():
        found += [Refused(name, one.row, one.column, one.sentence) for one in tables.table(name).problems(rows)]
    return found
