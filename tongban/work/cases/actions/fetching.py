"""Filling a draft from what other authorities know (数据预填): asking, the holder's word, taking answers in."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import writing
from tongban.work.cases.actions.consenting import put_questions, word_on_form
from tongban.work.cases.actions.drafting import editable
from tongban.work.cases.events import PrefillRefreshed
from tongban.work.cases.models import Case
from tongban.work.cases.queries import draft_for


def fill_in(actor: Actor, case_id: str, *, again: str = "") -> Case:
    """Ask what may be asked for the form today, all at once and within the budget, and fill in what is answered.

    ``again`` names a source the applicant himself wants asked: it fills what is empty on saved pages too, which
    otherwise stay as they are. Not one transaction: nothing is locked while others are waited for; a source that is
    silent changes nothing but the sentence on the page.
    """
    case = draft_for(actor, case_id)
    asked, answered = put_questions(actor, case, again)
    if answered:
        return _taken_in(actor, case_id, bool(again))
    return draft_for(actor, case_id) if asked else case


def allow(actor: Actor, case_id: str, source: str, *, agree: bool) -> Case:
    """Let one's data fill the form, or fill it in oneself (同意调取、自行填写). Raises `NotFetched`."""
    case = _word(actor, case_id, source, agree=agree)
    return fill_in(actor, case_id, again=source) if agree else case


@action
def _word(actor: Actor, case_id: str, source: str, *, agree: bool) -> Case:
    case = editable(actor, case_id)
    word_on_form(actor, case, source, agree=agree)
    return case


@action
def _taken_in(actor: Actor, case_id: str, wished: bool) -> Case:
    case = editable(actor, case_id)
    names = writing.take_in(case, wished=wished)
    case.save(update_fields=["data", "raw", "origins"])
    record(actor, PrefillRefreshed(case.subject, tuple(names)))
    return case
