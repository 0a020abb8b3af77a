from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from tongban.engines import clocks as engine
from tongban.engines.clocks import Reading
from tongban.kernel import paging, time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotYours
from tongban.kernel.text import storable
from tongban.registers.calendar import queries as holidays
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.identity import queries as identity
from tongban.registers.ledger import queries as ledger
from tongban.registers.licences import queries as licences
from tongban.work.cases import queries as cases
from tongban.work.packages import permits
from tongban.work.packages.figures import Figures, figures, started
from tongban.work.packages.grouping import GROUPS, Group, groups_of, runs_of
from tongban.work.packages.kinds import BranchState, Lane, RunState
from tongban.work.packages.models import Branch, Run

if TYPE_CHECKING:
    from tongban.registers.licences.models import Licence
    from tongban.work.cases.models import Case

__all__ = [
    "GROUPS", "Figures", "Group", "asking", "branch_of_case", "by_subject", "clock", "draft_behind", "draft_for",
    "draft_opened", "drafts_among", "drafts_of", "figures", "filled_from", "given", "groups_of", "is_over", "lanes",
    "locked", "of_applicant", "opened", "ready", "run_for", "run_of_case", "runs_of", "shared_gaps", "siblings",
    "started", "supplied_together", "trash_of", "unready", "waiting",
]  # fmt: skip

PAGE = 20


def locked(run_id: str) -> Run:
    """The run, locked until the verb that asks ends; raises `NotYours` when there is none."""
    try:
        return Run.objects.select_for_update(of=("self",)).select_related("edition").get(pk=cases.as_key(run_id))
    except Run.DoesNotExist:
        raise NotYours from None


def draft_for(actor: Actor, run_id: str) -> Run:
    """My run, a draft under the newest edition; raises `NotYours`."""
    run = Run.objects.select_related("edition").filter(pk=cases.as_key(run_id)).first()
    if run is None or not permits.is_applicant(actor, run):
        raise NotYours
    if run.state == RunState.DRAFT:
        run.edition = catalogue.package_in_force(run.item_code)
    return cases.asked_by(actor, run)  # type: ignore[no-any-return]


def run_for(actor: Actor, number: str) -> Run:
    """A run by its number, for its applicant and for whoever may see one of its cases; raises `NotYours`."""
    rows = Run.objects.select_related("edition").filter(number=storable(number).strip().upper())
    run = rows.first()
    if run is None:
        raise NotYours
    if permits.is_applicant(actor, run) or actor.is_system:
        return run
    seen = [b.case for b in run.branches.select_related("case", "case__edition") if b.case]
    if actor.is_official and any(cases.may_see(actor, case) for case in seen):
        return run
    raise NotYours


def by_subject(subject: str) -> Run:
    """The run behind "run/<id>", for reactions."""
    return Run.objects.select_related("edition").get(pk=subject.removeprefix("run/"))


def branch_of_case(case_id: Any) -> Branch | None:
    """The branch that a case is, if it is one."""
    return Branch.objects.select_related("run", "run__edition", "case").filter(case_id=case_id).first()


def run_of_case(case_id: Any) -> Run | None:
    """The run that a case belongs to, if it does."""
    branch = branch_of_case(case_id)
    return branch.run if branch else None


def drafts_of(actor: Actor, after: str = "", limit: int = PAGE) -> list[Run]:
    """My unfinished runs, newest first; ``after`` is the key (`kernel.paging`) of the last one seen."""
    rows = _drafts(actor).filter(paging.behind("saved_at", after), trashed_at=None)
    return list(rows.select_related("edition").order_by("-saved_at", "-pk")[:limit])


def trash_of(actor: Actor) -> list[Run]:
    """My runs in the trash (回收站), newest first."""
    return list(_drafts(actor).filter(trashed_at__isnull=False).order_by("-trashed_at")[:PAGE])


def draft_behind(subject: str) -> Run | None:
    """The draft behind "run/<id>"; None once it was deleted or handed in."""
    return Run.objects.filter(pk=subject.removeprefix("run/"), state=RunState.DRAFT).first()


def draft_opened(run_id: Any) -> Run | None:
    """The draft of this id under the newest edition, as far as who asks may see it; None once it was handed in."""
    run = Run.objects.filter(pk=cases.as_key(run_id), state=RunState.DRAFT).first()
    if run is not None:
        run.edition = catalogue.package_in_force(run.item_code)
    return run


def drafts_among(run_ids: Iterable[Any]) -> dict[str, Run]:
    """The drafts of these ids by their ids, without what is written in them; one question."""
    rows = Run.objects.filter(pk__in=[cases.as_key(one) for one in run_ids], state=RunState.DRAFT)
    return {str(run.pk): run for run in rows.defer("data", "raw", "origins", "writers")}


def _drafts(actor: Actor) -> QuerySet[Run]:
    """The applicant's drafts; for whoever acts by a person's mandate those of its items only."""
    rows = Run.objects.filter(applicant=actor.applicant, state=RunState.DRAFT)
    return rows.filter(item_code__in=actor.items) if actor.items else rows


def of_applicant(actor: Actor, limit: int = PAGE) -> list[Run]:
    """My runs that were handed in, newest first."""
    rows = Run.objects.filter(applicant=actor.applicant).exclude(state=RunState.DRAFT)
    return list(rows.order_by("-saved_at")[:limit])


def opened(run: Run) -> AbstractContextManager[None]:
    """Within it every case of a run is seen by whoever may see the run.

    The cases of one run may be several applicants': what an earlier branch founded applies for the later ones, and each
    department answers for its own. The second wall alone would show each only his part of the whole.
    """
    keys = run.branches.filter(case__isnull=False).values_list("case_id", flat=True)
    return wall.shown(*(str(key) for key in keys))


