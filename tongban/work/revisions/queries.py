"""Questions about revisions."""

from __future__ import annotations

import uuid
from datetime import date

import yaml
from django.db.models import Q

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.catalogue.errors import NoSuchItem
from tongban.registers.catalogue.kinds import BadItem, Definition
from tongban.work.revisions import judging, permits
from tongban.work.revisions.errors import NoSuchRevision
from tongban.work.revisions.kinds import Judged, State
from tongban.work.revisions.models import ItemText, Revision

PAGE = 30
OPEN = (State.DRAFTED, State.REVIEWING, State.SENT_BACK, State.APPROVED)


def revision_for(actor: Actor, revision_id: str) -> Revision:
    """A revision this actor's post covers; raises `NoSuchRevision`."""
    try:
        found = Revision.objects.get(pk=uuid.UUID(str(revision_id)))
    except (Revision.DoesNotExist, ValueError):
        raise NoSuchRevision from None
    if not permits.may_see(actor, found.area):
        raise NoSuchRevision
    return found


def by_subject(subject: str) -> Revision:
    """The one behind "revision/<id>", for reactions."""
    return Revision.objects.get(pk=subject.removeprefix("revision/"))


def listed(actor: Actor, state: str = "", *, after: str = "", limit: int = PAGE) -> list[Revision]:
    """Revisions this actor's posts cover, newest first; ``after`` is the id of the last one seen.

    ``state`` is one of the states, or "open" for everything that is not settled.
    """
    mine = Q(pk__in=[])
    for post in actor.posts:
        if permits.may_see(actor, post.area):
            mine |= Q(area__startswith=post.area)
    rows = Revision.objects.filter(mine)
    if state == "open":
        rows = rows.filter(state__in=OPEN)
    elif state:
        rows = rows.filter(state=state)
    if after:
        try:
            rows = rows.filter(pk__lt=uuid.UUID(after))
        except ValueError:
            return []
    return list(rows.order_by("-pk")[:limit])


def texts(revision: Revision) -> list[ItemText]:
    """Its item texts in order."""
    return list(revision.texts.order_by("place"))


def text_at(revision: Revision, place: int) -> ItemText:
    """One of its item texts; raises `NoSuchRevision`."""
    found = revision.texts.filter(place=place).first()
    if found is None:
        raise NoSuchRevision("这项变更里没有这份事项内容。")
    return found


def judged(revision: Revision) -> list[Judged]:
    """Each text held against the schema, its examples and the city."""
    return judging.judge(revision, texts(revision))


def unknown_to_city(definition: Definition) -> list[BadItem]:
    """The desks, departments, outlets and types of licence an item names that the city does not have."""
    return list(judging.unknown_to_city(definition))


def open_of_item(code: str) -> list[Revision]:
    """What is being changed about an item right now."""
    return list(Revision.objects.filter(items__contains=[code], state__in=OPEN).order_by("-pk")[:PAGE])


def due(limit: int = 200) -> list[Revision]:
    """Approved ones whose day has come."""
    rows = Revision.objects.filter(state=State.APPROVED, effective_on__lte=time.today())
    return list(rows.order_by("effective_on", "pk")[:limit])


def source_text(code: str) -> tuple[str, str]:
    """The newest edition of an item as YAML, and its digest; raises `NoSuchItem`."""
    current = catalogue.item(code).current
    if current is None:
        raise NoSuchItem
    return yaml_of(current.definition.mapping), current.digest


def yaml_of(mapping: object) -> str:
    """A definition as the text people edit."""
    return str(yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False, width=120))


def outdated(row: ItemText, code: str) -> catalogue.Edition | None:
    """The newest edition of the item where it is not the one the text was drafted from."""
    if not catalogue.titles([code]):
        return None
    current = catalogue.item(code).current
    return current if current is not None and current.digest != row.base else None


def day_of(revision: Revision) -> date:
    """The day from which it is meant to hold."""
    return max(revision.effective_on or time.today(), time.today())
