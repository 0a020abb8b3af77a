from __future__ import annotations

from typing import Any

from tongban.engines.clocks import Limit
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import SignInFirst
from tongban.kernel.ids import short_code
from tongban.registers.calendar import queries as holidays
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as identity
from tongban.registers.identity.permits import require_right
from tongban.registers.knowledge import queries as knowledge
from tongban.registers.ledger.actions import action, record
from tongban.work.concerns import queries
from tongban.work.concerns.errors import ConcernSettled, FindingNeeded, QuestionNeeded, TooManyConcerns, WordsNeeded
from tongban.work.concerns.events import ConcernAnswered, ConcernRaised
from tongban.work.concerns.models import Concern
from tongban.work.concerns.states import DATA, LACKS, MATTERS, PARTS, PLACES, VERDICTS

LIMITS = {
    "guide": Limit.parse("5 working days"), "stuck": Limit.parse("2 working days"),
    "data": Limit.parse("5 working days"), "asked": Limit.parse("5 working days"),
    "page": Limit.parse("5 working days"),
}  # fmt: skip
LONGEST = 1000


@action
def report_guide(actor: Actor, item: str, *, part: str, words: str, phone: str = "", address: str = "") -> Concern:
    """Say that a guide is wrong (指南纠错); its department answers within five working days. Raises `WordsNeeded`."""
    found = catalogue.item(item)
    if part not in PARTS or not words.strip():
        raise WordsNeeded
    definition = catalogue.edition_in_force(item).definition
    return _raise(actor, "guide", part, words, phone, address, item=item, title=found.title, definition=definition)


@action
def report_stuck(
    actor: Actor, *, place: str, words: str, phone: str = "", item: str = "", draft: str = "", address: str = ""
) -> Concern:
    """Say that something cannot be done (办不成事); supervisors see to it within two working days.

    With ``draft`` it is about my own application, with ``item`` about an item, else about what the words say.
    Raises `WordsNeeded`, `NotYours`.
    """
    title = "没有指明的事项"
    if draft:
        filled = queries.draft_for(actor, draft)
        item, title = filled.item_code, filled.title
    elif item:
        title = catalogue.item(item).title
    if place not in PLACES or not words.strip():
        raise WordsNeeded
    return _raise(actor, "stuck", place, words, phone, address, item=item, title=title, draft=draft or None)


@action
def report_data(actor: Actor, *, place: str, words: str, use: str = "") -> Concern:
    """Object to how my data were used, or to what is kept of me (个人信息保护法 第四十四条、第四十六条、第五十条).

    ``use`` is a row of my list; without it, it is about what is kept. The supervisors look into it, not who used them.
    Raises `WordsNeeded`, `NoSuchConcern` for a use that is not mine.
    """
    if actor.kind != "person" or not actor.signed_in:
        raise SignInFirst
    require_right(actor, "apply")
    if place not in DATA or not words.strip():
        raise WordsNeeded
    return _raise(actor, "data", place, words, "", "", title=queries.about_use(actor, use) if use else "登记的个人信息")


@action
def ask(actor: Actor, *, place: str, words: str, item: str = "", phone: str = "", address: str = "") -> Concern:
    """Ask a person (咨询); answered within five working days by the item's department, or by who keeps the help.

    Raises `QuestionNeeded`.
    """
    if place not in MATTERS or not words.strip():
        raise QuestionNeeded
    about: dict[str, Any] = {"title": MATTERS[place]}
    if item:
        title = catalogue.item(item).title
        about = {"title": title, "item": item, "definition": catalogue.edition_in_force(item).definition}
    return _raise(actor, "asked", place, words, phone, address, **about)


@action
def report_page(
    actor: Actor, article: str, *, place: str, words: str, phone: str = "", address: str = ""
) -> Concern:
    """Say what an article of the help lacked (帮助没有帮到); its keepers answer within five working days.

    Raises `QuestionNeeded`, `NoSuchPage`.
    """
    page = knowledge.page(article)
    if place not in LACKS or not words.strip():
        raise QuestionNeeded
    return _raise(actor, "page", place, words, phone, address, title=page.chinese.title, article=page.code)


@action
def answer(actor: Actor, concern_id: str, *, verdict: str, reason: str) -> Concern:
    """Answer a concern (答复反映): what was found and what was done. Raises `FindingNeeded`, `ConcernSettled`."""
    queries.concern_for(actor, concern_id)
    row = Concern.objects.select_for_update().get(pk=concern_id)
    if row.state != "open":
        raise ConcernSettled
    if verdict not in VERDICTS[row.kind] or not reason.strip():
        raise FindingNeeded
    row.state, row.answer = verdict, reason.strip()[:LONGEST]
    row.answered_at, row.answered_by = time.now(), actor.name
    row.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    record(actor, ConcernAnswered(row.subject, row.kind, verdict))
    return row


def _raise(
    actor: Actor, kind: str, place: str, words: str, phone: str, address: str, *, definition: Any = None, **about: Any
) -> Concern:
    mine = actor.kind == "person" and actor.signed_in
    digest = "" if actor.signed_in else queries.network(address)
    if digest and queries.crowded(digest):
        raise TooManyConcerns
    applicant = identity.applicant(actor.applicant) if mine else None
    department, desk = queries.owner(kind, definition)
    row = Concern.objects.create(
        code=short_code(20), kind=kind, place=place, words=words.strip()[:LONGEST], phone=phone.strip()[:40],
        raiser=applicant.subject if applicant else "", raiser_name=applicant.name if applicant else "", network=digest,
        department=department, desk=desk, area=queries.area_of(applicant), opened_at=time.now(),
        due_on=holidays.calendar().due(time.today(), LIMITS[kind]), **about,
    )
    record(actor, ConcernRaised(row.subject, kind, row.item, department, desk, row.due_on.isoformat()))
    return row
