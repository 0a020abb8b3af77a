"""Steps that a machine settles by the item's rules (由系统依规则办理): each recorded as such, the last one decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger.actions import action, record
from tongban.work.approvals import progress
from tongban.work.approvals.events import OpinionSigned, StepSettled
from tongban.work.approvals.kinds import MACHINE, Verdict
from tongban.work.approvals.models import Opinion
from tongban.work.cases import actions as cases
from tongban.work.cases import permits
from tongban.work.cases.kinds import Outcome, Ruled
from tongban.work.cases.queries import locked

if TYPE_CHECKING:
    from tongban.engines.process import Step
    from tongban.work.cases.models import Case

SAID = "系统依规则核对，全部符合。"


@action
def settle_by_rules(actor: Actor, case_id: str, *, ruled: Ruled, law: str) -> Case:
    """Settle every step by the rules that all hold, and grant (智能审批); from the machine's post only.

    What two officers must see on site, or a lower authority examines first, no rules can settle: `NotAllowed`.
    """
    case = locked(case_id)
    if not permits.is_machine(actor, case):
        raise NotAllowed
    while waiting := progress.now_open(case):
        for step in waiting:
            if step.two_officers or step.first_instance:
                raise NotAllowed(f"“{step.title}”必须由人办理。")
            _settle(actor, case, step, law)
            if step.decides:
                return cases.decide(
                    actor, str(case.pk), outcome=Outcome.GRANTED, reason=SAID, signers=[actor.id], ruled=ruled
                )
    raise NotAllowed("没有可以由系统作出决定的环节。")


def _settle(actor: Actor, case: Case, step: Step, law: str) -> None:
    opinion = Opinion.objects.create(
        case=case, step=step.name, official=actor.id, official_name=actor.name, department=case.department,
        role=MACHINE, verdict=Verdict.AGREE, text=SAID, law=law, signed_at=time.now(),
    )
    record(actor, OpinionSigned(case.subject, step.name, str(opinion.pk), Verdict.AGREE, case.department))
    record(actor, StepSettled(case.subject, step.name, Verdict.AGREE))
