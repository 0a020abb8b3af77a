from __future__ import annotations

from tongban.kernel import wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.identity import actions as identity
from tongban.registers.identity.queries import purposes
from tongban.registers.ledger.actions import action, record
from tongban.registers.sources import actions as sources
from tongban.registers.sources.kinds import Matter
from tongban.work.cases.errors import NotFoundSo, NotYours
from tongban.work.cases.events import CaseAskedByPhone, CaseLooked, CaseLookedUp
from tongban.work.cases.models import Case
from tongban.work.cases.queries import case_for, numbered, of_caller, told


@action
def look(actor: Actor, number: str) -> Case:
    """Open a case as an official (调阅): the look itself is a fact the applicant may read."""
    case = case_for(actor, number)
    return _looked(actor, case)


@action
def audit(actor: Actor, number: str) -> Case:
    """Open the record of a case as the audit administrator (审计): facts, nothing handed in; the look is one, too."""
    if not actor.posts_as("auditor"):
        raise NotAllowed
    with wall.as_platform("audit"):
        case = numbered(number)
    if case is None:
        raise NotYours
    return _looked(actor, case)


def look_up(actor: Actor, number: str, tail: str, *, address: str = "") -> Case:
    """Ask after a case without signing in (办件查询): its number, and the end of the applicant's document number.

    Raises `NotFoundSo` alike for a number that does not exist and for a wrong ending, `TooManyAttempts` when guessing.
    Not one transaction: a refused attempt must stay counted.
    """
    case = numbered(number)
    asked, whose = f"case {number.strip().upper()}", case.applicant if case else ""
    if not identity.prove_knowing(whose, tail, asked, address=address):
        raise NotFoundSo
    assert case is not None
    return told(_looked_up(actor, case))


@action
def tell_caller(actor: Actor, number: str) -> Case:
    """A seat of the hotline tells a caller where his case stands (热线查询); that it looked is a fact he may read.

    Raises `NotYours` alike for a number that does not exist and for one of another area.
    """
    found = next(iter(of_caller(actor, number=number)), None)
    if found is None:
        raise NotYours
    record(actor, CaseAskedByPhone(found.subject))
    _tell(actor, found, "来电时查询了进度")
    return found


@action
def _looked_up(actor: Actor, case: Case) -> Case:
    record(actor, CaseLookedUp(case.subject))
    return case


def _looked(actor: Actor, case: Case) -> Case:
    record(actor, CaseLooked(case.subject))
    _tell(actor, case, "打开了您的办件")
    return case


def _tell(actor: Actor, case: Case, what: str) -> None:
    """The row that the applicant reads in the record of who used his data (个人信息保护法 第四十四条)."""
    matter = Matter(case.subject, case.title, case.department, case.applicant)
    sources.note_look(
        actor, matter, case.applicant, "case", what, str(case.pk), purposes().get(actor.purpose, "")
    )
