from __future__ import annotations

from uuid import UUID

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.calendar import queries as holidays
from tongban.registers.identity import queries as identity
from tongban.registers.ledger.actions import action, record
from tongban.watch.supervision import permits
from tongban.watch.supervision.errors import CardOver, IssuedBefore, NoCard, WordsNeeded
from tongban.watch.supervision.events import CardAnswered, CardIssued, CardWithdrawn
from tongban.watch.supervision.kinds import RULES, Answer, CardState, Found
from tongban.watch.supervision.models import Card
from tongban.work.cases.queries import locked

LONGEST = 1000


@action
def issue(actor: Actor, found: Found) -> Card:
    """Show a yellow or red card (亮牌) for what a rule saw. Raises `IssuedBefore`: once per rule, case and matter."""
    if not actor.is_system:
        raise NotAllowed
    case, rule = locked(found.case), RULES[found.rule]
    if Card.objects.filter(case=case, rule=rule.code, about=found.about).exists():
        raise IssuedBefore
    desk = found.desk or case.definition.process.deciding.desk
    until = holidays.calendar().due(time.today(), rule.answer) if rule.answer else None
    card = Card.objects.create(
        case=case, rule=rule.code, about=found.about, colour=rule.colour, sentence=found.sentence[:300],
        department=identity.desk(desk).department_id, desk=desk, area=found.area or case.area,
        issued_at=time.now(), answer_by=until,
    )
    record(actor, CardIssued(case.subject, str(card.pk), rule.code, str(rule.colour), found.about))
    return card


@action
def answer(actor: Actor, card_id: str, *, kind: str, text: str) -> Card:
    """Explain, or say what was put right (说明、整改). Raises `NoCard`, `CardOver`, `WordsNeeded`."""
    card = _locked(card_id)
    if not permits.may_answer(actor, card):
        raise NoCard
    if card.state != CardState.OPEN or card.answer_by is None:
        raise CardOver
    if kind not in Answer.values or not text.strip() or len(text.strip()) > LONGEST:
        raise WordsNeeded(f"请选择说明或者整改，并写明情况，最多 {LONGEST} 个字。")
    card.state, card.answer, card.answer_text = CardState.ANSWERED, Answer(kind), text.strip()
    card.answered_by, card.answered_at = actor.name, time.now()
    card.save()
    record(actor, CardAnswered(_subject(card), str(card.pk), kind))
    return card


@action
def withdraw(actor: Actor, card_id: str, reason: str) -> Card:
    """Take a card back that should not stand (撤牌), with the reason. Raises `NoCard`, `CardOver`, `WordsNeeded`."""
    card = _locked(card_id)
    if not permits.may_supervise(actor, card):
        raise NoCard
    if card.state == CardState.WITHDRAWN:
        raise CardOver
    if not reason.strip():
        raise WordsNeeded("请写明撤牌的理由。")
    card.state, card.withdrawn_by, card.withdrawn_at = CardState.WITHDRAWN, actor.name, time.now()
    card.withdrawn_reason = reason.strip()[:300]
    card.save()
    record(actor, CardWithdrawn(_subject(card), str(card.pk)))
    return card


def _locked(card_id: str) -> Card:
    try:
        found = Card.objects.select_for_update().filter(pk=UUID(str(card_id))).first()
    except ValueError:
        raise NoCard from None
    if found is None:
        raise NoCard
    return found


def _subject(card: Card) -> str:
    return f"case/{card.case_id}"
