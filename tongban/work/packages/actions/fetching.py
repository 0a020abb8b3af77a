"""Filling the one form of a package from what other authorities know, as a case is filled: asked once for all items."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import queries as cases
from tongban.work.cases.actions import put_questions, word_on_form
from tongban.work.packages.actions.drafting import editable
from tongban.work.packages.events import RunRefreshed
from tongban.work.packages.models import Run
from tongban.work.packages.queries import draft_for


def fill_in(actor: Actor, run_id: str, *, again: str = "") -> Run:
    """Ask what may be asked for the form today and fill in what is answered; not one transaction, as in a case."""
    run = draft_for(actor, run_id)
    asked, answered = put_questions(actor, run, again)
    if answered:
        return _taken_in(actor, run_id, bool(again))
    return draft_for(actor, run_id) if asked else run


def allow(actor: Actor, run_id: str, source: str, *, agree: bool) -> Run:
    """Let one's data fill the form, or fill it in oneself (同意调取、自行填写). Raises `NotFetched`."""
    run = _word(actor, run_id, source, agree=agree)
    return fill_in(actor, run_id, again=source) if agree else run


@action
def _word(actor: Actor, run_id: str, source: str, *, agree: bool) -> Run:
    run = editable(actor, run_id)
    word_on_form(actor, run, source, agree=agree)
    return run


@action
def _taken_in(actor: Actor, run_id: str, wished: bool) -> Run:
    run = editable(actor, run_id)
    names = cases.take_in(run, wished=wished)
    run.save(update_fields=["data", "raw", "origins"])
    record(actor, RunRefreshed(run.subject, tuple(names)))
    return run
