"""What was agreed to and answered for a package counts in each case it becomes, and nowhere else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger.actions import action, record
from tongban.registers.sources.actions.using import note_use
from tongban.registers.sources.events import ConsentCarried, SourceAnswered
from tongban.registers.sources.kinds import Kind, Matter
from tongban.registers.sources.models import Answer, Authorisation, Use


@action
def carry_words(actor: Actor, subject: str, matter: Matter, codes: Mapping[str, Sequence[str]]) -> int:
    """Let holders' words on a package count for one of its cases (授权随件); how many there are.

    ``codes`` says for a material of the package which of the case it is. Each stands as its holder gave it; he may take
    it back from the case as from the package.
    """
    _require_system(actor)
    rows = Authorisation.objects.filter(subject=subject, code__in=codes)
    found = [(row, own) for row in rows for own in codes[row.code]]
    for row, own in found:
        Authorisation.objects.update_or_create(
            subject=matter.subject, code=own, kind=row.kind, what=row.what, holder=row.holder,
            defaults={
                "what_title": row.what_title, "title": matter.title, "department": matter.department,
                "state": row.state, "asked_name": row.asked_name, "asked_at": row.asked_at,
                "answered_at": row.answered_at, "ended_at": row.ended_at,
            },
        )
    record(actor, ConsentCarried(matter.subject, subject, len(found)))
    return len(found)


@action
def carry_answers(actor: Actor, subject: str, matter: Matter, queries: Collection[str]) -> int:
    """Take over what sources said today to exactly these questions (by digest); how many there are."""
    _require_system(actor)
    rows = list(Answer.objects.filter(subject=subject, day=time.today(), error="", query__in=queries))
    uses = {one.evidence: one for one in Use.objects.filter(subject=subject, kind=Kind.DATA)}
    for row in rows:
        kept, _ = Answer.objects.get_or_create(
            subject=matter.subject, query=row.query, day=row.day,
            defaults={
                "source": row.source, "fields": row.fields, "sealed": row.sealed, "digest": row.digest, "at": row.at,
            },
        )
        record(actor, SourceAnswered(matter.subject, row.source, str(kept.pk), row.digest, tuple(row.fields)))
        used = uses.get(str(row.pk))
        if used is not None:
            note_use(
                actor, matter, used.holder, Kind.DATA, used.what, used.what_title, str(kept.pk), used.fields, used.basis
            )
    record(actor, ConsentCarried(matter.subject, subject, 0, len(rows)))
    return len(rows)


def _require_system(actor: Actor) -> None:
    if not actor.is_system:
        raise NotAllowed("只有由一件事分出的办件可以沿用授权。")
