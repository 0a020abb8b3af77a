"""What the house does with a run after it was handed in; each may be done twice."""

from __future__ import annotations

from django.db import transaction

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import actions as cases
from tongban.work.packages import filing, permits
from tongban.work.packages.errors import BranchNotReady, NoBranch, NotNow
from tongban.work.packages.events import BranchBarred, BranchFiled, BranchHeld, RunClosed, SupplementShared
from tongban.work.packages.kinds import BranchState, RunState
from tongban.work.packages.models import Branch, Run
from tongban.work.packages.queries import locked, opened, ready, shared_gaps


@action
def file(actor: Actor, run_id: str, branch: str) -> Branch:
    """File a branch whose forerunners were granted (顺次提交), with their results carried over.

    What the applicant has to add first leaves it as a draft of his (`BranchHeld`). Raises `BranchNotReady`.
    """
    permits.require_system(actor)
    run = locked(run_id)
    found = _waiting(run, branch)
    if not ready(found):
        raise BranchNotReady
    try:
        with transaction.atomic():  # what cannot even be begun leaves nothing behind
            me, case = filing.open_case(run, found.part, run.definition)
    except Refusal as refused:
        return _held(actor, run, found, refused)
    found.case, found.filed_at = case, time.now()
    try:
        with transaction.atomic():
            filing.hand_in(me, run, case)
    except Refusal as refused:
        return _held(actor, run, found, refused)
    found.state = BranchState.FILED
    found.save()
    record(actor, BranchFiled(run.subject, found.name, str(case.pk)))
    return found


@action
def bar(actor: Actor, run_id: str, branch: str, reason: str) -> Branch:
    """Say that a branch is not filed, and why: what it needs was not granted (不再提交)."""
    permits.require_system(actor)
    run = locked(run_id)
    found = _waiting(run, branch)
    found.state, found.reason = BranchState.BARRED, reason
    found.save(update_fields=["state", "reason"])
    record(actor, BranchBarred(run.subject, found.name, reason))
    return found


@action
def close(actor: Actor, run_id: str) -> Run:
    """Every branch is over (一件事办结). Raises `NotNow` while one is not."""
    permits.require_system(actor)
    run = locked(run_id)
    if run.state != RunState.OPEN or not closed_if_over(actor, run):
        raise NotNow
    return run


@action
def share_supplement(actor: Actor, run_id: str, from_case: str, to_branch: str) -> Branch:
    """Let a paper that was handed in for one branch answer the same gap of another (补正一次，各部门共享)."""
    permits.require_system(actor)
    run = locked(run_id)
    branch = run.branches.select_related("case").get(name=to_branch)
    pairs = shared_gaps(run, from_case, branch)
    if not pairs or branch.case is None:
        raise NotNow
    me = filing.applying(run, branch.case.applicant)
    for code, material_id in pairs:
        cases.give(me, str(branch.case.pk), code, material_id)
    if not branch.case.gaps.filter(settled_at=None).exists():
        cases.supply(me, str(branch.case.pk))
    record(actor, SupplementShared(run.subject, branch.name, str(branch.case.pk)))
    return branch


def filed(actor: Actor, run: Run, branch: Branch) -> None:
    """Within the submission: the branch is a case, or the whole is refused."""
    me, case = filing.open_case(run, branch.part, run.definition)
    filing.hand_in(me, run, case)
    branch.case, branch.state, branch.filed_at = case, BranchState.FILED, time.now()
    branch.save()
    record(actor, BranchFiled(run.subject, branch.name, str(case.pk)))


def closed_if_over(actor: Actor, run: Run) -> bool:
    """Close the run when nothing of it is open any more."""
    with opened(run):
        branches = list(run.branches.select_related("case"))
    over = [b for b in branches if b.state == BranchState.BARRED or (b.case and b.case.state == "closed")]
    if len(over) < len(branches):
        return False
    run.state, run.closed_at = RunState.CLOSED, time.now()
    run.save(update_fields=["state", "closed_at"])
    granted = sum(1 for b in branches if b.case and b.case.outcome == "granted")
    record(actor, RunClosed(run.subject, granted, len(branches)))
    return True


def _waiting(run: Run, name: str) -> Branch:
    found = run.branches.filter(name=name, state=BranchState.WAITING).first()
    if found is None:
        raise NoBranch
    return found


def _held(actor: Actor, run: Run, branch: Branch, refused: Refusal) -> Branch:
    branch.state = BranchState.HELD
    problems = refused.details.get("problems") or ()
    branch.reason = "；".join(f"{p.label}：{p.sentence}" for p in problems) or f"{refused.sentence}{refused.next_step}"
    branch.save()
    record(actor, BranchHeld(run.subject, branch.name, str(branch.case_id or "")))
    return branch