def lanes(run: Run) -> list[Lane]:
    """Every branch beside the others, with its case and who answers (并联进度)."""
    rows = run.branches.select_related("case", "case__edition").prefetch_related("case__pauses", "case__gaps")
    with opened(run):  # with all that is shown of a case: afterwards it is out of reach again
        branches = list(rows)
    titles = {b.name: b.title for b in branches}
    owners = {i.code: i.owner_code for i in catalogue.items_by_code(b.item_code for b in branches)}
    names = {code: identity.department(code).name for code in set(owners.values())}
    return [
        Lane(b.name, b.title, names.get(owners.get(b.item_code, ""), ""), _state(b), b.case, b.reason,
             tuple(titles.get(one, one) for one in b.after))
        for b in branches
    ]  # fmt: skip


def _state(branch: Branch) -> str:
    """What was held is filed once its applicant has handed it in himself."""
    done = branch.state == BranchState.HELD and branch.case is not None and branch.case.state != "draft"
    return BranchState.FILED if done else branch.state


def waiting(run: Run) -> list[Branch]:
    """The branches that are not filed yet, in order."""
    return list(run.branches.filter(state=BranchState.WAITING))


def asking(run: Run, field: str) -> Definition:
    """The item for which a question of the one form is asked; the first, where several ask it."""
    parts = run.definition.parts
    asked = (p for p in parts if field in {p.source.shared(own) for own in p.definition.form.fields})
    return next(asked, parts[0]).definition


def filled_from(run: Run, objection: str) -> list[tuple[Case, str]]:
    """The cases and fields in which an answer waits for this objection."""
    found = run.branches.filter(case__isnull=False).select_related("case", "case__edition")
    return [
        (branch.case, name)
        for branch in found
        if branch.case is not None
        for name, origin in cases.origins(branch.case).items()
        if origin.objection == objection
    ]


def given(found: Iterable[Lane]) -> list[Licence]:
    """What was issued out of a run, in its order, to its applicant and to what it founded."""
    with wall.as_platform("package"):  # by its case alone; the licence itself opens to its holder
        return [licence for lane in found if lane.case for licence in licences.from_source(lane.case.subject)]


def is_over(run: Run) -> bool:
    """Whether nothing of the run is open any more."""
    return all(lane.over for lane in lanes(run))


def siblings(branch: Branch) -> list[Branch]:
    """The other branches of its run that have a case."""
    rows = Branch.objects.select_related("case").filter(run=branch.run_id, case__isnull=False)
    return list(rows.exclude(pk=branch.pk))


def clock(run: Run, found: Iterable[Lane] | None = None) -> Reading | None:
    """The one clock of the run (整件事的承诺): from submission; it stands while a branch is paused or owed a paper."""
    if run.submitted_at is None:
        return None
    found = lanes(run) if found is None else found
    stops = [stop for lane in found if lane.case for stop in _stops(lane.case)]
    return engine.read(
        run.submitted_at, run.edition.package.promise, stops, now=time.now(), stopped_at=run.closed_at,
        calendar=holidays.calendar(),
    )


def ready(branch: Branch) -> bool:
    """Whether everything it waits for was granted and its result is there."""
    return all(_granted(one) for one in _awaited(branch))


def unready(branch: Branch) -> str:
    """Why it will never be filed, in a sentence; "" while it may."""
    for one in _awaited(branch):
        lost = one.state == BranchState.BARRED or (one.case and one.case.state == "closed" and not _granted(one))
        if lost:
            how = one.case.get_outcome_display() if one.case else "没有提交"
            then = f"办成“{one.title}”以后，可以单独申请。"
            return f"它要用到“{one.title}”的结果，而“{one.title}”{how}，所以不再提交。{then}"
    return ""


def shared_gaps(run: Run, from_case: str, branch: Branch) -> list[tuple[str, str]]:
    """Open gaps of a branch that a paper of another branch's case answers: the material's code, and the paper."""
    giver = run.branches.select_related("case").filter(case_id=cases.as_key(from_case)).first()
    if giver is None or giver.case is None or branch.case is None or branch.case.state != "incomplete":
        return []
    told = {gap.target for gap in giver.case.gaps.exclude(settled_at=None)}
    papers = {g.code: g.material_id for g in giver.case.given.filter(current=True, code__in=told) if g.material_id}
    joined = run.definition
    mine, theirs = joined.part(branch.name).materials, joined.part(giver.name).materials
    there = {theirs[code]: paper for code, paper in papers.items() if code in theirs}
    open_ones = branch.case.gaps.filter(settled_at=None).values_list("target", flat=True)
    return [(code, there[mine[code]]) for code in open_ones if mine.get(code) in there]


def supplied_together(run: Run) -> frozenset[str]:
    """The branches whose gap was answered by what was supplied for another (补正共享)."""
    facts = ledger.timeline(run.subject)
    return frozenset(fact.body["branch"] for fact in facts if fact.kind == "packages.SupplementShared")


def _awaited(branch: Branch) -> list[Branch]:
    return list(Branch.objects.select_related("case").filter(run=branch.run_id, name__in=branch.after))


def _granted(branch: Branch) -> bool:
    case = branch.case
    if case is None or case.outcome != "granted":
        return False
    return case.state == "closed" or bool(licences.from_source(case.subject))


def _stops(case: Any) -> list[Any]:
    """Special procedures, and the time in which the applicant owes something."""
    owed = [
        engine.Pause(gap.told_at, gap.settled_at or case.closed_at, "等待申请人补正", "行政许可法 第三十二条")
        for gap in case.gaps.all()
    ]
    return [*cases.stops(case.pauses.all()), *owed]
