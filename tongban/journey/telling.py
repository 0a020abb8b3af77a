"""Reactions that tell people: at each change of a case, in words they understand."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from tongban.kernel import jobs
from tongban.kernel.actor import Actor
from tongban.registers.licences import queries as licences
from tongban.watch.messages import actions as messages
from tongban.watch.messages import queries as told
from tongban.watch.messages.jobs import send_mail, send_sms
from tongban.watch.ratings import queries as ratings
from tongban.work.cases import queries as cases
from tongban.work.cases.jobs import make_paper

SYSTEM = Actor.system()

TEMPLATE = {
    "CaseSubmitted": "submitted", "CaseIncomplete": "incomplete", "CaseSupplied": "supplied",
    "CaseAccepted": "accepted", "CaseDeemedAccepted": "deemed-accepted", "CaseCorrected": "corrected",
    "HearingRightTold": "hearing-right", "HearingAsked": "hearing-asked", "HearingCalled": "hearing-called",
    "HearingHeld": "hearing-held", "HearingGivenUp": "hearing-given-up",
    "CaseHandedUp": "handed-up",
    "CaseReturned": "returned", "CaseExtended": "extended", "CaseTransferred": "transferred", "CaseSentOn": "sent-on",
    "CaseTerminated": "terminated", "NoticeRectified": "rectified", "CaseReopened": "reopened",
    "CaseTurnedAway": "turned-away", "CasePaused": "paused", "CaseResumed": "resumed", "CaseWithdrawn": "withdrawn",
    "RatingInvited": "closed",
}


def tell_applicant(fact: Any) -> None:
    """Tell the applicant what this fact means for him."""
    name = type(fact).__name__
    template = fact.outcome if name == "CaseDecided" else TEMPLATE[name]
    if told.told(fact.subject, template, fact.seq):
        return
    case = cases.by_subject(fact.subject)
    link = f"/my/cases/{case.number}/"
    words = {"item": case.title, "number": case.number, "due": _due(case), "reason": getattr(fact, "reason", "")}
    if name == "RatingInvited":
        invitation = ratings.invitation_of(case)
        link = f"/rate/{invitation.token}/" if invitation else link
        words["rating"] = f"{settings.TONGBAN.base_url}{link}"
    messages.tell(SYSTEM, case.applicant, template, fact.subject, link=link, seq=fact.seq, **words)


def tell_holder(fact: Any, template: str, **words: str) -> None:
    """Tell a licence's holder; nobody is told twice of the same thing."""
    licence = licences.licence_for(SYSTEM, fact.subject.removeprefix("licence/"))
    if not told.told(fact.subject, template):
        messages.tell(
            SYSTEM, licence.holder, template, fact.subject, link=f"/my/licences/{licence.pk}/",
            licence=licence.type.title,
            licence_number=licence.number, **words,
        )


def send_text(fact: Any) -> None:
    """Hint at the gateway jobs; the rows in the message room are the truth."""
    if fact.sms:
        jobs.later(send_sms, sms_id=fact.sms)
    if fact.mail:
        jobs.later(send_mail, mail_id=fact.mail)


def _due(case: Any) -> str:
    return f"{case.due_on.month}月{case.due_on.day}日" if case.due_on else ""


def seal_served_notice(fact: Any) -> None:
    """The paper of the notice that was served with this fact is made and sealed in its own time."""
    if fact.notice:
        jobs.later(make_paper, notice_id=fact.notice)
