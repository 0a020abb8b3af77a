"""Sparing the applicant of a package a document: what a case alone is spared, asked once for all its items."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotYours
from tongban.registers.ledger.actions import action
from tongban.registers.sources import actions as sources
from tongban.work.cases import queries as cases
from tongban.work.cases.actions import ask_whose, word_on_material
from tongban.work.cases.kinds import Slot
from tongban.work.packages.actions.drafting import editable
from tongban.work.packages.models import Run
from tongban.work.packages.queries import draft_for


def verify(actor: Actor, run_id: str, *, again: str = "") -> Run:
    """Ask the sources what may be asked now (数据核验) for every item of the package; ``again`` one that failed.

    Not one transaction, as in a case: nothing is locked while others are waited for.
    """
    run = draft_for(actor, run_id)
    if wanted := list(cases.askable(run, again)):
        sources.ask(actor, cases.matter(run), wanted)
    return run


def fetch(actor: Actor, run_id: str, code: str, *, agree: bool) -> Run:
    """Let one's data be fetched for a material, or hand it in oneself (同意调取、自行提交). Raises `NotSpared`."""
    run = _word(actor, run_id, code, agree=agree)
    return verify(actor, run_id) if agree else run


@action
def ask_holder(actor: Actor, run_id: str, code: str) -> Run:
    """Ask another person whether his data may be used for this matter (征求本人同意). Raises `NotSpared`."""
    run = editable(actor, run_id)
    ask_whose(actor, run, _slot(run, code))
    return run


@action
def _word(actor: Actor, run_id: str, code: str, *, agree: bool) -> Run:
    run = editable(actor, run_id)
    word_on_material(actor, run, _slot(run, code), agree=agree)
    return run


def _slot(run: Run, code: str) -> Slot:
    slot = next((one for one in cases.slots(run) if one.code == code), None)
    if slot is None:
        raise NotYours("这份申请不需要这份材料。", next_step="请返回材料页面，从列表中选择。")
    return slot
