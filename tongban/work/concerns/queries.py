from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import blind_index
from tongban.kernel.errors import NotYours
from tongban.registers.places import queries as places
from tongban.registers.sources import queries as sources
from tongban.work.cases import queries as cases
from tongban.work.concerns import permits
from tongban.work.concerns.errors import NoSuchConcern
from tongban.work.concerns.models import Concern
from tongban.work.packages import queries as packages

MOST_UNSIGNED = 10
SUPERVISORS = ("service-centre", "supervision")
KEEPERS = ("service-centre", "catalogue")
"""Who keeps what is written for everybody, and answers what no department is asked for."""


def concern_for(actor: Actor, concern_id: str) -> Concern:
    """One of those my desk answers; raises `NoSuchConcern`."""
    try:
        found = Concern.objects.filter(pk=uuid.UUID(str(concern_id))).first()
    except ValueError:
        found = None
    if found is None or not permits.may_answer(actor, found):
        raise NoSuchConcern
    return found


def by_code(actor: Actor, code: str) -> Concern:
    """One by the code its raiser was given; who raised it signed in reads it signed in. Raises `NoSuchConcern`."""
    with wall.shown(code):
        found = Concern.objects.filter(code=code).first()
    if found is None or (found.raiser and not (actor.signed_in and found.raiser == actor.applicant)):
        raise NoSuchConcern
    return found


def of_raiser(actor: Actor, limit: int = 50) -> list[Concern]:
    """What I, or whom I act for, said, newest first."""
    return list(Concern.objects.filter(raiser=actor.applicant).order_by("-opened_at")[:limit])


def by_subject(subject: str) -> Concern:
    """The one behind "concern/<id>", for reactions."""
    return Concern.objects.get(pk=subject.removeprefix("concern/"))


def draft_for(actor: Actor, draft_id: str) -> Any:
    """My draft of an item or of a package; raises `NotYours`."""
    try:
        return cases.draft_for(actor, draft_id)
    except NotYours:
        return packages.draft_for(actor, draft_id)


def about_use(actor: Actor, use: str) -> str:
    """A use of my data in a few words; raises `NoSuchConcern` for somebody else's."""
    row = sources.use_of(actor, use)
    if row is None:
        raise NoSuchConcern
    return f"{row.what_title}，{row.by}，{time.local(row.at):%Y-%m-%d %H:%M}"[:200]


def owner(kind: str, definition: Any = None) -> tuple[str, str]:
    """Department and desk: what is about an item is its department's, the help its keepers', the rest supervisors'."""
    if kind in ("guide", "asked") and definition is not None:
        return definition.owner, definition.process.deciding.desk
    return KEEPERS if kind in ("asked", "page") else SUPERVISORS


def network(address: str) -> str:
    return blind_index(address, "concerns.network") if address else ""


def crowded(digest: str) -> bool:
    """Whether one network has said enough today without signing in."""
    since = time.now() - timedelta(days=1)
    with wall.as_platform("figures"):
        return Concern.objects.filter(network=digest, opened_at__gte=since)[:MOST_UNSIGNED].count() >= MOST_UNSIGNED


def area_of(applicant: Any) -> str:
    """The district of who says it; of nobody, the first of the city."""
    return (applicant.area[:6] if applicant and applicant.area else "") or places.districts()[0].code
