"""What is being filled in (填写中的申请): a case, or a run of a package; the same pages fill both."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotYours
from tongban.work.cases import actions as case_verbs
from tongban.work.cases import queries as cases
from tongban.work.packages import actions as run_verbs
from tongban.work.packages import queries as packages
from tongban.work.rulings import queries as rulings


def draft_for(actor: Actor, draft: str) -> Any:
    """My case or my run by its id; raises `NotYours`."""
    try:
        return cases.draft_for(actor, draft)
    except NotYours:
        return packages.draft_for(actor, draft)


def is_run(filled: Any) -> bool:
    return bool(filled.subject.startswith("run/"))


def verbs(filled: Any) -> Any:
    """The verbs that fill it: both rooms name them alike."""
    return run_verbs if is_run(filled) else case_verbs


def home(filled: Any) -> str:
    """Its page once it has a number."""
    return f"/my/packages/{filled.number}/" if is_run(filled) else f"/my/cases/{filled.number}/"


def after(filled: Any) -> str:
    """Where one goes who handed it in: what happens next, or how far it is."""
    return f"/apply/{filled.pk}/done/" if filled.state == "submitted" else home(filled)


def sent(case: Any) -> dict[str, Any]:
    """What its applicant waits for now: the clock, and whether a machine may say something at once."""
    return {"clocks": cases.clocks(case), "at_once": rulings.may_be_ruled(case), "address": short(case)}


def short(case: Any) -> str:
    """What the QR of a case says; where it leads, `views.shortly` knows."""
    return f"{settings.TONGBAN.base_url}/c/{case.code}/"
