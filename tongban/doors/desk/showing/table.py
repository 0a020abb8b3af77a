"""My work list as a wide table: which columns, which rows, and the views that were given a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tongban.doors.desk.showing import clocks, worklist
from tongban.doors.parts import words
from tongban.doors.parts.fields import place
from tongban.doors.parts.happenings import DOORS
from tongban.kernel.actor import Actor
from tongban.work.cases import queries as cases
from tongban.work.tasks import queries as tasks

CLOCKS = {"": "全部时限", "overdue": "已超期", "near": "三天内到期", "stopped": "时限暂停"}
COLUMNS: dict[str, tuple[str, Callable[[Any, Any], str]]] = {
    "number": ("办件编号", lambda task, case: case.number if case else ""),
    "applicant": ("申请人", lambda task, case: case.applicant_name if case else task.context),
    "item": ("事项", lambda task, case: case.title if case else ""),
    "area": ("区县", lambda task, case: place(task.area) if task.area else ""),
    "channel": ("渠道", lambda task, case: DOORS.get(case.channel, "") if case else ""),
    "submitted": ("收件时间", lambda task, case: words.moment(case.submitted_at, True) if case else ""),
    "promised": ("承诺办结", lambda task, case: words.day(case.due_on, True) if case and case.due_on else ""),
    "opened": ("到岗时间", lambda task, case: words.moment(task.opened_at, True)),
    "claimed": ("认领人", lambda task, case: task.claimed_name),
}
USUAL = ("number", "applicant", "area", "claimed")


@dataclass(frozen=True)
class Line:
    """One task with what its columns say."""

    title: str
    href: str
    clock: clocks.Shown
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The table as the address asks for it."""

    tab: str
    item: str
    clock: str
    columns: tuple[str, ...]
    lines: list[Line]
    items: list[tuple[str, str]]
    asks: str  # this table again, without the page it is turned to
    more: str

    @property
    def heads(self) -> list[str]:
        return [COLUMNS[name][0] for name in self.columns]

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        return [(name, title, name in self.columns) for name, (title, _) in COLUMNS.items()]


def read(actor: Actor, asked: Any) -> Table:
    """``asked`` is the request's GET; what it does not know it leaves out."""
    tab = asked.get("tab", "") if asked.get("tab") in worklist.TABS else "all"
    clock = asked.get("clock", "") if asked.get("clock") in CLOCKS else ""
    item, columns = asked.get("item", "")[:80], tuple(c for c in COLUMNS if c in asked.getlist("c")) or USUAL
    found = worklist.page(actor, tab, item, worklist.key_of(asked.get("after", "")), clock)
    of = cases.by_subjects({task.subject for task in found})
    said = [("tab", tab), ("item", item), ("clock", clock), *(("c", name) for name in columns)]
    asks = urlencode([(name, value) for name, value in said if value])
    rows = [(task, of.get(task.subject)) for task in found[: worklist.SHOWN]]
    lines = [
        Line(task.title, worklist.place_of(task, case, ""), clocks.of_task(task),
             tuple(COLUMNS[name][1](task, case) for name in columns))
        for task, case in rows
    ]  # fmt: skip
    more = worklist.more(found, {}, tab).removeprefix("?")
    items = worklist.items_of(actor, tab)
    return Table(tab, item, clock, columns, lines, items, asks, f"{asks}&{more}" if more else "")


def views(actor: Actor, asks: str) -> list[tuple[Any, bool]]:
    """The views this official has kept, and whether it is the one before him."""
    return [(view, view.asks == asks) for view in tasks.views_of(actor)]
