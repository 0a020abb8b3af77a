"""Verbs of visits: receive somebody, let him confirm, say good-bye."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tongban.engines.codes import masking
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid
from tongban.registers.codes import actions as codes
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.identity.kinds import CITIZEN_CARD, REAL_NAME, same_name
from tongban.registers.ledger.actions import action, record
from tongban.registers.signin import actions as signin
from tongban.registers.visits import permits, queries
from tongban.registers.visits.assenting import ask_assent as ask_assent
from tongban.registers.visits.assenting import receive_by_phone as receive_by_phone
from tongban.registers.visits.assenting import seek as seek
from tongban.registers.visits.beginning import begin
from tongban.registers.visits.errors import NoSuchVisit, NotTheSame, PersonCodeOnly
from tongban.registers.visits.events import VisitConfirmed, VisitEnded
from tongban.registers.visits.kinds import Shown, Way
from tongban.registers.visits.models import Confirmation, Visit

if TYPE_CHECKING:
    from tongban.registers.identity.models import Account

PURPOSE = "到窗办理，由工作人员代为录入"


@action
def receive_by_code(actor: Actor, text: str) -> Visit:
    """Receive who shows his code (出示我的码); the scan stands in his record. Raises what `codes.actions.scan` does."""
    permits.receiving_department(actor)
    scan = codes.scan(actor, text, purpose=PURPOSE)
    if not scan.code.holder.startswith("person/"):
        raise PersonCodeOnly
    here = scan.code.shown_by or scan.code.holder  # who shows another's code is the one who stands here
    return begin(actor, people.person(here.removeprefix("person/")), Shown.CODE, str(scan.pk))


@action
def receive_by_card(
    actor: Actor, name: str, id_number: str, *, paper: str = CITIZEN_CARD, birth: date | None = None, phone: str = ""
) -> Visit:
    """Receive whose papers the clerk has read (核验身份证件原件); whom nobody knows yet is registered by them.

    ``paper`` is a key of `identity.kinds.SHOWN`; ``birth`` stands on papers whose number does not tell it. Raises
    `NotTheSame` where the number is registered under another name, `Invalid` for a number that cannot be.
    """
    permits.receiving_department(actor)
    person = people.find_person(actor, id_number, paper)
    if person is None:
        person = identity.register_person(actor, name, id_number, id_type=paper, birth=birth, phone=phone)
        if person.birth is None:
            sentence = "请填写证件上的出生日期：这种证件的号码里没有出生日期。"
            raise Invalid(sentence, problems=[{"field": "birth", "sentence": sentence}])
    elif not same_name(person.name, name):
        sentence = f"与证件 {masking.number(person.id_number)} 登记的姓名不一致。"
        raise NotTheSame(problems=[{"field": "name", "sentence": sentence}])
    if person.level < REAL_NAME:
        person = identity.confirm_in_person(actor, name, person.id_number)
    return begin(actor, person, Shown.CARD)


@action
def end(actor: Actor, visit_id: str) -> Visit:
    """Say good-bye (结束办理): from now on nobody writes for the visitor."""
    visit = Visit.objects.select_for_update().filter(pk=visit_id).first()
    if visit is None or not permits.may_end(actor, visit):
        raise NoSuchVisit
    visit.ended_at = visit.ended_at or time.now()
    visit.save(update_fields=["ended_at"])
    record(actor, VisitEnded(visit.subject, by=actor.principal))
    return visit


@action
def confirm(actor: Actor, visit_id: str, about: str, digest: str, way: str) -> Confirmation:
    """The visitor has read what was written for him and says it is right; ``digest`` says what he read."""
    visit = queries.visit_for(actor, visit_id)
    row = Confirmation.objects.create(visit=visit, about=about, digest=digest, way=Way(way), at=time.now())
    record(actor, VisitConfirmed(visit.subject, about, digest, row.way))
    return row


@action
def reset_password(actor: Actor, visit_id: str, account_id: str, paper: str, number: str) -> tuple[Account, str]:
    """Who stands here forgot his password (忘记密码): a first word for an account of his, on the papers he shows.

    Returns the account and the word, which is shown once. Raises `NoSuchVisit`, `NoAccount`, `PaperDoesNotMatch`.
    """
    visit = queries.visit_for(actor, visit_id)
    permits.require_papers(visit)
    account = queries.account_of(visit, account_id)
    return signin.reset_password(actor, account.pk, paper, number)


@action
def open_account(actor: Actor, visit_id: str, paper: str, number: str) -> tuple[Account, str]:
    """Who stands here has no account (开通账号): one is opened for him, with a first word, on the papers he shows.

    Returns the account and the word, which is shown once. Raises `NoSuchVisit`, `AccountThere`, `PaperDoesNotMatch`.
    """
    visit = queries.visit_for(actor, visit_id)
    permits.require_papers(visit)
    account = identity.open_at_window(actor, visit.person_id)
    return signin.reset_password(actor, account.pk, paper, number)
