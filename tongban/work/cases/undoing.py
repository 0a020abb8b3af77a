"""What may still be taken back (撤销): the case as it was before a turn of which nobody has been told yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from tongban.kernel import grace, time
from tongban.kernel.actor import Actor
from tongban.registers.ledger import queries as ledger
from tongban.work.cases.models import Case, running_hearing
from tongban.work.cases.states import MOVES

if TYPE_CHECKING:
    from tongban.registers.ledger.models import FactRow

BY_OFFICIALS = ("clerk", "approver", "head", "supervisor")
UNDOABLE = frozenset(move.verb for move in MOVES.values() if move.who in BY_OFFICIALS and move.notice)
# What a turn writes: never the form, nor what the applicant handed in.
FIELDS = (
    "state", "outcome", "reason", "area", "received_at", "accepted_at", "accepted_by", "decided_at", "closed_at",
    "supply_by", "extended_by", "signed_first", "signed_last", "two_signatures", "automatic", "due_on",
)  # fmt: skip
AROUND = ("pauses", "hearings", "gaps")
UNDONE = "cases.TurnUndone"
HARMLESS = (
    "cases.CaseLooked", "cases.CaseLookedUp", "cases.CaseAskedByPhone", "cases.CaseUnmasked", "cases.NoticeOpened",
    "sources.DataUsed",
)  # fmt: skip


@dataclass(frozen=True)
class Held:
    """A turn that its official may take back: which, whose, until when, after which fact, and what was before."""

    verb: str
    official: str
    until: datetime
    since: int
    began: datetime
    before: dict[str, Any]
    around: dict[str, list[dict[str, Any]]]

    @classmethod
    def of(cls, case: Case) -> Held | None:
        """The turn of this case that was made last with grace, if it was; whether its time is over, `open` says."""
        if not case.held:
            return None
        said: dict[str, Any] = dict(case.held)
        said |= {name: datetime.fromisoformat(said[name]) for name in ("until", "began")}
        return cls(**said)

    @property
    def open(self) -> bool:
        return time.now() < self.until

    @property
    def seconds(self) -> int:
        """Whole seconds left."""
        return max(0, int((self.until - time.now()) / timedelta(seconds=1)))


def begin(case: Case) -> grace.Grace | None:
    """Begin the grace a caller offers, if one does; what follows from now on waits."""
    offered = grace.current()
    if offered is not None and offered.began is None:
        grace.begin(offered, ledger.last(case.subject))
    return offered


def keep(actor: Actor, case: Case, verb: str) -> None:
    """Before a turn: keep what the case is where the turn may be taken back. What was held before is settled now."""
    case.held = None
    begun = begin(case) if verb in UNDOABLE and actor.is_official else None
    if begun:
        case.held = json.loads(json.dumps({
            "verb": verb, "official": actor.id, "until": begun.until, "since": begun.since, "began": begun.began,
            "before": {name: getattr(case, name) for name in FIELDS},
            "around": {name: list(getattr(case, name).values()) for name in AROUND},
        }, default=_plain))  # fmt: skip


def _plain(value: Any) -> str:
    """A moment to the microsecond: what is put back is what was there."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def put_back(case: Case, held: Held) -> None:
    """Give the row the values it had (not saved)."""
    for name, value in held.before.items():
        field: Any = Case._meta.get_field(name)
        setattr(case, name, field.to_python(value))
    case.former = [one for one in case.former if datetime.fromisoformat(one["at"]) < held.began]


def rows_before(case: Case, held: Held, name: str) -> list[Model]:
    """The pauses, hearings or gaps as they were (not saved)."""
    before = {values["id"]: values for values in held.around[name]}
    found = [row for row in getattr(case, name).all() if row.pk in before]
    for row in found:
        for field in row._meta.concrete_fields:
            setattr(row, field.attname, field.to_python(before[row.pk][field.attname]))
    return found


def told(case: Case) -> Case:
    """The case as whoever is not an official may know it: a turn that may still be taken back has not happened yet.

    Changes the given row in memory; never save it.
    """
    held = Held.of(case)
    if held is None or not held.open:
        return case
    put_back(case, held)
    for name in AROUND:
        rows = rows_before(case, held, name)
        shown = getattr(case, name).all()
        shown._result_cache, shown._prefetch_done = rows, True
        case.__dict__.setdefault("_prefetched_objects_cache", {})[name] = shown
    case.__dict__["hearing"] = running_hearing(case.hearings.all())
    case.untold_since = held.began
    return case


def standing(facts: Iterable[FactRow], case: Case | None = None) -> list[FactRow]:
    """The facts that stand, without turns that were taken back, and without one of ``case`` that still may be."""
    rows: Sequence[FactRow] = list(facts)
    held = Held.of(case) if case is not None else None
    gone = [(row.subject, row.body["since"], row.seq) for row in rows if row.kind == UNDONE]
    if case is not None and held is not None and held.open:
        gone.append((case.subject, held.since, 1 << 62))
    if not gone:
        return list(rows)
    return [
        row for row in rows
        if row.kind in HARMLESS or not any(row.subject == of and a < row.seq <= b for of, a, b in gone)
    ]  # fmt: skip
