"""The ledger of an organisation's cases (办件台账): what it filed, narrowed, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from tongban.engines.forms import look_up
from tongban.kernel import paging, time
from tongban.kernel.actor import Actor
from tongban.kernel.text import storable
from tongban.work.cases.models import Case
from tongban.work.cases.undoing import told

PAGE, AT_ONCE = 20, 500
PROJECT = "project.code"
STATES = {
    "open": ("办理中", Q(state__in=("submitted", "accepted", "paused", "decided"))),
    "owed": ("待补正", Q(state="incomplete")),
    "granted": ("已准予", Q(state="closed", outcome="granted")),
    "other": ("其他结束方式", Q(state="closed") & ~Q(outcome="granted")),
}
"""What somebody may ask for, in the words of the page; a turn that may still be taken back counts as it is kept."""
UNSHOWN = ("data", "raw", "origins", "aside", "addresses", "former")


@dataclass(frozen=True)
class Wanted:
    """Which cases of the ledger: by state, item, who filed them, the days of submission (both included), a number."""

    state: str = ""
    item: str = ""
    handler: str = ""
    since: date | None = None
    until: date | None = None
    q: str = ""
    project: str = ""

    def narrowed(self, rows: QuerySet[Case]) -> QuerySet[Case]:
        """Only what is asked for."""
        rows = rows.filter(STATES[self.state][1]) if self.state in STATES else rows
        rows = rows.filter(item_code=self.item) if self.item else rows
        rows = rows.filter(handler=f"person/{self.handler}") if self.handler else rows
        rows = rows.filter(submitted_at__gte=time.midnight(self.since)) if self.since else rows
        rows = rows.filter(submitted_at__lt=time.midnight(self.until) + timedelta(days=1)) if self.until else rows
        rows = rows.filter(project=storable(self.project)) if self.project else rows
        asked = storable(self.q).strip()
        return rows.filter(Q(number__istartswith=asked) | Q(title__icontains=asked)) if asked else rows


def ledger_of(
    actor: Actor, wanted: Wanted, *, after: str = "", among: Iterable[Any] | None = None, limit: int = PAGE
) -> list[Case]:
    """Submitted cases of whom I act for, the newest first, without what was filled in.

    ``after`` is the `ledger_key` of the last one seen; ``among`` keeps to these ids. An operator of some items sees
    theirs.
    """
    rows = wanted.narrowed(_own(actor))
    if among is not None:
        rows = rows.filter(pk__in=list(among))
    rows = rows.filter(paging.behind("submitted_at", after))
    found = rows.defer(*UNSHOWN).select_related("edition").prefetch_related("pauses")
    cases = list(found.order_by("-submitted_at", "-id")[:limit])
    for case in cases:
        case.ledger_key = paging.key(case.submitted_at, case.pk)  # type: ignore[attr-defined, arg-type]
    return [told(case) for case in cases]


def every_of(actor: Actor, wanted: Wanted) -> Iterator[Case]:
    """All of them, page by page: memory stays flat however many there are."""
    after = ""
    while page := ledger_of(actor, wanted, after=after, limit=AT_ONCE):
        yield from page
        after = page[-1].ledger_key  # type: ignore[attr-defined]


def count_of(actor: Actor, wanted: Wanted, most: int) -> int:
    """How many there are, counted to ``most``."""
    return wanted.narrowed(_own(actor))[:most].count()


def items_of(actor: Actor) -> dict[str, str]:
    """What whom I act for has ever applied for: titles by code."""
    return dict(_own(actor).order_by("item_code").distinct("item_code").values_list("item_code", "title"))


@dataclass(frozen=True)
class Project:
    """An investment project as the ledger knows it (按项目归集): its code, how many cases name it, first and last."""

    code: str
    cases: int
    first: datetime
    last: datetime

    @property
    def key(self) -> str:
        """Where the next page begins."""
        return f"{self.last.isoformat()}~{self.code}"


def projects_of(actor: Actor, wanted: Wanted, *, after: str = "", limit: int = PAGE) -> list[Project]:
    """The projects that cases of whom I act for name, the latest first; ``after`` is the `key` of the last one seen."""
    rows = wanted.narrowed(_own(actor)).exclude(project="").values("project")
    rows = rows.annotate(cases=Count("pk"), first=Min("submitted_at"), last=Max("submitted_at"))
    at, _, code = after.partition("~")
    try:
        moment = datetime.fromisoformat(at)
        rows = rows.filter(Q(last__lt=moment) | Q(last=moment, project__gt=storable(code)))
    except ValueError:
        pass  # from the beginning
    found = rows.order_by("-last", "project")[:limit]
    return [Project(row["project"], row["cases"], row["first"], row["last"]) for row in found]


def project_in(case: Case) -> str:
    """The investment project that an application names: the answer to the question of this data element."""
    definition = case.definition
    for name in definition.form.order:
        element = definition.element(name)
        if element is not None and element.code == PROJECT:
            return str(look_up(case.data, name) or "")
    return ""


def holder_of(number: str) -> str:
    """Whose case this number is, "" for none; who may know it, the caller asks."""
    found = Case.objects.filter(number=storable(number).strip().upper()).values_list("applicant", flat=True).first()
    return found or ""


def named_by(code: str) -> tuple[str, str]:
    """Number and applicant of the case with this code in its QR; twice "" for none, and for a draft.

    Signs that are easily mistaken for one another are read as the one that a code may have.
    """
    meant = storable(code).strip().upper().translate(str.maketrans("OIL", "011"))
    rows = Case.objects.filter(code=meant, number__isnull=False).values_list("number", "applicant")
    number, whose = rows.first() or ("", "")
    return str(number), str(whose)


def _own(actor: Actor) -> QuerySet[Case]:
    rows = Case.objects.filter(applicant=actor.applicant).exclude(submitted_at=None)
    return rows.filter(item_code__in=actor.items) if actor.items else rows
