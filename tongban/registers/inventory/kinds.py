"""Words and values of the inventory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tongban.engines.tables.catalogue import LIBRARY_TABLES

DIRECTORY, BASIC = "up_task_directory", "up_task_general_basic"
TABLES: Mapping[str, str] = {table.name: table.title for table in LIBRARY_TABLES.values()}
STATES = {"1": "在用", "2": "暂停", "3": "取消"}
RUN_STATES = {
    "waiting": "等待开始", "running": "正在处理", "done": "已完成", "cancelled": "已取消", "failed": "没有完成",
}  # fmt: skip
HELD_STATES = {"seen": "检查发现", "open": "待处理", "mended": "已修正并导入", "dismissed": "已不予处理"}
OPEN_RUN = ("waiting", "running")
LARGEST_UPLOAD = 64 << 20
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value of a row, or doubtful about it: the table, the column, one sentence."""

    table: str
    column: str
    sentence: str

    @property
    def kept(self) -> dict[str, str]:
        return {"table": self.table, "column": self.column, "sentence": self.sentence}


@dataclass(frozen=True, slots=True)
class Judged:
    """One row for one table, judged: what would be kept, under which key, and what stands against it."""

    table: str
    key: str
    elements: Mapping[str, str]
    wrong: tuple[Fault, ...]
    doubts: tuple[Fault, ...]
    effective: date | None
    ending: date | None

    @property
    def title(self) -> str:
        names = ("task_name", "material_name", "fee_name", "question")
        return next((self.elements[one] for one in names if one in self.elements), "")

    @property
    def state(self) -> str:
        return self.elements.get("task_state", "1")


@dataclass(frozen=True)
class Change:
    """One element that differs between two versions; "" where one of them says nothing."""

    column: str
    title: str
    before: str
    after: str


def title_of(table: str, column: str) -> str:
    """The Chinese name of a column; an element of somebody's own keeps the name it came with."""
    names = _titles(table)
    return names.get(column, column)


def _titles(table: str) -> Mapping[str, str]:
    if table not in _known:
        _known[table] = {one.name: one.title for one in LIBRARY_TABLES[table].columns}
    return _known[table]


_known: dict[str, Mapping[str, str]] = {}
