"""The left pane: my work list in tabs, filtered by item, paged by key; or what a look-up found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from tongban.doors.desk.showing import clocks
from tongban.doors.parts import kept as kept_search
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.kernel.text import storable
from tongban.registers.catalogue import queries as catalogue
from tongban.work.approvals import queries as approvals
from tongban.work.cases import queries as cases
from tongban.work.cases.kinds import REQUEST
from tongban.work.cases.states import STATES
from tongban.work.rulings.kinds import REVIEW, SAMPLE
from tongban.work.tasks import queries as tasks
from tongban.work.tasks.kinds import Sift

if TYPE_CHECKING:
    from tongban.work.cases.models import Case
    from tongban.work.tasks.models import Task

TABS = {"all": "全部", "unclaimed": "待认领", "mine": "我的", "done": "已办"}
KEPT = ("tab", "item", "after", "s")  # what of the address belongs to the list
SHOWN = 30
SIFTED = 2000  # of my tasks, the most urgent: their items are offered to filter by


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    subject: str
    title: str
    about: str
    clock: clocks.Shown
    href: str
    number: str = ""
    claimed: str = ""
    mine: bool = False
    here: bool = False
    task: str = ""
    mine_to_take: bool = False  # claimed by somebody on leave, for whom I stand in
    signed: str = ""  # the first of two signatures, and whose


@dataclass(frozen=True)
class WorkList:
    """The left pane as it stands."""

    tab: str
    item: str
    q: str
    rows: list[Row]
    counts: dict[str, str]
    items: list[tuple[str, str]]
    query: str  # of the address, to come back to this very list
    more: str = ""  # address of the next page
    first: str = ""  # address of the first page, when this is another
    at: str = ""
    left_to_me: tuple[str, ...] = ()  # on leave, and I stand in

    @property
    def tabs(self) -> list[tuple[str, str, str]]:
        return [(name, title, self.counts.get(name, "")) for name, title in TABS.items()]

    def neighbours(self) -> tuple[Row | None, Row | None]:
        """The case before and after the open one; from a case that is not in the list one goes on to its head."""
        place = next((i for i, row in enumerate(self.rows) if row.here), None)
        if place is None:
            return None, next(iter(self.rows), None)
        others = [self.rows[i] if 0 <= i < len(self.rows) else None for i in (place - 1, place + 1)]
        return others[0], others[1]


def read(actor: Actor, asked: Any, subject: str = "") -> WorkList:
    """The list that the address asks for (``asked`` is the request's GET), with the row of ``subject`` marked."""
    kept = {name: asked[name] for name in KEPT if asked.get(name)}
    q, tab = (asked.get("q") or kept_search.opened(actor, kept.get("s", ""))).strip(), kept.get("tab", "all")
    kept |= {"s": kept_search.sealed(actor, q)} if q and "s" not in kept else {}
    tab = tab if tab in TABS else "all"
    query = urlencode(kept)
    counts = {name: some(n) or "0" for name, n in tasks.counts(actor).items()}
    common: dict[str, Any] = {"tab": tab, "q": q, "counts": counts, "query": query, "at": time.now().isoformat()}
    away = {f"{one.name}（至 {one.until.month}月{one.until.day}日）" for one in tasks.standing_in(actor)}
    common["left_to_me"] = tuple(sorted(away))
    if q:
        return WorkList(item="", rows=_found(actor, q, query, subject), items=[], **common)
    item, after = storable(kept.get("item", ""))[:80], key_of(kept.get("after", ""))
    sift = Sift(item=item, of_item=cases.of_item(item))
    found = list(tasks.work_list(actor, tab, after=after, limit=SHOWN + 1, sift=sift))
    of = cases.by_subjects({t.subject for t in found})
    beside = sorted({(c.item_code, c.title) for c in of.values()}, key=lambda pair: pair[1])
    first = urlencode({k: v for k, v in kept.items() if k != "after"}) if after else ""
    return WorkList(
        item=item, rows=_rows(actor, found[:SHOWN], of, query, subject),
        items=beside if subject else items_of(actor, tab), more=more(found, kept, tab),
        first=f"?{first}" if after else "", **common,
    )  # fmt: skip


def newer(actor: Actor, since: str, kept: str = "") -> str:
    """How many tasks came onto my desks after ``since`` (a moment in ISO 8601), at most "99+"; "" for none.

    ``kept`` is what the address of the list asks: a list of one item is told of that item's only.
    """
    try:
        moment = datetime.fromisoformat(since)
    except ValueError:
        return ""
    if moment.tzinfo is None:
        return ""
    item = storable(QueryDict(kept).get("item", ""))[:80]
    return some(tasks.arrived(actor, moment, Sift(item=item, of_item=cases.of_item(item))))


def some(count: int) -> str:
    """A count as a list says it: nobody counts to the end."""
    return "99+" if count > 99 else str(count or "")


def items_of(actor: Actor, tab: str) -> list[tuple[str, str]]:
    """The items among the first of my tasks, to filter by."""
    codes, unsaid = tasks.items_of(actor, tab, SIFTED)
    return sorted(catalogue.titles(codes, cases.items_of_cases(unsaid)).items(), key=lambda pair: pair[1])


def _rows(actor: Actor, found: list[Task], of: Any, query: str, subject: str) -> list[Row]:
    half = approvals.half_signed((task, of.get(task.subject)) for task in found)
    return [
        _row(task, of.get(task.subject), query, actor, subject, signed_by(actor, half.get((task.subject, task.step))))
        for task in found
    ]


def signed_by(actor: Actor, first: Any) -> str:
    """Who signed a step that another must sign as well: to him nothing is left to do."""
    if first is None:
        return ""
    return "您已签署，等待复核" if first.official == actor.id else f"{first.official_name} 已签署，待复核"


def _row(task: Task, case: Any, query: str, actor: Actor, subject: str, signed: str) -> Row:
    return Row(
        subject=task.subject, title=task.title, about=case.applicant_name if case else task.context,
        clock=clocks.of_task(task), href=place_of(task, case, query),
        number=case.number if case else "", claimed=task.claimed_name,
        mine=task.claimed_by == actor.id, here=task.subject == subject, task=str(task.pk) if task.open else "",
        signed=signed,
        mine_to_take=bool(task.claimed_by) and task.claimed_by != actor.id and tasks.may_take(actor, task),
    )  # fmt: skip


def place_of(task: Task, case: Any, query: str) -> str:
    """Where a task is done: mostly on the case's page."""
    if task.kind == "repair":
        return reverse("desk:bar", args=[task.subject.removeprefix("credit/")])
    if task.kind == "revision":
        return f"/office/revisions/{task.subject.removeprefix('revision/')}/"
    if task.kind in ("opening", "opening-review"):
        return f"/office/openings/{task.subject.removeprefix('opening/')}/"
    if task.kind == "malware":
        return f"/office/findings/{task.subject.removeprefix('finding/')}/"
    if task.kind == "objection":
        return reverse("desk:objection", args=[task.subject.removeprefix("objection/")])
    if task.kind == "letter":
        return reverse("desk:letter", args=[task.subject.removeprefix("letter/")])
    if task.kind == "concern":
        return reverse("desk:concern", args=[task.subject.removeprefix("concern/")])
    if case is None:
        return ""
    if task.kind == "card":
        return reverse("desk:card", args=[case.number, task.step])
    if task.kind == "check-promise":
        return reverse("desk:promise", args=[case.number, task.step])
    if task.kind in (SAMPLE, REVIEW):
        return reverse("desk:again", args=[case.number, task.kind, task.step])
    if task.kind == REQUEST:
        return reverse("desk:request", args=[case.number, task.step])
    return address(case.number, query)


def _found(actor: Actor, q: str, query: str, subject: str) -> list[Row]:
    """Cases by number or by the applicant's name."""
    rows = []
    for case in cases.recent(actor, q) or _elsewhere(actor, q):
        shown = clocks.of_case(case, cases.clocks(case))
        about, href = f"{case.applicant_name} · {STATES[case.state][1]}", address(case.number, query)
        rows.append(Row(case.subject, case.title, about, shown, href, case.number or "", here=case.subject == subject))
    return rows


def _elsewhere(actor: Actor, q: str) -> list[Case]:
    """By its whole number, a case of another area that this official may see all the same (全市通办)."""
    try:
        return [cases.case_for(actor, q)]
    except Refusal:
        return []


def address(number: str | None, query: str) -> str:
    """Where a case opens, with the list kept beside it."""
    path = reverse("desk:case", args=[number])
    return f"{path}?{query}" if query else path


def more(found: list[Task], kept: dict[str, str], tab: str) -> str:
    if len(found) <= SHOWN or tab == "done":
        return ""
    last = found[SHOWN - 1]
    return "?" + urlencode({**kept, "after": f"{last.due_on or ''},{last.pk}"})


def key_of(text: str) -> tuple[str, str] | None:
    """The place in the list an address names; anything else is the beginning."""
    due, _, key = text.rpartition(",")
    try:
        return (date.fromisoformat(due).isoformat() if due else "", str(UUID(key)))
    except ValueError:
        return None
