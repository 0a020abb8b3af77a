"""The licence that a case is about: changed, renewed, replaced or struck off (变更、延续、补发、注销)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from tongban.engines.forms.field import look_up
from tongban.kernel import time
from tongban.registers.licences import queries as licences
from tongban.registers.licences.states import MOVES, STATES, VERBS
from tongban.work.cases import clock
from tongban.work.cases.models import Case

if TYPE_CHECKING:
    from tongban.registers.licences.models import Licence

ASKED = ("submitted", "accepted", "paused")  # it is ours to answer; a supplement is the applicant's to hand in


def concerned(case: Case) -> Licence | None:
    """The newest version of the licence that the form names, if the applicant has it."""
    gives = case.definition.gives
    number = look_up(case.data, gives.concerns) if gives.concerns else None
    return licences.one_of(case.applicant, gives.licence, str(number).strip()) if number else None


def hindrance(case: Case) -> str:
    """Why this cannot be asked of the licence the form names, with what to do instead; "" where it can."""
    gives = case.definition.gives
    if not gives.concerns or not look_up(case.data, gives.concerns):
        return ""  # an empty field has its own sentence
    licence = concerned(case)
    if licence is None:
        return "您名下没有这个编号的证照，请核对编号，或切换到持证的身份后再办。"
    if (licence.state, gives.act) not in MOVES:
        again = "请重新申请许可。" if licence.state == "expired" else "请核对证照状态。"
        return f"这本证照现在是“{STATES[licence.state]}”状态，不能{VERBS[gives.act]}，{again}"
    if gives.act != "renew":
        return ""
    if licence.valid_to is None:
        return "这本证照长期有效，不需要延续。"
    opens = gives.window.opens(licence.valid_to, clock.calendar()) if gives.window else None
    if opens and time.today() < opens:
        return f"这本证照有效期至{time.zh(licence.valid_to)}，{time.zh(opens)}起才可以申请延续。"
    return ""


def unanswered(licence: Licence) -> Case | None:
    """The application for renewal that was handed in in time and is still ours to answer (行政许可法 第五十条)."""
    for case in _open(licence.holder):
        gives = case.definition.gives
        if gives.act != "renew" or gives.licence != licence.type.code or concerned(case) != licence:
            continue
        if in_time(case, licence.valid_to):
            return case
    return None


def in_time(case: Case, last: date | None) -> bool:
    """Whether the renewal was asked for in the time that the item names; without one, before the last day is over."""
    if last is None or case.submitted_at is None:
        return False
    window = case.definition.gives.window
    until = window.closes(last, clock.calendar()) if window else last
    return time.local(case.submitted_at).date() <= until


def _open(holder: str) -> QuerySet[Case]:
    return Case.objects.filter(applicant=holder, state__in=ASKED).order_by("submitted_at")
