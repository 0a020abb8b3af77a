from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.sources.errors import NotYourData
from tongban.registers.sources.kinds import State, resources
from tongban.registers.sources.models import Answer, Authorisation, Use, Wire

PAGE = 30


def answered(subject: str) -> list[Answer]:
    """What sources said for this case today; those that did not answer are not among it."""
    return list(Answer.objects.filter(subject=subject, day=time.today(), error=""))


def tried(subject: str) -> dict[str, Answer]:
    """Today's questions of this case by their digest, answered or not."""
    return {row.query: row for row in Answer.objects.filter(subject=subject, day=time.today())}


def latest(subject: str, queries: list[str]) -> dict[str, Answer]:
    """What was answered last to each of these questions (by digest), on whichever day."""
    rows = Answer.objects.filter(subject=subject, query__in=queries, error="").order_by("day")
    return {row.query: row for row in rows} if queries else {}


def evidence(answer_ids: list[str]) -> dict[str, Answer]:
    """Answers by their ids, for who may see the case they belong to (the caller asks that)."""
    return {str(row.pk): row for row in Answer.objects.filter(pk__in=answer_ids, error="")} if answer_ids else {}


def authorisations(subject: str) -> list[Authorisation]:
    """Every word given on data for this case."""
    return list(Authorisation.objects.filter(subject=subject))


def resting() -> list[str]:
    """Titles of the resources that do not answer now and are not asked for a while."""
    rows = Wire.objects.filter(on=True, probe_at__gt=time.now()).values_list("resource", flat=True)
    known = resources()
    return sorted({known[code].title for code in rows if code in known})


def by_id(authorisation_id: str) -> Authorisation:
    """One authorisation; raises `NotYourData`."""
    found = Authorisation.objects.filter(pk=authorisation_id).first()
    if found is None:
        raise NotYourData
    return found


def asked_of(actor: Actor) -> list[Authorisation]:
    """What I am asked to agree to, and what I agreed to, the open ones first, the newest first."""
    rows = Authorisation.objects.filter(holder=actor.applicant).order_by("-asked_at")[:PAGE]
    return sorted(rows, key=lambda row: row.state != State.ASKED)


def uses_of(actor: Actor, before: str = "") -> list[Use]:
    """Who used my data, what for and when (数据使用记录): the newest first, a page at a time."""
    rows = Use.objects.filter(holder=actor.applicant).order_by("-id")
    if before:
        try:
            rows = rows.filter(pk__lt=UUID(before))
        except ValueError:
            return []
    return list(rows[:PAGE])


def use_of(actor: Actor, use_id: str) -> Use | None:
    """One use of my data; None for another's."""
    try:
        return Use.objects.filter(pk=UUID(use_id), holder=actor.applicant).first()
    except ValueError:
        return None


def every_use(actor: Actor) -> Iterator[Use]:
    """All of `uses_of`, page after page, for a copy of what is kept (查阅复制)."""
    page = uses_of(actor)
    while page:
        yield from page
        page = uses_of(actor, str(page[-1].pk))


def wires() -> list[Wire]:
    """Every connected resource and how it has been answering."""
    return list(Wire.objects.order_by("resource"))
