"""The holder's word on his data (同意、自行提交、征求本人同意), and what is asked of sources for a form.

For whatever is being filled in: a case, or the one form of a package. Called inside the verb that holds it; matter,
form and materials answer for either.
"""

from __future__ import annotations

from typing import Any

from tongban.kernel.actor import Actor
from tongban.registers.sources import actions as sources
from tongban.registers.sources.kinds import Kind
from tongban.work.cases import fetching, sparing
from tongban.work.cases.errors import NotFetched, NotSpared
from tongban.work.cases.facts import form_questions, form_sources
from tongban.work.cases.kinds import Slot

Filled = Any


def put_questions(actor: Actor, filled: Filled, again: str = "") -> tuple[bool, bool]:
    """Put what may be asked for the form today, within the budget: whether anything was asked, and can be filled in.

    ``again`` names a source the applicant himself wants asked; what it said earlier today counts too.
    """
    if filled.state != "draft":
        return False, False
    queries = form_questions(filled, again)
    said = sources.ask(actor, sparing.matter(filled), queries) if queries else []
    return bool(queries), any(one.answered for one in said) or bool(again and not queries)


def word_on_form(actor: Actor, filled: Filled, source: str, *, agree: bool) -> None:
    """Note whether one source may fill the form. Raises `NotFetched` where nobody has to agree."""
    one = next((w for w in form_sources(filled) if w.source.source == source), None)
    if one is None or not one.resource.by_consent:
        raise NotFetched
    said = sources.agree if agree else sources.decline
    said(actor, sparing.matter(filled), fetching.code_of(source), Kind.DATA, source, one.resource.title)


def word_on_material(actor: Actor, filled: Filled, slot: Slot, *, agree: bool) -> None:
    """Note whether one's data may stand in for a material. Raises `NotSpared` where nothing is to be agreed to."""
    ways = [one for one in slot.spares if one.what]
    if agree:
        ways = [one for one in ways if one.state in ("consent", "declined")]
    if not ways:
        raise NotSpared
    said = sources.agree if agree else sources.decline
    for one in ways:
        said(actor, sparing.matter(filled), slot.code, Kind(one.kind), one.what, one.what_title)


def ask_whose(actor: Actor, filled: Filled, slot: Slot) -> None:
    """Ask another person, whose data would stand in for a material. Raises `NotSpared` where there is nobody."""
    ways = [one for one in slot.spares if one.state in ("ask", "waiting")]
    if not ways:
        raise NotSpared
    about = sparing.matter(filled)
    for one in ways:
        sources.ask_holder(actor, about, slot.code, Kind(one.kind), one.what, one.what_title, one.holder)
