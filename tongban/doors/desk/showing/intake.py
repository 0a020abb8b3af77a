"""What a clerk has before him while somebody stands at the window: the person, the whole form, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tongban.doors.parts.asking import Asking, asking, pages, values
from tongban.engines.codes import masking
from tongban.engines.forms import Page, Problem
from tongban.kernel import wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotYours, Refusal
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity.errors import NotYourMandate
from tongban.registers.licences import queries as licences
from tongban.registers.places import queries as places
from tongban.registers.visits import queries as visits
from tongban.watch.search import queries as search
from tongban.work.cases import queries as cases

if TYPE_CHECKING:
    from tongban.registers.identity.kinds import Applicant
    from tongban.registers.visits.models import Confirmation, Visit
    from tongban.watch.search.kinds import Hit
    from tongban.work.cases.models import Case

FOUND = 8


@dataclass(frozen=True)
class Calling:
    """One applicant the visitor may speak for, with what lies there already."""

    applicant: Applicant
    drafts: list[Case]
    running: list[Case]
    licences: list[Any]


def callings(actor: Actor, visit: Visit) -> list[Calling]:
    """Himself first, then his companies and who gave him a mandate."""
    found = []
    for applicant in visits.callings(visit):
        acting = visits.visitor(actor, visit, applicant.subject)
        with wall.behind(acting):
            running = [case for case in cases.of_applicant(acting, limit=FOUND) if case.state != "closed"]
            found.append(Calling(applicant, cases.drafts_of(acting), running, list(licences.of_holder(acting))))
    return found


def cares(visit: Visit) -> list[Any]:
    """What carers asked, with the titles of its items."""
    rows: list[Any] = visits.cares(visit)
    names = catalogue.titles({code for row in rows for code in row.items})
    for row in rows:
        row.titles = "、".join(names.get(code, code) for code in row.items)
    return rows


def items(q: str) -> list[Hit]:
    """Items by what people call them, by pinyin and initials."""
    return search.search(q, limit=FOUND).of("item") if q.strip() else []


def likely(found: list[Calling], hits: list[Hit]) -> str:
    """Whom the first item is offered to among those he may speak for; himself where it says nothing."""
    serves = catalogue.edition_in_force(hits[0].key).definition.serves if hits else ()
    fits = (one.applicant for one in found if one.applicant.kind in serves)
    return next(fits, found[0].applicant).subject


def area_of(actor: Actor, applicant: Applicant) -> str:
    """The district a new application most likely belongs to: the window's own, else the applicant's."""
    served = next((post.area for post in actor.posts if post.area and places.serves(post.area)), "")
    return (served or applicant.area)[:6]


@contextmanager
def writing(actor: Actor, visit_id: UUID | str, draft: UUID | str) -> Iterator[tuple[Visit, Actor, Case]]:
    """The visit, who acts in an application that the visitor may write, and the application; raises `NotYours`.

    As long as it lasts, rows are looked at as the visitor may, and no further.
    """
    visit = visits.visit_for(actor, visit_id)
    with wall.as_platform(visit.subject):
        whose = cases.applicant_of(draft)
    try:
        acting = visits.visitor(actor, visit, whose)
    except NotYourMandate:
        raise NotYours from None
    with wall.behind(acting):
        yield visit, acting, cases.draft_for(acting, str(draft))


@dataclass(frozen=True)
class Part:
    """One page of the form with its questions and what is wrong there."""

    page: Page
    asked: list[Asking]
    problems: list[Problem]


@dataclass(frozen=True)
class Sheet:
    """The whole application on one page."""

    case: Case
    parts: list[Part]
    slots: list[Any]
    offered: dict[str, list[Any]]
    missing: list[Any]
    values: dict[str, Any]
    digest: str
    confirmed: Confirmation | None

    @property
    def shown(self) -> list[str]:
        return [one.field.name for part in self.parts for one in part.asked]


def application(visit: Visit, case: Case, *, tried: bool = False) -> Sheet:
    """``tried``: what is empty is shown as wrong too, not only what was typed wrong."""
    facts = cases.facts_of(case)
    parts = []
    for page in pages(case, facts):
        wrong = [p for p in cases.page_problems(case, page.name) if tried or p.field in case.raw]
        parts.append(Part(page, asking(case, page.name, facts, "申请人"), wrong))
    slots = cases.slots(case, facts)
    offered = {s.code: cases.reusable(case, s.code) for s in slots if not s.filled or s.gap}
    digest = cases.fingerprint(case)
    return Sheet(
        case, parts, slots, offered, cases.missing(case, facts), _shown(case, parts), digest,
        visits.confirmation(visit, case.subject, digest),
    )  # fmt: skip


def _shown(case: Case, parts: list[Part]) -> dict[str, Any]:
    """What stands in the controls; what nobody can change here is shown as far as any official sees it."""
    locked = {one.field.name: one.field.type for part in parts for one in part.asked if one.locked}
    public, found = not case.applicant.startswith("person/"), values(case)
    for control, value in found.items():
        kind = locked.get(control) or locked.get(control.rpartition(".")[0])
        if kind and isinstance(value, str):
            found[control] = masking.of_kind(value, kind, public=public)
    return found


def refusal_problems(refusal: Refusal | None) -> list[Any]:
    """What a refusal says is missing, each with where it is."""
    return list(refusal.details.get("problems", ())) if refusal else []
