from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import connection

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Refusal
from tongban.registers.ledger.actions import action, record
from tongban.registers.visits import queries as visits
from tongban.work.cases import actions as cases
from tongban.work.cases import permits as sureness
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import Incomplete, PromiseNeeded, SignatureNeeded, SourceMoved
from tongban.work.cases.kinds import Hand
from tongban.work.packages import filing, permits
from tongban.work.packages.actions.carrying import closed_if_over, filed
from tongban.work.packages.actions.drafting import editable
from tongban.work.packages.errors import NoBranch, NothingChosen, NotNow
from tongban.work.packages.events import BranchBarred, RunSubmitted, RunWithdrawn
from tongban.work.packages.kinds import TAKEN_BACK, BranchState, RunState
from tongban.work.packages.models import Branch, Run
from tongban.work.packages.queries import locked, opened


@action
def submit(
    actor: Actor, run_id: str, *, promise: bool, way: str = "", electronic: bool = False, aware: bool = False,
    hand: Hand | None = None,
) -> Run:  # fmt: skip
    """Hand the whole in (一次提交): one number; each branch that waits for nobody is a case at once, or none is.

    ``aware`` is asked of a case; here each branch answers for itself. ``hand`` signs the whole, and so each case of it.
    Raises `Incomplete` with everything that is missing, `PromiseNeeded`, `NothingChosen`, `SourceMoved`,
    `SignatureNeeded`, `NotYourName`.
    """
    run = editable(actor, run_id)
    permits.require_applicant(actor, run)
    if actor.hand:  # what another wrote for him is handed in only as he has read it
        visits.require_confirmed(actor, run.subject, rows.fingerprint(run))
    if not promise:
        raise PromiseNeeded
    facts = _whole(run)
    joined = run.definition
    chosen = joined.chosen(facts)
    if not chosen:
        raise NothingChosen
    for part in chosen:
        sureness.require_sure(actor, part.definition)
    run.signature = _signed(actor, run, hand)
    saved = joined.savings(facts)
    run.spared = {"fields": saved.fields, "materials": saved.materials, "visits": saved.visits}
    run.way = way if way in rows.ways(run) else rows.ways(run)[0]
    run.number, run.state, run.electronic = _number(), RunState.OPEN, electronic
    run.submitted_at = run.saved_at = time.now()
    run.save()
    branches = _branches(run, chosen, facts)
    signed = run.signature.get("digest", "")
    record(actor, RunSubmitted(run.subject, run.number, run.edition.number, len(branches), signed))
    for branch, part in zip(branches, chosen, strict=True):
        if not branch.after:
            try:
                filed(actor, run, branch)
            except Incomplete as refused:
                raise filing.in_the_run_s_words(run, part, refused) from None
    return run


@action
def withdraw(actor: Actor, run_id: str, reason: str = "") -> Run:
    """Take the whole back (整体撤回): what is not decided yet is withdrawn, what waits is not filed."""
    run = locked(run_id)
    permits.require_applicant(actor, run)
    if run.state != RunState.OPEN:
        raise NotNow("这件事已经办结，不能再撤回。")
    record(actor, RunWithdrawn(run.subject))
    with opened(run):
        for branch in run.branches.select_related("case"):
            if branch.state in (BranchState.WAITING, BranchState.HELD):
                _bar(actor, run, branch)
            elif branch.case and branch.case.state not in ("decided", "closed"):
                me = filing.applying(run, branch.case.applicant)
                with suppress(Refusal):  # what the law does not let him take back any more is decided
                    cases.withdraw(me, str(branch.case.pk), reason)
    closed_if_over(actor, run)
    return run


@action
def drop(actor: Actor, run_id: str, branch: str) -> Run:
    """Not file a branch that still waits (撤回其中一项); one that is filed is withdrawn as the case it is."""
    run = locked(run_id)
    permits.require_applicant(actor, run)
    found = run.branches.filter(name=branch, state__in=[BranchState.WAITING, BranchState.HELD]).first()
    if found is None:
        raise NoBranch
    _bar(actor, run, found)
    closed_if_over(actor, run)
    return run


def _branches(run: Run, chosen: list[Any], facts: dict[str, Any]) -> list[Branch]:
    """One row for each item that was chosen, with the names of those it waits for."""
    return Branch.objects.bulk_create(
        Branch(
            run=run, name=part.name, item_code=part.member.item, title=part.title, position=n,
            after=[one.name for one in run.definition.awaited(part, facts)],
        )
        for n, part in enumerate(chosen)
    )


def _signed(actor: Actor, run: Run, hand: Hand | None) -> dict[str, Any]:
    """How the whole is signed; each case that is filed from it bears the same hand."""
    said = rows.read_hand(actor, hand, rows.fingerprint(run))
    if not said and run.definition.signature == "required":
        raise SignatureNeeded
    return {**said, "at": said["at"].isoformat()} if said else {}


def _whole(run: Run) -> dict[str, Any]:
    """The facts of a run that may be handed in: registers still say what they said, and nothing is missing."""
    facts = rows.facts_of(run)
    if moved := rows.moved_sources(run, facts):
        raise SourceMoved(moved=moved)
    if missing := rows.missing(run, facts):
        raise Incomplete(f"还有 {len(missing)} 处需要补充，暂时不能提交。", problems=missing)
    return facts


def _bar(actor: Actor, run: Run, branch: Branch) -> None:
    branch.state, branch.reason = BranchState.BARRED, TAKEN_BACK
    branch.save(update_fields=["state", "reason"])
    record(actor, BranchBarred(run.subject, branch.name, branch.reason))


def _number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('packages_number')")
        serial = int(cursor.fetchone()[0])
    return f"{settings.TONGBAN.prefix}-YJS-{time.today():%Y%m%d}-{serial:06d}"
