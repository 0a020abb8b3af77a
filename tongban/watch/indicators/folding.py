"""A case's own facts, folded into its tally: the same facts give the same tally whenever they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from tongban.kernel import time
from tongban.watch.indicators.models import Tally

if TYPE_CHECKING:
    from tongban.registers.ledger.models import FactRow

Teller = Callable[[Tally, "FactRow"], None]


def folded(subject: str, facts: Iterable[FactRow]) -> Tally | None:
    """The tally of the facts that stand; None for what was never begun as a case."""
    tally = None
    for fact in facts:
        if fact.kind == "cases.CaseStarted":
            tally = Tally(subject=subject, item=fact.body["item"], started_on=_day(fact))
        elif tally is not None and fact.kind in TELL:
            TELL[fact.kind](tally, fact)
    return tally


def _submitted(tally: Tally, fact: FactRow) -> None:
    tally.number, tally.submitted_on = fact.body["number"], _day(fact)
    tally.channel = fact.actor.get("door", "")


def _answered(tally: Tally, fact: FactRow) -> None:
    tally.answered_on = tally.answered_on or _day(fact)


def _accepted(tally: Tally, fact: FactRow) -> None:
    _answered(tally, fact)
    tally.accepted = True


def _decided(tally: Tally, fact: FactRow) -> None:
    tally.decided_on, tally.outcome = _day(fact), fact.body["outcome"]


def _setting(**names: str) -> Teller:
    """Numbers of a fact, each under the name of its column."""

    def tell(tally: Tally, fact: FactRow) -> None:
        for column, name in names.items():
            setattr(tally, column, fact.body.get(name))  # a number counted since is not in older facts

    return tell


def _pre_reviewed(tally: Tally, fact: FactRow) -> None:
    tally.points, tally.judged = fact.body["points"], fact.body["passed"] + fact.body["failed"]


def _supplement(tally: Tally, fact: FactRow) -> None:
    tally.supplements += 1


def _withdrawn(tally: Tally, fact: FactRow) -> None:
    tally.withdrawn = True


def _automatic(tally: Tally, fact: FactRow) -> None:
    tally.automatic = True


def _closed(tally: Tally, fact: FactRow) -> None:
    tally.closed_on = _day(fact)


def _reopened(tally: Tally, fact: FactRow) -> None:
    tally.closed_on = tally.decided_on = None
    tally.outcome, tally.automatic = "", False


TELL: dict[str, Teller] = {
    "cases.CaseSubmitted": _submitted,
    "cases.PrefillMeasured": _setting(asked="asked", prefilled="prefilled", fillable="fillable"),
    "cases.MaterialsCounted": _setting(needed="needed", handed="asked"),
    "cases.CasePreReviewed": _pre_reviewed,
    "cases.CaseIncomplete": _supplement,
    "cases.CaseAccepted": _accepted,
    "cases.CaseDeemedAccepted": _accepted,
    "cases.CaseTurnedAway": _answered,
    "cases.CaseReturned": _answered,
    "cases.CaseWithdrawn": _withdrawn,
    "cases.CaseDecided": _decided,
    "rulings.CaseRuled": _automatic,
    "cases.CaseReopened": _reopened,
    "cases.CaseClosed": _closed,
    "ratings.Rated": _setting(rating="level"),
}


def _day(fact: Any) -> Any:
    return time.local(fact.at).date()
