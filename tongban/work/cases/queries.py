from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Q, QuerySet

from tongban.kernel import paging, time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.kernel.text import storable
from tongban.registers.identity import queries as identity
from tongban.registers.identity.kinds import ADMINISTRATORS
from tongban.registers.ledger import queries as ledger
from tongban.registers.materials import queries as materials
from tongban.work.cases import notices, permits, prereview
from tongban.work.cases.ageing import Ageing
from tongban.work.cases.asked import WAYS as QUESTION_WAYS
from tongban.work.cases.asked import questions
from tongban.work.cases.clock import Clocks, read, stops
from tongban.work.cases.confirming import fingerprint
from tongban.work.cases.editions import difference, newer
from tongban.work.cases.errors import NotYours
from tongban.work.cases.events import COUNTED
from tongban.work.cases.facts import facts_for, facts_of, form_questions, form_sources
from tongban.work.cases.fetching import code_of as form_code
from tongban.work.cases.fetching import named as asks_others
from tongban.work.cases.figures import pre_review_figures, submitted_of
from tongban.work.cases.filling import missing, page_problems, reusable, slots, ways
from tongban.work.cases.holding import concerned, unanswered
from tongban.work.cases.kinds import Point
from tongban.work.cases.ledgers import STATES as LEDGER_STATES
from tongban.work.cases.ledgers import Project, Wanted, every_of, holder_of, items_of, ledger_of, named_by, projects_of
from tongban.work.cases.models import Case, CaseMaterial, Gap, Notice
from tongban.work.cases.moving import moved, paged, running
from tongban.work.cases.notice_facts import agreed, opened
from tongban.work.cases.on_lists import behind, called, column, items_of_cases, of_item
from tongban.work.cases.openings import opened_case, opened_cases
from tongban.work.cases.pace import expected, pace_of
from tongban.work.cases.parties import may_handle, officials_among, own_part
from tongban.work.cases.reaching import asked_by
from tongban.work.cases.signing import read_hand, signature_of
from tongban.work.cases.sources import data_behind, licence_behind, origins, prefilled_share, reusable_answers, said
from tongban.work.cases.sparing import matter
from tongban.work.cases.states import OPEN
from tongban.work.cases.together import askable
from tongban.work.cases.undoing import Held, standing, told
from tongban.work.cases.unmasked import unmasked, whole
from tongban.work.cases.versions import former
from tongban.work.cases.writers import Written, written
from tongban.work.cases.writers import note as note_writers
from tongban.work.cases.writers import standing as typed_so_far
from tongban.work.cases.writing import REASON, close_objection, prefill, take_in, write
from tongban.work.cases.writing import moved as moved_sources
from tongban.work.cases.writing import refresh as take_over
from tongban.work.tasks import queries as tasks

if TYPE_CHECKING:
    from tongban.registers.ledger.models import FactRow

__all__ = [
    "LEDGER_STATES", "QUESTION_WAYS", "REASON", "Ageing", "Project", "Wanted", "Written", "agreed", "applicant_of",
    "askable", "asked_by", "asks_others", "behind", "by_subject", "by_subjects", "case_for", "changes", "clocks",
    "close_objection", "column", "concerned", "data_behind", "difference", "draft_behind", "draft_for", "drafts_of",
    "every_of", "expected", "facts_for", "facts_of", "fingerprint", "form_code", "form_questions", "form_sources",
    "former", "gaps_of", "held", "holder_of", "is_sealed", "items_of", "items_of_cases", "ledger_of",
    "licence_behind", "locked", "matter", "may_handle", "may_overrule", "missing", "moved", "moved_sources",
    "named_by", "newer", "note_writers", "notice_by_code", "notice_for", "notice_text", "notices_of", "numbered",
    "of_applicant", "of_caller", "of_item", "officials_among", "opened", "opened_case", "opened_cases", "origins",
    "pace_of", "page_problems", "pre_review", "pre_review_figures", "pre_review_sentence", "prefill",
    "prefilled_share", "projects_of", "questions", "read_hand", "recent", "reusable", "reusable_answers", "running",
    "said", "seen", "signature_of", "slots", "standing", "stops", "submitted_of", "take_in", "take_over", "told",
    "trash_of", "typed_so_far", "unanswered", "unmasked", "watched", "ways", "whole", "write", "written",
]  # fmt: skip

