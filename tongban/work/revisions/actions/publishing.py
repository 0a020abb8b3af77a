"""Publication: what was approved becomes true in the catalogue, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.proof import proven
from tongban.registers.catalogue import actions as catalogue
from tongban.registers.ledger.actions import action, record
from tongban.work.revisions import permits, queries
from tongban.work.revisions.actions.locking import locked
from tongban.work.revisions.errors import NotReady
from tongban.work.revisions.events import RevisionGivenBack, RevisionPublished
from tongban.work.revisions.kinds import ENDS, Judged, Kind
from tongban.work.revisions.models import Revision


@action
@proven("发布事项变更")
def publish(actor: Actor, revision_id: str) -> Revision:
    """The day has come (到期发布). Raises what the catalogue refuses; then the clock gives it back."""
    permits.require_system(actor)
    revision = locked(actor, revision_id)
    return carry_out(actor, revision, queries.judged(revision))


@action
def give_back(actor: Actor, revision_id: str, *, reason: str) -> Revision:
    """The catalogue refused it on its day: it goes back to those who drafted it, with the reason."""
    permits.require_system(actor)
    revision = locked(actor, revision_id)
    revision.move("give_back")
    revision.finding, revision.decided_at = reason, time.now()
    revision.save(update_fields=["state", "finding", "decided_at"])
    record(actor, RevisionGivenBack(revision.subject, reason))
    return revision


def carry_out(actor: Actor, revision: Revision, judged: Sequence[Judged]) -> Revision:
    """Move, publish every text, end what ends and name its successors, record: within the verb that calls."""
    revision.move("publish")
    if wrong := [problem for one in judged for problem in one.problems]:
        raise NotReady(f"到生效日时，事项内容有 {len(wrong)} 处不再成立：{wrong[0]}")
    editions = []
    for one in judged:
        assert one.definition is not None  # it has no problems, so it could be read
        editions.append(catalogue.publish(
            actor, one.definition, queries.day_of(revision), revision.note, ends_on=revision.ends_on,
            source=revision.subject,
        ))  # fmt: skip
    follow = [edition.item.code for edition in editions]
    for code in revision.items:
        _turn(actor, revision, code, follow)
    revision.published_at = time.now()
    revision.save(update_fields=["state", "published_at"])
    ended = list(revision.items) if revision.kind in ENDS else []
    record(actor, RevisionPublished(revision.subject, [str(edition.pk) for edition in editions], ended))
    return revision


def _turn(actor: Actor, revision: Revision, code: str, follow: list[str]) -> None:
    """What a revision does to the offer of an item beside its texts."""
    said = {"reason": revision.note or revision.reason, "source": revision.subject}
    if revision.kind == Kind.SUSPEND:
        catalogue.withdraw_item(actor, code, manner="suspend", **said)
    elif revision.kind == Kind.RESUME:
        catalogue.resume_item(actor, code, **said)
    elif revision.kind in ENDS:
        catalogue.withdraw_item(actor, code, manner="cancel", successors=follow, **said)
