"""Review: sent, taken back, approved by a second person, or sent back with a reason."""

from __future__ import annotations

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.proof import proven
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.errors import NothingToDo, TooEarly
from tongban.registers.ledger.actions import action, record
from tongban.work.revisions import judging, permits, queries
from tongban.work.revisions.actions.locking import drafting, locked
from tongban.work.revisions.actions.publishing import carry_out
from tongban.work.revisions.errors import NotReady, Outdated, ReasonNeeded
from tongban.work.revisions.events import RevisionApproved, RevisionRecalled, RevisionSent, RevisionSentBack
from tongban.work.revisions.kinds import WRITES, Judged, Kind
from tongban.work.revisions.models import Revision

STATE_WANTED = {Kind.SUSPEND: "1", Kind.RESUME: "23", Kind.CANCEL: "12"}
"""The states (`words.TASK_STATES`) in which a kind makes sense."""


@action
def send(actor: Actor, revision_id: str) -> Revision:
    """Hand it to a second person (送审): it must be right, reasoned, and drafted from the newest edition.

    Raises `NotReady`, `Outdated`, `ReasonNeeded`.
    """
    revision = drafting(actor, revision_id, "send")
    judged = queries.judged(revision)
    permits.require_draft(actor, *judging.areas(judged, revision))
    _ready(revision, judged)
    revision.sent_at, revision.decided_by, revision.decided_name, revision.finding = time.now(), "", "", ""
    revision.decided_at = None
    if actor.id not in revision.authors:
        revision.authors = [*revision.authors, actor.id]
    revision.save(update_fields=[
        "state", "authors", "sent_at", "decided_by", "decided_name", "decided_at", "finding",
    ])  # fmt: skip
    record(actor, RevisionSent(revision.subject))
    return revision


@action
def recall(actor: Actor, revision_id: str) -> Revision:
    """Take it back from review to go on drafting (撤回送审)."""
    revision = drafting(actor, revision_id, "recall")
    revision.save(update_fields=["state"])
    record(actor, RevisionRecalled(revision.subject))
    return revision


@action
@proven("审核通过事项变更")
def approve(actor: Actor, revision_id: str, *, opinion: str = "") -> Revision:
    """A second person approves it (审核通过): published at once, or by the clock on its day.

    Raises `SecondPerson`, `NotReady`, `Outdated`.
    """
    revision = locked(actor, revision_id)
    judged = queries.judged(revision)
    permits.require_second(actor, revision.authors, *judging.areas(judged, revision))
    revision.move("approve")
    _ready(revision, judged)
    _decided(actor, revision, opinion)
    day = revision.effective_on.isoformat() if revision.effective_on else ""
    record(actor, RevisionApproved(revision.subject, day, opinion.strip()))
    if revision.effective_on is None or revision.effective_on <= time.today():
        carry_out(Actor.system(actor.name), revision, judged)
    return revision


@action
def send_back(actor: Actor, revision_id: str, *, reason: str) -> Revision:
    """A second person wants it changed (退回修改). Raises `SecondPerson`, `ReasonNeeded`."""
    revision = locked(actor, revision_id)
    permits.require_second(actor, revision.authors, revision.area)
    revision.move("send_back")
    if not reason.strip():
        raise ReasonNeeded("请写明退回的原因，起草人会按它修改。")
    _decided(actor, revision, reason)
    record(actor, RevisionSentBack(revision.subject, reason.strip()))
    return revision


def _decided(actor: Actor, revision: Revision, finding: str) -> None:
    revision.decided_by, revision.decided_name, revision.decided_at = actor.id, actor.name, time.now()
    revision.finding = finding.strip()
    revision.save(update_fields=["state", "decided_by", "decided_name", "decided_at", "finding"])


def _ready(revision: Revision, judged: list[Judged]) -> None:
    """What must be so before anybody is asked to review, and still when he approves."""
    if not revision.reason:
        raise ReasonNeeded("请先在“变更说明”里写明为什么变更。")
    if revision.effective_on is not None and revision.effective_on < time.today():
        raise TooEarly(f"生效日期 {revision.effective_on:%Y-%m-%d} 已经过去。")
    wrong = [problem for one in judged for problem in one.problems]
    if wrong:
        listed = [{"sentence": str(one)} for one in wrong]
        raise NotReady(f"事项内容还有 {len(wrong)} 处需要修改：{wrong[0]}", problems=listed)
    least, most = WRITES.get(Kind(revision.kind), (0, 0))
    if not least <= len(judged) <= most:
        raise NotReady(f"应当有 {least} 份事项内容，现在有 {len(judged)} 份。")
    wanted = STATE_WANTED.get(Kind(revision.kind))
    for code in revision.items:
        item = catalogue.item(code)
        if wanted is not None and item.state not in wanted:
            raise NothingToDo(f"“{item.title}”现在的状态下不能{revision.get_kind_display()}。")
    _from_newest(revision, judged)


def _from_newest(revision: Revision, judged: list[Judged]) -> None:
    rows = {row.place: row for row in queries.texts(revision)}
    for one in judged:
        assert one.definition is not None  # what cannot be read was refused above
        if rows[one.place].base == one.definition.digest:
            raise NotReady("内容与现行版本完全相同，没有可以审核的变化。")
        newer = queries.outdated(rows[one.place], one.definition.code)
        if newer is not None:
            raise Outdated(f"起草之后，“{newer.item.title}”又发布了第 {newer.number} 版。")
