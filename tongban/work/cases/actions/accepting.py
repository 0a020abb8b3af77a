from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import clock, versions
from tongban.work.cases.actions.recording import not_again
from tongban.work.cases.actions.turning import closed, done_at_window, fitting, settle, turn
from tongban.work.cases.errors import NoGaps
from tongban.work.cases.events import CaseAccepted, CaseClosed, CaseIncomplete, CaseTurnedAway
from tongban.work.cases.kinds import SUPPLY, GapSpec, Outcome
from tongban.work.cases.models import Case, Gap


@action
def accept(actor: Actor, case_id: str) -> Case:
    """Receive the application into examination (受理) and start the promised clock (行政许可法 第三十二、四十二条)."""
    case = turn(actor, case_id, "accept")
    done_at_window(actor, case)
    case.accepted_at = time.now()
    case.accepted_by = actor.id if actor.is_official and not actor.posts_as("automatic") else ""
    notice = settle(case, "accept", official=actor.name, dates=dates(case))
    record(actor, CaseAccepted(case.subject, case.edition.number, notice))
    return case


@action
def ask_for_more(actor: Actor, case_id: str, gaps: Sequence[GapSpec]) -> Case:
    """Tell the applicant everything that is missing, once and completely (一次性告知). Raises `NoGaps`."""
    case = turn(actor, case_id, "ask_for_more")
    done_at_window(actor, case)
    wanted = not_again(case, [g for g in gaps if g.sentence.strip()])
    if not wanted:
        raise NoGaps
    round_ = 1 + (case.gaps.order_by("-round").values_list("round", flat=True).first() or 0)
    Gap.objects.bulk_create(
        [
            Gap(
                case=case, round=round_, target=fitting(g.target, "补正项", 80), title=fitting(g.title, "补正项名称"),
                sentence=g.sentence.strip(), law=fitting(g.law, "依据"), told_at=time.now(),
            )
            for g in wanted
        ]
    )
    case.supply_by = supply_until(case)
    case.former = versions.kept(case)
    notice = settle(case, "ask_for_more", gaps=wanted, until=time.zh(case.supply_by), official=actor.name)
    record(actor, CaseIncomplete(case.subject, len(wanted), notice))
    return case


@action
def turn_away(actor: Actor, case_id: str, reason: str, law: str) -> Case:
    """Do not accept (不予受理), with reason, law and remedies (行政许可法 第三十二条). Raises `ReasonNeeded`."""
    case = turn(actor, case_id, "turn_away")
    done_at_window(actor, case)
    notice = closed(actor, case, "turn_away", Outcome.TURNED_AWAY, reason, law)
    record(actor, CaseTurnedAway(case.subject, notice))
    record(actor, CaseClosed(case.subject, case.outcome))
    return case


def supply_until(case: Case) -> date:
    """The day until which a supplement may come, by the item's rule."""
    return clock.calendar().due(time.today(), case.definition.limits.supply or SUPPLY)


def dates(case: Case) -> str:
    """The dates of promise and statute in one sentence, for the notice."""
    clocks = clock.read(case)
    said = []
    if clocks.promise:
        said.append(f"承诺办结时限为{clocks.promise_limit.zh}（最晚{time.zh(clocks.promise.due)}）")  # type: ignore[union-attr]
    if clocks.statute:
        said.append(f"法定办结时限为{clocks.statute_limit.zh}（最晚{time.zh(clocks.statute.due)}）")  # type: ignore[union-attr]
    return "，".join(said) + "，自受理次日起计算。"
