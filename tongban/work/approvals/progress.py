"""Where a case stands among its steps: computed from the opinions that stand, never stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from tongban.engines.clocks import Calendar, read
from tongban.engines.process import Step, open_steps
from tongban.kernel import time
from tongban.kernel.once import once_a_page
from tongban.work.approvals.kinds import MACHINE, Verdict
from tongban.work.approvals.models import Opinion
from tongban.work.cases.queries import facts_of, running, stops

if TYPE_CHECKING:
    from tongban.work.cases.models import Case


def signed(case: Case) -> list[Opinion]:
    """Every opinion of the case in the order of signing, without one whose decision may still be taken back."""
    since = case.untold_since
    return [one for one in _signed(case) if not since or one.signed_at < since]


@once_a_page
def _signed(case: Case) -> tuple[Opinion, ...]:
    return tuple(case.opinions.order_by("signed_at"))


def standing(case: Case) -> dict[str, list[Opinion]]:
    """The opinions that stand, per step, in the order of signing."""
    found: dict[str, list[Opinion]] = defaultdict(list)
    for opinion in signed(case):
        if opinion.stands:
            found[opinion.step].append(opinion)
    return found


def is_settled(step: Step, opinions: Sequence[Opinion]) -> bool:
    """Whether a step has its signatures. One disagreement settles an advising step: nobody must sign against it.

    What a machine settled by rules needs no second signature: it says itself by which rules.
    """
    if len(opinions) >= step.sign or any(one.role == MACHINE for one in opinions):
        return True
    return bool(opinions) and not step.decides and opinions[-1].verdict == Verdict.DISAGREE


def done(case: Case, opinions: Mapping[str, Sequence[Opinion]]) -> set[str]:
    return {s.name for s in case.definition.process.steps if is_settled(s, opinions.get(s.name, ()))}


def now_open(case: Case, opinions: Mapping[str, Sequence[Opinion]] | None = None) -> list[Step]:
    """The steps that wait for somebody now; none unless the case is under examination."""
    if case.state not in ("accepted", "paused"):
        return []
    opinions = standing(case) if opinions is None else opinions
    return open_steps(case.definition.process, done(case, opinions), facts_of(case))


def area(case: Case, step: Step) -> str:
    """The division whose desk does a step: the lower authority's where the form names it, else that of the case."""
    if step.area is None:
        return str(case.area)
    named = step.area.value(facts_of(case))
    return named if isinstance(named, str) and named.startswith(case.area) else str(case.area)


def due(case: Case, step: Step, since: datetime, by: Calendar) -> date | None:
    """When a step that lies on its desk since then is due: by its own limit, or with the case.

    What an extension adds is the deciding step's; advising departments keep their dates.
    """
    whole = running(case, by)
    if not step.within:
        return whole
    own = read(since, step.within, stops(case.pauses.all()), now=time.now(), calendar=by).due
    return max(own, whole) if step.decides and case.extended_by and whole else own


def before(case: Case, step: Step) -> list[Step]:
    """Every step that had to be done before ``step``, in the item's order."""
    process = case.definition.process
    found: set[str] = set()
    ahead = list(step.after)
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += next(s.after for s in process.steps if s.name == name)
    return [s for s in process.steps if s.name in found]


def following(case: Case, name: str) -> list[Step]:
    """Every step that comes after the one of this name."""
    return [s for s in case.definition.process.steps if any(b.name == name for b in before(case, s))]