PAGE = 20
CHANGES_LOOKED_AT = 1000


def case_for(actor: Actor, number: str) -> Case:
    """A submitted case by its number, for whoever may see it; raises `NotYours` and never says whether it exists.

    The applicant; clerks of the area; officials of the department that answers; everybody on whose desk it is or was;
    supervisors of the area; systems of the department that answers, with the scope cases:read, and the applicant's own.
    """
    case = numbered(number)
    if case is None or not may_see(actor, case):
        raise NotYours
    return case if actor.is_official or actor.is_system else told(asked_by(actor, case))


def numbered(number: str) -> Case | None:
    """The submitted case of this number; who may see it, the caller asks."""
    rows = Case.objects.select_related("edition").prefetch_related("pauses")
    return rows.filter(number=storable(number).strip().upper()).first()


def may_see(actor: Actor, case: Case) -> bool:
    if own_part(actor, case):  # from the desk he does not look into what is his own
        return False
    if actor.is_system or permits.is_applicant(actor, case) or permits.is_clerk(actor, case):
        return True
    if actor.kind == "client" and actor.on_behalf:
        return "own-cases:read" in actor.scopes and case.number is not None and case.applicant == actor.applicant
    if actor.kind == "client":
        return "cases:read" in actor.scopes and case.number is not None and case.department in departments_of(actor)
    if not actor.is_official:
        return False
    if any(p.serves(case.area) for p in actor.posts_as("supervisor")):
        return True
    held = (*actor.posts, *actor.reads)
    posts = [post for post in held if post.role not in ADMINISTRATORS]  # who administers sees no case by that
    own = any(p.department == case.department and permits.in_reach(p, case) for p in posts)
    return own or tasks.touches(actor, case.subject)


def departments_of(actor: Actor) -> frozenset[str]:
    """The departments whose cases a system may read."""
    return frozenset(post.department for post in actor.posts_as("client"))


def changes(actor: Actor, after: int, limit: int = 100) -> tuple[list[tuple[int, FactRow, Case]], int]:
    """What happened to submitted cases of a system's department after a place in the ledger's global order.

    With the place that was read up to: a call looks at `CHANGES_LOOKED_AT` facts at most, whoever they belong to.
    """
    if "cases:read" not in actor.scopes:
        raise NotAllowed
    looked = ledger.in_order(after, CHANGES_LOOKED_AT)
    keys = {row.subject.removeprefix("case/") for _, row in looked if row.subject.startswith("case/")}
    rows = Case.objects.filter(pk__in=keys, department__in=departments_of(actor)).exclude(submitted_at=None)
    cases = {case.subject: case for case in rows}
    found: list[tuple[int, FactRow, Case]] = []
    reached = after
    for position, row in looked:
        if len(found) == limit:
            break
        reached = position
        case = cases.get(row.subject)
        # What came before the submission is the applicant's own draft; what we count for ourselves changes nothing.
        ours = row.kind in COUNTED
        if case is not None and case.submitted_at and row.at >= case.submitted_at and not ours:
            if not standing([row], case):  # it may still be taken back: asked for again, it is here or never was
                return found, position - 1
            found.append((position, row, case))
    return found, reached


def watched(until: date) -> Iterator[Case]:
    """Open cases whose date comes by ``until``, and those whose clock stands, page by page, without their forms."""
    yield from paged(Case.objects.filter(Q(state__in=("submitted", "accepted"), due_on__lte=until) | Q(state="paused")))


def _mine(actor: Actor) -> QuerySet[Case]:
    """The applicant's cases; for whoever acts by a person's mandate those of its items only."""
    rows = Case.objects.filter(applicant=actor.applicant)
    return rows.filter(item_code__in=actor.items) if actor.items else rows


def draft_for(actor: Actor, case_id: str) -> Case:
    """My draft, or my case that waits for a supplement; raises `NotYours`."""
    case = Case.objects.select_related("edition").filter(pk=as_key(case_id)).first()
    if case is None or not permits.is_applicant(actor, case):
        raise NotYours
    return told(asked_by(actor, case))


