"""My work list as a wide table: which columns, which rows, and the views that were given a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from tongban.doors.desk.showing import clocks, worklist
from tongban.doors.parts import kept, words
from tongban.doors.parts.fields import place
from tongban.doors.parts.happenings import DOORS
from tongban.kernel.actor import Actor
from tongban.kernel.text import storable
from tongban.registers.identity.kinds import LONGEST_NAME
from tongban.work.approvals import queries as approvals
from tongban.work.cases import queries as cases
from tongban.work.tasks import queries as tasks
from tongban.work.tasks.kinds import Sift

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


TITLES = {"title": "待办", "due": "时限"} | {name: title for name, (title, _) in COLUMNS.items()}
OWN = ("due", "title", "area", "opened", "claimed")  # what a task says itself; the others its case says
ORDERED = (*OWN, "number", "item", "channel", "submitted", "promised")
MOMENTS: dict[str, Callable[[str], date]] = {
    "due": date.fromisoformat, "promised": date.fromisoformat,
    "opened": datetime.fromisoformat, "submitted": datetime.fromisoformat,
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One task with what its columns say; ``key`` where it may be ticked."""

    title: str
    href: str
    clock: clocks.Shown
    cells: tuple[str, ...]
    key: str
    named: str
    signed: str = ""  # the first of two signatures, and whose


@dataclass(frozen=True)
class Head:
    """A column's head: the link that orders by it, where it can, and how it is ordered now."""

    title: str
    href: str = ""
    order: str = ""


@dataclass(frozen=True)
class Asked:
    """What the address of the table asks for; what is not known is left out."""

    tab: str
    item: str
    clock: str
    area: str
    applicant: str
    sort: str
    down: bool
    columns: tuple[str, ...]
    sealed: str = ""  # the applicant, as the address carries him

    def address(self, **other: str) -> str:
        """This table again, from its first page, with ``other`` in place of what it asks."""
        sort = f"{'-' * self.down}{self.sort}"
        said = {"tab": self.tab, "item": self.item, "clock": self.clock, "area": self.area,
                "s": self.sealed, "sort": "" if sort == "due" else sort} | other  # fmt: skip
        pairs = [(name, value) for name, value in said.items() if value]
        return urlencode([*pairs, *(("c", name) for name in self.columns)])

    def head(self, name: str) -> Head:
        if name not in ORDERED or self.tab == "done":
            return Head(TITLES[name])
        here = self.sort == name
        order = ("descending" if self.down else "ascending") if here else ""
        return Head(TITLES[name], self.address(sort=f"{'-' * (here and not self.down)}{name}"), order)


@dataclass(frozen=True)
class Table:
    """The table as the address asks for it."""

    asked: Asked
    lines: list[Line]
    items: list[tuple[str, str]]
    more: str

    @property
    def asks(self) -> str:
        return self.asked.address()

    @property
    def heads(self) -> list[Head]:
        return [self.asked.head(name) for name in ("title", "due", *self.asked.columns)]

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        return [(name, title, name in self.asked.columns) for name, (title, _) in COLUMNS.items()]


def read(actor: Actor, asked: Any) -> Table:
    """``asked`` is the request's GET."""
    said = _asked(actor, asked)
    by: Any = said.sort if said.sort in OWN else cases.column(said.sort)
    item = storable(said.item)
    sift = Sift(
        said.clock, said.area, item, cases.of_item(item), cases.behind(said.applicant), by, said.down
    )
    after = key_of(said.sort, asked.get("after", ""))
    found = list(tasks.work_list(actor, said.tab, after=after, limit=worklist.SHOWN + 1, sift=sift))
    of = cases.by_subjects({task.subject for task in found})
    rows = [(task, of.get(task.subject)) for task in found[: worklist.SHOWN]]
    half = approvals.half_signed(rows)
    lines = [
        replace(_line(task, case, said.columns), signed=worklist.signed_by(actor, half.get((task.subject, task.step))))
        for task, case in rows
    ]
    return Table(said, lines, worklist.items_of(actor, said.tab), _more(said, found))


def asks(actor: Actor, asked: Any) -> str:
    """The address of a table as it is understood."""
    return _asked(actor, asked).address()


def _asked(actor: Actor, asked: Any) -> Asked:
    """A name that was typed is sealed for the address; one that stands sealed there is opened."""
    sort, sealed = asked.get("sort", ""), asked.get("s", "")
    applicant = storable(asked.get("applicant", "") or kept.opened(actor, sealed)).strip()[: 2 * LONGEST_NAME]
    if "applicant" in asked:
        sealed = kept.sealed(actor, applicant)
    known = {name: asked.get(name, "") for name in ("tab", "clock")}
    return Asked(
        tab=known["tab"] if known["tab"] in worklist.TABS else "all",
        clock=known["clock"] if known["clock"] in CLOCKS else "",
        item=asked.get("item", "")[:80], area="".join(filter(str.isdigit, asked.get("area", "")))[:12],
        applicant=applicant, sealed=sealed if applicant else "",
        sort=sort.removeprefix("-") if sort.removeprefix("-") in ORDERED else "due", down=sort.startswith("-"),
        columns=tuple(c for c in COLUMNS if c in asked.getlist("c")) or USUAL,
    )  # fmt: skip


def _line(task: Any, case: Any, columns: tuple[str, ...]) -> Line:
    cells = tuple(COLUMNS[name][1](task, case) for name in columns)
    return Line(
        task.title, worklist.place_of(task, case, ""), clocks.of_task(task), cells, str(task.pk) if task.open else "",
        f"{task.title} {case.number if case else task.context}",
    )  # fmt: skip


def _more(said: Asked, found: list[Any]) -> str:
    if len(found) <= worklist.SHOWN or said.tab == "done":
        return ""
    last = found[worklist.SHOWN - 1]
    place = last.place.isoformat() if isinstance(last.place, date) else last.place or ""
    return said.address(after=f"{place},{last.pk}")


def key_of(sort: str, text: str) -> tuple[str, str] | None:
    """The place in the table an address names; anything else is the beginning."""
    value, _, key = text.rpartition(",")
    try:
        if value and sort in MOMENTS:
            value = MOMENTS[sort](value).isoformat()
        return storable(value), str(UUID(key))
    except ValueError:
        return None


def views(actor: Actor, asks: str) -> list[tuple[Any, bool]]:
    """The views this official has kept, and whether it is the one before him."""
    return [(view, view.asks == asks) for view in tasks.views_of(actor)]
