"""Where a case stands among its steps: computed from the opinions that stand, never stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tongban.engines.process import Step, open_steps
from tongban.work.approvals.kinds import Verdict
from tongban.work.approvals.models import Opinion
from tongban.work.cases.queries import facts_of

if TYPE_CHECKING:
    from tongban.work.cases.models import Case


def standing(case: Case) -> dict[str, list[Opinion]]:
    """The opinions that stand, per step, in the order of signing."""
    found: dict[str, list[Opinion]] = defaultdict(list)
    for opinion in case.opinions.filter(sent_back_at=None).order_by("signed_at"):
        found[opinion.step].append(opinion)
    return found


def is_settled(step: Step, opinions: Sequence[Opinion]) -> bool:
    """Whether a step has its signatures. One disagreement settles an advising step: nobody must sign against it."""
    if len(opinions) >= step.sign:
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
