from __future__ import annotations

from django.conf import settings
from django.db import connection

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as identity
from tongban.registers.ledger.actions import action, record
from tongban.registers.places import queries as places
from tongban.work.cases import filling, ledgers, permits, prereview, signing, siting, sources, writing
from tongban.work.cases.actions.sparing import count, pin
from tongban.work.cases.actions.turning import settle, turn
from tongban.work.cases.confirming import require_confirmed
from tongban.work.cases.errors import Incomplete, NotEligible, NotOffered, OutOfForce, PromiseNeeded, SourceMoved
from tongban.work.cases.events import (
    CaseClosed,
    CasePreReviewed,
    CaseSigned,
    CaseSubmitted,
    CaseSupplied,
    CaseWithdrawn,
    ElectronicServiceAgreed,
    PrefillMeasured,
)
from tongban.work.cases.facts import facts_of
from tongban.work.cases.kinds import Hand, Outcome, Slot, Source, Summary
from tongban.work.cases.models import Case, PreReview, Signature


@action
def submit(
    actor: Actor, case_id: str, *, promise: bool, way: str = "", electronic: bool = False, aware: bool = False,
    hand: Hand | None = None,
) -> Case:  # fmt: skip
    """Hand in the application (提交, 收件): it gets its number, its edition for ever, and a receipt.

    ``promise`` is the applicant's statement that everything is true (行政许可法 第三十一条); ``way`` one of
    `queries.ways`, the first unless said; ``electronic`` agrees that notices are served online (确认电子送达).
    ``aware`` says that he applies although a condition is not met; ``hand`` is his signature. Raises `RealNameFirst`,
    `OutOfForce`, `SourceMoved`, `Incomplete` with everything that is missing, `NotEligible`, `PromiseNeeded`,
    `SignatureNeeded`, `NotYourName`.
    """
    case = turn(actor, case_id, "submit")
    permits.require_sure(actor, case.definition)
    if not promise:
        raise PromiseNeeded
    require_confirmed(actor, case)
    facts = _true_today(case)
    judged = _complete(case)
    slots = filling.slots(case, judged, live=True)
    _eligible(case, facts, aware)
    signed = _signed(actor, case, hand)
    case.asked_fields, case.prefilled_fields = sources.share(case, facts)
    case.addresses, case.project = siting.codes(case), ledgers.project_in(case)
    pin(actor, case, slots)
    case.way = way if way in filling.ways(case) else filling.ways(case)[0]
    case.number, case.channel = _number(), actor.door or case.channel
    case.submitted_at = case.received_at = case.saved_at = time.now()
    given = [_row(slot) for slot in slots if slot.filled]
    notice = settle(case, "submit", materials=given, signed=signing.printed(signed))
    record(actor, CaseSubmitted(case.subject, case.number, case.edition.number, notice))
    count(actor, case, slots)
    record(actor, PrefillMeasured(
        case.subject, case.item_code, case.edition.number, case.asked_fields, case.prefilled_fields,
        len(sources.changed(case)), sources.fillable(case, judged),
    ))  # fmt: skip
    _pre_review(actor, case, slots, judged)
    if electronic:
        record(actor, ElectronicServiceAgreed(case.subject))
    return case


@action
def supply(actor: Actor, case_id: str) -> Case:
    """Hand in what was asked for (补正): the five days of 第三十二条 begin again with the complete application."""
    case = turn(actor, case_id, "supply")
    require_confirmed(actor, case)
    case.gaps.exclude(target__in=[m.code for m in case.definition.materials]).update(settled_at=time.now())
    facts = _complete(case)
    pin(actor, case, filling.slots(case, facts, live=True))
    case.addresses, case.project = siting.codes(case), ledgers.project_in(case)
    case.received_at = case.saved_at = time.now()
    settle(case, "supply")
    record(actor, CaseSupplied(case.subject))
    _pre_review(actor, case, filling.slots(case, facts), facts)
    return case


@action
def withdraw(actor: Actor, case_id: str, reason: str = "") -> Case:
    """Take the application back (撤回) before the decision."""
    case = turn(actor, case_id, "withdraw")
    case.outcome, case.reason, case.closed_at = Outcome.WITHDRAWN, reason.strip(), time.now()
    case.pauses.filter(ended_at=None).update(ended_at=case.closed_at, result="申请人撤回申请，不再进行。")
    notice = settle(case, "withdraw", reason=reason.strip())
    record(actor, CaseWithdrawn(case.subject, notice))
    record(actor, CaseClosed(case.subject, case.outcome))
    return case


def _true_today(case: Case) -> filling.Facts:
    """The edition is in force, the item is offered to this applicant and here, and registers still say what they said.

    Raises `NotOffered`, `OutOfForce`, `SourceMoved`.
    """
    newest = catalogue.edition_in_force(case.item_code)
    if newest.pk != case.edition_id:
        raise OutOfForce(number=newest.number)
    if identity.applicant(case.applicant).kind not in case.definition.serves or not places.serves(case.area):
        raise NotOffered
    facts = facts_of(case)
    if moved := writing.moved(case, facts):
        raise SourceMoved(moved=moved)
    return facts


def _eligible(case: Case, facts: filling.Facts, aware: bool) -> None:
    """Ask the conditions of the item again; who does not meet one may still have it answered in writing."""
    failed = [r for r in case.definition.run_checks(facts) if r.outcome == "fail" and r.check.otherwise == "refuse"]
    if failed and not aware:
        raise NotEligible(failed=failed)


def _signed(actor: Actor, case: Case, hand: Hand | None) -> Signature | None:
    """Keep his signature, or find the one from the screen at the window; before anything changes what he read."""
    signing.keep(actor, case, hand)
    found = signing.require(actor, case)
    if found:
        record(actor, CaseSigned(case.subject, found.digest, bool(found.strokes)))
    return found


def _complete(case: Case) -> filling.Facts:
    """Refuse what is incomplete; returns the facts it was judged by."""
    facts = facts_of(case)
    missing = filling.missing(case, facts, live=True)
    if missing:
        raise Incomplete(f"还有 {len(missing)} 处需要补充，暂时不能提交。", problems=missing)
    return facts


def _pre_review(actor: Actor, case: Case, slots: list[Slot], facts: filling.Facts) -> None:
    """Keep what the machine found at this moment: the figures rest on it, whatever is read or ruled later."""
    found = prereview.points(case, slots, facts)
    counted = Summary.of(found)
    points = [{"code": p.code, "outcome": p.outcome, "sentence": p.sentence} for p in found]
    PreReview.objects.create(
        case=case, at=time.now(), points=points, decided=counted.passed + counted.failed, failed=counted.failed,
        full=counted.full,
    )
    record(actor, CasePreReviewed(case.subject, counted.points, counted.passed, counted.failed))


def _row(slot: Slot) -> dict[str, str]:
    return {"name": slot.title, "form": _origin(slot), "count": "1", "note": slot.material_name or slot.evidence}


def _origin(slot: Slot) -> str:
    if slot.trust:
        return str(Source(slot.trust).label)
    return {
        "licence": "电子证照，免交", "data": "数据核验，免交", "request": "行政协助，免交",
        "earlier": f"复用 {slot.reused}",
    }.get(slot.way, "申请人上传")  # fmt: skip


def _number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('cases_number')")
        serial = int(cursor.fetchone()[0])
    return f"{settings.TONGBAN.prefix}-{time.today():%Y%m%d}-{serial:06d}"
