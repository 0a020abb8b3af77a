"""An organisation's own pages (企业专属网页): who acts for it, what runs out, its ledger as a page and as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tongban.doors.parts import words
from tongban.engines.tables.outward import csv_pieces, workbook
from tongban.engines.tables.table import Row
from tongban.kernel import time
from tongban.registers.identity import queries as identity
from tongban.work.cases import queries as cases
from tongban.work.packages import queries as packages

SOON = timedelta(days=60)
PROJECTS, EACH = 10, 5  # on a page; of each, its latest cases
COLUMNS = (
    "办件编号", "事项", "状态", "一件事编号", "一件事", "审批部门", "经办人", "提交时间", "受理时间",
    "最晚办结日", "决定时间", "办结时间", "投资项目代码",
)  # fmt: skip
SAID = {
    "state": "状态", "item": "事项", "handler": "经办人", "since": "提交不早于", "until": "提交不晚于",
    "q": "编号或名称", "project": "投资项目",
}
PACKAGE, PROJECT = "package", "project"  # by what the ledger is grouped  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What the page of the ledger was asked for; every part of it is in the address."""

    wanted: cases.Wanted
    by: str = ""

    @classmethod
    def of(cls, said: Any) -> Asked:
        text = {name: said.get(name, "").strip()[:80] for name in ("state", "item", "handler", "q", "project")}
        text["state"] = text["state"] if text["state"] in cases.LEDGER_STATES else ""
        wanted = cases.Wanted(**text, since=_day(said.get("since", "")), until=_day(said.get("until", "")))
        return cls(wanted, said.get("by", "") if said.get("by") in (PACKAGE, PROJECT) else "")

    def address(self, after: str = "", **changes: Any) -> str:
        """The query of this page with some of it changed."""
        now = {f.name: getattr(self.wanted, f.name) for f in fields(self.wanted)} | changes
        said = {k: v.isoformat() if isinstance(v, date) else v for k, v in now.items() if v}
        return "?" + urlencode(
            said | ({"by": self.by} if self.by else {}) | ({"after": after} if after else {})
        )

    @property
    def arrangements(self) -> list[tuple[str, str, bool]]:
        """The same cases one by one, by package, by project: what each is called, its address, whether it is this."""
        ways = {"": "按时间", PACKAGE: "按一件事归集", PROJECT: "按投资项目归集"}
        return [(said, replace(self, by=by).address(), self.by == by) for by, said in ways.items()]

    def chips(self, names: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
        """What was chosen, each with the address that takes it back."""
        chosen = [(f.name, getattr(self.wanted, f.name)) for f in fields(self.wanted) if getattr(self.wanted, f.name)]
        return [
            (f"{SAID[name]}：{names.get(name, {}).get(str(value)) or _said(value)}", self.address("", **{name: ""}))
            for name, value in chosen
        ]


@dataclass(frozen=True)
class Line:
    """A case of the ledger with its clock and the run it belongs to."""

    case: Any
    clocks: Any
    run: tuple[str, str] | None = None


def lines(found: Sequence[Any], runs: bool = True) -> list[Line]:
    """Cases as they are listed; two questions however many."""
    of = packages.runs_of(case.pk for case in found) if runs and found else {}
    return [Line(case, cases.clocks(case), of.get(case.pk)) for case in found]


def grouped(actor: Any, asked: Asked, after: str) -> tuple[list[tuple[Any, list[Line]]], str]:
    """Run by run, each with those of its cases that are asked for; and where the next page begins."""
    groups = packages.groups_of(actor, after=after)
    keys = [key for group in groups for key in group.cases]
    found = {case.pk: case for case in cases.ledger_of(actor, asked.wanted, among=keys, limit=500)} if keys else {}
    shown = [(group, lines([found[key] for key in group.cases if key in found], runs=False)) for group in groups]
    more = groups[-1].key if len(groups) == packages.GROUPS else ""
    return [(group, rows) for group, rows in shown if rows], asked.address(after=more) if more else ""


def by_project(actor: Any, asked: Asked, after: str) -> tuple[list[tuple[Any, list[Line]]], str]:
    """Project by project, each with its latest cases of those asked for; and where the next page begins."""
    found = cases.projects_of(actor, asked.wanted, after=after, limit=PROJECTS)
    shown = [
        (one, lines(cases.ledger_of(actor, replace(asked.wanted, project=one.code), limit=EACH))) for one in found
    ]
    return shown, asked.address(after=found[-1].key) if len(found) == PROJECTS else ""


@dataclass(frozen=True)
class Work:
    """Who filed cases of a project (name, how many, when last), how many run, how many wait for the company."""

    people: list[tuple[str, int, Any]]
    open: int
    owed: int


def at_work(actor: Any, project: str) -> Work:
    """Who works on a project, among its latest five hundred cases; who filed last comes first."""
    found = cases.ledger_of(actor, cases.Wanted(project=project), limit=500)
    mine: dict[str, list[Any]] = {}
    for case in found:
        mine.setdefault(case.handler_name, []).append(case)
    people = [(name, len(filed), filed[0].submitted_at) for name, filed in mine.items()]
    owed = sum(case.state == "incomplete" for case in found)
    return Work(people, sum(case.state != "closed" for case in found) - owed, owed)


def expiring(licences: Iterable[Any]) -> list[tuple[Any, str]]:
    """Licences, and of each what is soon to be thought of: over, or how many days are left."""
    today, found = time.today(), []
    for one in licences:
        left = (one.valid_to - today).days if one.valid_to else None
        said = "" if left is None or left > SOON.days else f"还有 {left} 天到期" if left >= 0 else "已过有效期"
        found.append((one, said if one.counts_on(today) or left is None or left < 0 else ""))
    return found


def write(path: Path, form: str, found: Iterable[Any]) -> None:
    """The ledger as a file: every cell is text, nothing in it is run by a spreadsheet."""
    if form == "csv":
        with path.open("wb") as file:
            file.writelines(csv_pieces(COLUMNS, _rows(found)))
        return
    workbook(path, [("办件台账", COLUMNS, _rows(found))])


def _rows(found: Iterable[Any]) -> Iterator[Row]:
    names: dict[str, str] = {}
    for page in _pages(found):
        runs = packages.runs_of(case.pk for case in page)
        names |= identity.department_names({case.department for case in page} - names.keys())
        for case in page:
            number, title = runs.get(case.pk, ("", ""))
            yield dict(zip(COLUMNS, (
                case.number, case.title, words.state(case), number, title, names.get(case.department, ""),
                case.handler_name, _moment(case.submitted_at), _moment(case.accepted_at),
                case.due_on.isoformat() if case.due_on else "", _moment(case.decided_at), _moment(case.closed_at),
                case.project,
            ), strict=True))  # fmt: skip


def _pages(found: Iterable[Any]) -> Iterator[list[Any]]:
    page: list[Any] = []
    for case in found:
        page.append(case)
        if len(page) == 500:
            yield page
            page = []
    if page:
        yield page


def _moment(value: Any) -> str:
    return f"{time.local(value):%Y-%m-%d %H:%M}" if value else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _said(value: Any) -> str:
    return words.day(value) if isinstance(value, date) else cases.LEDGER_STATES.get(value, (str(value),))[0]
