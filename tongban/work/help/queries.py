from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from datetime import time as clock
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tongban.engines.forms import Field
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import blind_index, token_digest
from tongban.kernel.errors import Refusal
from tongban.kernel.once import asking
from tongban.registers.calendar import queries as calendar
from tongban.registers.identity import queries as identity
from tongban.registers.mandates import queries as mandates
from tongban.work.cases import queries as cases
from tongban.work.cases.errors import NotYours
from tongban.work.cases.kinds import Slot
from tongban.work.help import permits
from tongban.work.help.errors import HelpOver
from tongban.work.help.kinds import CLOSES, OPENS, OURS, PROMISED_SECONDS, Way
from tongban.work.help.models import Help
from tongban.work.packages import queries as packages

if TYPE_CHECKING:
    from tongban.work.cases.models import Case
    from tongban.work.packages.models import Run

    Filled = Case | Run

PAGE = 30


def token_of(row: Help) -> str:
    """The code somebody trusted is given: made of the row's id with our key, so that the row does not keep it."""
    return blind_index(str(row.pk), "help.token").lower()[:20]


def by_token(actor: Actor, token: str) -> Help:
    """The invitation behind a code that nobody has taken up, or that I have; raises `HelpOver`."""
    digest = token_digest("".join(token.split()).lower())
    with wall.shown(digest):
        row = Help.objects.filter(digest=digest, way=Way.FAMILY).first()
    if row is None or not row.counts or row.helper not in ("", actor.principal):
        raise HelpOver
    return row


def of_draft(actor: Actor, draft: UUID | str) -> Help | None:
    """The help that goes on with a draft of mine."""
    row = Help.objects.filter(draft=draft, applicant=actor.applicant, ended_at=None).first()
    return row if row and row.counts else None


def help_for(actor: Actor, help_id: UUID | str) -> tuple[Help, Filled]:
    """What I help with, and the one draft it opens; raises `HelpOver` once it was handed in, too."""
    row = Help.objects.filter(pk=help_id).first()
    if row is None or not row.counts or not permits.is_helper(actor, row):
        raise HelpOver
    if row.way == Way.CITY and not open_now():
        raise HelpOver
    with one_draft(row):
        case: Filled | None = cases.draft_behind(f"case/{row.draft}") or packages.draft_opened(row.draft)
    if case is None or case.trashed_at or case.applicant != row.applicant:
        raise HelpOver
    return row, case


@contextmanager
def one_draft(row: Help) -> Iterator[None]:
    """Look at rows as a helper may: this draft, and nothing beside it that is anybody's."""
    with wall.taken(wall.Stand(role=wall.PERSON, kind="person", keys=str(row.draft))):
        yield


def acting(actor: Actor, row: Help) -> Actor:
    """Who asked, as he acts by the helper's hand in this item and no other; raises `HelpOver` when he may no more."""
    who = identity.person(row.asked_by.removeprefix("person/"))
    behalf = "" if row.applicant == who.subject else row.applicant
    try:
        himself = mandates.acting(who, door=actor.door, on_behalf=behalf)
    except Refusal:
        raise HelpOver from None
    return replace(himself, items=(row.item,), documents=False, hand=actor.principal)


def waiting(actor: Actor) -> list[Help]:
    """Who calls for a helper of the city now, whoever waits longest first."""
    permits.require_helper(actor)
    rows = Help.objects.filter(way=Way.CITY, helper="", ended_at=None, until__gt=time.now()).order_by("asked_at")
    return [row for row in rows[:PAGE] if permits.helps(actor, row.area)]


def running(actor: Actor) -> list[Help]:
    """Whom I help now."""
    rows = Help.objects.filter(helper=actor.principal, ended_at=None, until__gt=time.now()).order_by("-taken_at")
    return list(rows[:PAGE])


def mine(actor: Actor, draft: UUID | str) -> Filled:
    """My draft, of an item or of a package, with which I may be helped; raises `NotYours`."""
    try:
        return cases.draft_for(actor, str(draft))
    except NotYours:
        return packages.draft_for(actor, str(draft))


def drafts_helped(actor: Actor) -> list[tuple[Help, Filled]]:
    """The drafts I help somebody trusted with, each beside its help, without what is written in them."""
    if actor.kind != "person" or actor.on_behalf:
        return []
    rows = [row for row in running(actor) if row.way == Way.FAMILY]
    if not rows:
        return []
    keys = [str(row.draft) for row in rows]
    with wall.taken(wall.Stand(role=wall.PERSON, kind="person", keys=",".join(keys))):
        found: dict[str, Any] = {**packages.drafts_among(keys)}
        found |= {str(case.pk): case for case in cases.by_subjects(f"case/{key}" for key in keys).values()}
    pairs = [(row, found.get(str(row.draft))) for row in rows]
    return [(row, one) for row, one in pairs if one and one.state == "draft" and not one.trashed_at]


def places(row: Help, case: Filled) -> list[Slot]:
    """The materials into which a helper may put a document: asked for, and answered by nobody or by himself.

    Looked at as the platform, since a licence may answer one; of what answers the others nothing is told, and what the
    applicant keeps to himself is not among them.
    """
    with asking(), wall.as_platform("help-places"):  # no answer of one stand is taken for the other's
        found = cases.slots(case)
    return [
        slot for slot in found
        if _kept_back(slot.code) not in row.own and not slot.free
        and (slot.by == row.helper if slot.material_id else not slot.filled)
    ]  # fmt: skip


def may_keep_back(case: Filled) -> list[tuple[str, str]]:
    """The materials the applicant may keep to himself: the name under which `Help.own` keeps that, and the title."""
    return [(_kept_back(slot.code), slot.title) for slot in cases.slots(case) if not slot.filled]


def helpers(draft: UUID | str) -> dict[str, str]:
    """The names of those who helped with a draft of mine, by how the ledger calls them."""
    return {row.helper: row.helper_name for row in Help.objects.filter(draft=draft).exclude(helper="")}


def _kept_back(code: str) -> str:
    return f"material/{code}"


def may_share(case: Filled, field: Field) -> bool:
    """Whether a helper may see a field at all: not its kind of answer, and not what was filled in from what is known.

    What the applicant changed himself in a prefilled field is his word like any other.
    """
    noted = case.origins.get(field.name)
    return field.type not in OURS and (not noted or bool(noted.get("changed")))


def is_mine(row: Help, case: Filled, field: Field) -> bool:
    """Whether a field is the applicant's alone: nobody may see it, or he keeps it to himself."""
    return field.name in row.own or not may_share(case, field)


def open_now() -> bool:
    """Whether the city's helpers are at work (帮办时间)."""
    here = time.local(time.now())
    return calendar.calendar().is_working(here.date()) and OPENS <= here.time() < CLOSES


@dataclass(frozen=True)
class Pace:
    """How fast the city's helpers came: calls of a day, and those answered within the minute that is promised."""

    calls: int
    in_time: int


def pace(day: date) -> Pace:
    """The first answers of a day (一分钟响应率): a call nobody answered counts as one that was late."""
    begins = time.local(datetime.combine(day, clock(), tzinfo=time.local(time.now()).tzinfo))
    with wall.as_platform("figures"):
        rows = Help.objects.filter(way=Way.CITY, asked_at__gte=begins, asked_at__lt=begins + timedelta(days=1))
        asked = list(rows.values_list("asked_at", "taken_at"))
    soon = timedelta(seconds=PROMISED_SECONDS)
    done = [(called, came) for called, came in asked if came or time.now() - called > soon]
    return Pace(len(done), sum(1 for called, came in done if came and came - called <= soon))