def applicant_of(case_id: str | uuid.UUID) -> str:
    """Whose application this is; who may see it, the caller asks. Raises `NotYours` when there is none."""
    found = Case.objects.filter(pk=as_key(str(case_id))).values_list("applicant", flat=True).first()
    if found is None:
        raise NotYours
    return found


def drafts_of(actor: Actor, after: str = "", limit: int = PAGE) -> list[Case]:
    """My unfinished applications, newest first; ``after`` is the key (`kernel.paging`) of the last one seen."""
    rows = _mine(actor).filter(paging.behind("saved_at", after), state="draft", trashed_at=None)
    return list(rows.order_by("-saved_at", "-pk")[:limit])


def trash_of(actor: Actor) -> list[Case]:
    """My drafts in the trash (回收站), newest first."""
    rows = _mine(actor).filter(state="draft", trashed_at__isnull=False)
    return list(rows.order_by("-trashed_at")[:PAGE])


def of_applicant(actor: Actor, *, before: str = "", limit: int = PAGE) -> list[Case]:
    """My submitted cases, newest first; ``before`` is the saved_at of the last one seen."""
    rows = _mine(actor).exclude(state="draft")
    rows = rows.select_related("edition").prefetch_related("pauses")
    if before:
        rows = rows.filter(saved_at__lt=before)
    return [told(case) for case in rows.order_by("-saved_at")[:limit]]


def of_caller(actor: Actor, *, number: str = "", name: str = "", phone: str = "") -> list[Case]:
    """What a caller asks the hotline about: a case by its number, or his own by his name and registered phone.

    Only for seats of the hotline, in their area; newest first. Nobody but a seat gets anything.
    """
    if not actor.posts_as("hotline"):
        raise NotAllowed
    rows = Case.objects.exclude(number=None).select_related("edition").prefetch_related("pauses")
    if number.strip():
        rows = rows.filter(number=storable(number).strip().upper())
    else:
        rows = rows.filter(applicant__in=identity.callers(storable(name), storable(phone)))
    return [told(case) for case in rows.order_by("-submitted_at")[:PAGE] if permits.is_hotline(actor, case)]


def recent(actor: Actor, q: str = "", limit: int = PAGE) -> QuerySet[Case]:
    """Cases an official may look up by number or applicant's name, newest first."""
    mine = Q(pk__in=[])
    for post in (*actor.posts, *actor.reads):
        scope = Q(area__startswith=post.area)
        scope = scope & Q(item_code__in=post.items) if post.items else scope
        mine |= scope if post.desk == permits.WINDOW else scope & Q(department=post.department)
    rows = Case.objects.filter(mine).exclude(state="draft")
    q = storable(q)
    if q.strip():
        rows = rows.filter(called(q.strip()))
    return rows.order_by("-submitted_at")[:limit]


def of_holder(actor: Actor, holder: str, limit: int = 10) -> list[Case]:
    """What an official may see of the cases of somebody who stands before him and has shown his code, newest first."""
    rows = Case.objects.filter(applicant=holder).exclude(state="draft").select_related("edition")
    return [case for case in rows.order_by("-submitted_at")[: 3 * limit] if may_see(actor, case)][:limit]


def by_subject(subject: str) -> Case:
    """The case behind "case/<id>", for reactions that carry on its life."""
    return Case.objects.get(pk=subject.removeprefix("case/"))


def in_files(holder: str) -> set[str]:
    """The documents of a holder that the file of a submitted case needs, by their ids."""
    rows = CaseMaterial.objects.filter(material_id__in=[str(pk) for pk in materials.ids_of(holder)])
    return set(rows.exclude(case__state="draft").values_list("material_id", flat=True))


def subjects_of(applicant: str) -> list[str]:
    """The cases of an applicant as the ledger calls them."""
    return [f"case/{pk}" for pk in Case.objects.filter(applicant=applicant).values_list("pk", flat=True)]


def last_ended(applicant: str) -> datetime | None:
    """When the last case of an applicant ended; None where there is none whose file is kept."""
    last: datetime | None = Case.objects.filter(applicant=applicant).aggregate(last=Max("closed_at"))["last"]
    return last


