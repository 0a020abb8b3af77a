"""Reactions that carry a run of a package on: from one branch's result to the next branch, to the end."""

from __future__ import annotations

from typing import Any

from tongban.kernel.actor import Actor
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told
from tongban.work.packages import actions as packages
from tongban.work.packages import queries as rows

SYSTEM = Actor.system()
TEMPLATE = {
    "RunSubmitted": "run-submitted", "BranchFiled": "branch-filed", "BranchHeld": "branch-held",
    "BranchBarred": "branch-barred", "RunClosed": "run-closed",
}  # fmt: skip


def carry_on_run(fact: Any) -> None:
    """A branch has its result, or will have none: what waited for it is filed or is told why not."""
    run = _run(getattr(fact, "source", "") or fact.subject)
    if run is None or run.state != "open":
        return
    for branch in rows.waiting(run):
        if reason := rows.unready(branch):
            packages.bar(SYSTEM, str(run.pk), branch.name, reason)
        elif rows.ready(branch):
            packages.file(SYSTEM, str(run.pk), branch.name)
    if rows.is_over(run):
        packages.close(SYSTEM, str(run.pk))


def share_supplement(fact: Any) -> None:
    """What was supplied for one branch is not asked for again by another."""
    branch = rows.branch_of_case(fact.subject.removeprefix("case/"))
    for other in rows.siblings(branch) if branch else ():
        if branch and rows.shared_gaps(branch.run, str(branch.case_id), other):
            packages.share_supplement(SYSTEM, str(branch.run_id), str(branch.case_id), other.name)


def tell_of_run(fact: Any) -> None:
    """Tell the applicant what became of the whole, or of a branch that could not go its usual way."""
    template, run = TEMPLATE[type(fact).__name__], rows.by_subject(fact.subject)
    branch = run.branches.filter(name=getattr(fact, "branch", "")).first()
    if told.told(run.subject, template, fact.seq) or (template == "branch-filed" and branch and not branch.after):
        return
    messages.tell(
        SYSTEM, run.applicant, template, run.subject, link=f"/my/packages/{run.number}/", seq=fact.seq,
        package=run.title, number=run.number or "", item=branch.title if branch else "",
        reason=branch.reason if branch else "", granted=str(getattr(fact, "granted", "")),
        branches=str(getattr(fact, "branches", "")),
    )


def _run(subject: str) -> Any:
    if subject.startswith("run/"):
        return rows.by_subject(subject)
    return rows.run_of_case(subject.removeprefix("case/")) if subject.startswith("case/") else None
