"""Every use of somebody's data is a row he may read (个人信息保护法 第四十四条、第四十五条)."""

from __future__ import annotations

from collections.abc import Sequence

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.registers.sources.events import DataUsed
from tongban.registers.sources.kinds import Kind, Matter
from tongban.registers.sources.models import Use


@action
def use(
    actor: Actor, matter: Matter, holder: str, kind: Kind, what: str, title: str, evidence: str, basis: str,
    fields: Sequence[str] = (),
) -> Use:  # fmt: skip
    """Note that a licence or an earlier file was used for a case; the same evidence is noted once per case."""
    row = note_use(actor, matter, holder, kind, what, title, evidence, fields, basis)
    if row is None:
        with wall.as_platform("use"):
            found = Use.objects.get(subject=matter.subject, holder=holder, evidence=evidence)
        record(actor, DataUsed(matter.subject, str(found.pk), holder, kind, what))
        return found
    return row


def note_look(
    actor: Actor, matter: Matter, holder: str, what: str, title: str, evidence: str, purpose: str = ""
) -> None:
    """Within a verb whose own fact says it: somebody at work looked; its holder reads it once a day for each who did.

    ``evidence`` names what was looked at, by its id; ``purpose`` what a system said it called for, in words.
    """
    who = actor.number or actor.name or "系统"
    key = f"{evidence}:{who[:12]}:{time.today():%y%m%d}{actor.purpose}"[-64:]
    row = Use(
        subject=matter.subject, holder=holder, evidence=key, kind=Kind.SEEN, what=what, what_title=title[:100],
        title=matter.title, basis=f"依职权调阅，用途：{purpose}" if purpose else "依职权调阅", at=time.now(),
        department=actor.posts[0].department if actor.posts else matter.department, by=who,
    )  # fmt: skip
    with wall.as_platform("use"):
        Use.objects.bulk_create([row], ignore_conflicts=True)


def note_use(
    actor: Actor, matter: Matter, holder: str, kind: Kind, what: str, title: str, evidence: str,
    fields: Sequence[str], basis: str,
) -> Use | None:  # fmt: skip
    """The row, within a verb; None where it stands already."""
    with wall.as_platform("use"):  # noted whoever brings it about; its holder reads it, not who used it
        row, fresh = Use.objects.get_or_create(
            subject=matter.subject, holder=holder, evidence=evidence,
            defaults={
                "kind": kind, "what": what, "what_title": title, "fields": list(fields), "title": matter.title,
                "department": matter.department, "by": actor.name or "系统", "basis": basis, "at": time.now(),
            },
        )
    if not fresh:
        return None
    record(actor, DataUsed(matter.subject, str(row.pk), holder, kind, what))
    return row