def draft_behind(subject: str) -> Case | None:
    """The draft behind "case/<id>"; None once it was deleted or handed in."""
    return Case.objects.filter(pk=subject.removeprefix("case/"), state="draft").first()


def by_subjects(subjects: Iterable[str]) -> dict[str, Case]:
    """The cases behind the rows of a list, in one question and without their forms."""
    keys = [s.removeprefix("case/") for s in subjects if s.startswith("case/")]
    return {case.subject: case for case in Case.objects.filter(pk__in=keys).defer("data", "raw", "former")}


def notice_text(case: Case, kind: str, /, **said: Any) -> dict[str, Any]:
    """What a notice would say if it were served now: title, paragraphs, law, table; nothing is kept."""
    return notices.content(case, kind, said, identity.department(case.department).name)


def held(actor: Actor, case: Case) -> Held | None:
    """The turn of this case that this official may still take back."""
    found = Held.of(case)
    return found if found and found.open and found.official == actor.id else None


def pre_review(case: Case, facts: Any = None, asked: Any = None) -> list[Point]:
    """Every point a machine may decide, as it stands now (智能预审); ``asked`` are its slots where they are known."""
    return prereview.points(case, slots(case, facts) if asked is None else asked, facts)


def pre_review_sentence(points: Sequence[Point]) -> str:
    """What is missing and why, in one sentence for whoever examines next."""
    return prereview.sentence(points)


def may_overrule(actor: Actor, case: Case) -> bool:
    """Whether this official may find otherwise than the machine: he handles it, and it is open."""
    if not actor.is_official or case.state not in OPEN:
        return False
    own = any(p.department == case.department and p.serves(case.area) for p in actor.posts)
    return own or permits.is_clerk(actor, case) or tasks.touches(actor, case.subject)


def seen(case: Case, asked: Any = None) -> dict[str, prereview.Seen]:
    """What a machine saw in the documents of the case, by the material's code."""
    return prereview.seen(case, slots(case) if asked is None else asked)


def clocks(case: Case) -> Clocks:
    """Its clocks now."""
    return read(case)


def locked(case_id: str) -> Case:
    """The case, locked until the verb that asks ends; raises `NotYours` when there is none."""
    try:
        return Case.objects.select_for_update().get(pk=as_key(case_id))
    except Case.DoesNotExist:
        raise NotYours from None


def as_key(text: str) -> uuid.UUID:
    """An id out of an address; raises `NotYours` for anything that cannot be one."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        raise NotYours from None


def notice_for(actor: Actor, notice_id: str) -> Notice:
    """A served notice, for whoever may see its case."""
    found = Notice.objects.select_related("case").filter(pk=as_key(notice_id)).first()
    if found is None or not may_see(actor, found.case):
        raise NotYours
    if found.served_at > time.now() and not actor.is_official:
        raise NotYours
    return found


def notices_of(actor: Actor, case: Case) -> list[Notice]:
    """What was served with this case, oldest first; an official also sees what may still be taken back, or was."""
    rows = Notice.every.filter(case=case).order_by("served_at")
    return list(rows if actor.is_official else rows.filter(void_at=None, served_at__lte=time.now()))


def gaps_of(case: Case) -> list[Gap]:
    """What the applicant was told is missing, in the order of telling."""
    return sorted(case.gaps.all(), key=lambda gap: gap.pk)


def is_sealed(notice_id: str) -> bool:
    """Whether the paper of a served notice exists."""
    return Notice.objects.filter(pk=as_key(notice_id)).exclude(paper="").exists()


def notice_by_paper(sha256: str) -> Notice | None:
    """The served notice whose sealed paper has this SHA-256: for whoever holds the file."""
    return _held_in_hand(paper=sha256) if sha256 else None


def notice_by_code(code: str) -> Notice | None:
    """A notice by the code in its QR: title, number and date only are for anybody."""
    return _held_in_hand(code=storable(code).strip().upper())


def _held_in_hand(**by: str) -> Notice | None:
    """A notice for whoever holds it; the row of its case comes with it and nothing else of the case."""
    with wall.shown(*by.values()):
        found = Notice.objects.filter(served_at__lte=time.now(), **by).first()
    if found is not None:
        with wall.shown(str(found.case_id)):
            found.case  # noqa: B018 - read while it may be
    return found
