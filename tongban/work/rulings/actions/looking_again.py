"""People look at what a machine decided: by chance (抽查), or because the applicant asks for it (人工复核)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from tongban.engines.clocks import Limit
from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotYours
from tongban.registers.calendar import queries as holidays
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity.permits import require_right
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import permits as case_permits
from tongban.work.cases.queries import locked
from tongban.work.rulings import permits, switching
from tongban.work.rulings.actions.ruling import SYSTEM
from tongban.work.rulings.actions.switching import stop
from tongban.work.rulings.errors import AlreadyAsked, AlreadyJudged, FindingNeeded, NoSuchRuling, NotAutomatic
from tongban.work.rulings.events import ReviewAnswered, ReviewAsked, SampleJudged
from tongban.work.rulings.kinds import DAYS_OF_ERRORS, REVIEW, REVIEW_LIMIT, SAMPLE, Finding, State
from tongban.work.rulings.models import Review, Ruling, Sample
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_lists
from tongban.work.tasks.kinds import Spec

LONGEST = 500


@action
def judge_sample(actor: Actor, sample_id: str, *, finding: str, text: str, rule: str = "") -> Sample:
    """Say whether the machine decided rightly (抽查结论); a wrong one names the ``rule`` that is at fault.

    What follows for the applicant is decided by the verbs there are (更正、撤销). Too many wrong ones stop the item by
    itself. Raises `NoSuchRuling`, `AlreadyJudged`, `FindingNeeded`.
    """
    row = _sample(actor, sample_id)
    if row.finding:
        raise AlreadyJudged
    known = {name for name, _ in row.ruling.rules}
    if finding not in Finding.values or not text.strip() or (finding == Finding.WRONG and rule not in known):
        raise FindingNeeded
    row.finding, row.text, row.rule = Finding(finding), text.strip()[:LONGEST], rule if finding == "wrong" else ""
    row.judged_at, row.judged_by, row.judged_name = time.now(), actor.id, actor.name
    row.save()
    subject = f"case/{row.ruling.case_id}"
    _close(actor, subject, SAMPLE, str(row.pk), finding)
    record(actor, SampleJudged(subject, str(row.pk), finding, row.rule))
    if finding == Finding.WRONG:
        _stop_when_too_many(row.ruling.item_code)
    return row


def _stop_when_too_many(item_code: str) -> None:
    """Rules that were found wrong too often decide nothing more until somebody says why they may."""
    automatic = catalogue.edition_in_force(item_code).definition.automatic
    since = time.now() - timedelta(days=DAYS_OF_ERRORS)
    with wall.as_platform("figures"):  # of every desk together
        found = Sample.objects.filter(ruling__item_code=item_code, finding=Finding.WRONG, judged_at__gte=since)
        wrong = found.count()
    if automatic and wrong >= automatic.wrong and switching.off(item_code) is None:
        reason = f"{DAYS_OF_ERRORS} 天内抽查发现 {wrong} 件有误，达到停用标准 {automatic.wrong} 件"
        stop(SYSTEM, item_code, reason=reason)


@action
def ask_review(actor: Actor, case_id: str, *, reason: str) -> Review:
    """Ask for a person to look at what a machine decided (申请人工复核, 个人信息保护法 第二十四条).

    Raises `NotAutomatic`, `AlreadyAsked`, `FindingNeeded` without a reason.
    """
    case = locked(case_id)
    if not case_permits.is_applicant(actor, case):
        raise NotYours
    require_right(actor, "sign")
    ruling = Ruling.objects.filter(case=case, state=State.GRANTED).first()
    if ruling is None:
        raise NotAutomatic
    if Review.objects.filter(ruling=ruling).exists():
        raise AlreadyAsked
    if not reason.strip():
        raise FindingNeeded("请写明您希望人工复核什么。", next_step="例如：证照上的经营范围与我填写的不一致。")
    due = holidays.calendar().due(time.today(), Limit.parse(REVIEW_LIMIT))
    row = Review.objects.create(ruling=ruling, reason=reason.strip()[:LONGEST], asked_at=time.now(), due_on=due)
    tasks.open_task(actor, Spec(
        kind=REVIEW, subject=case.subject, step=str(row.pk), title=f"{ruling.title} · 人工复核",
        context=f"{case.applicant_name} · {case.number}", desk=ruling.desk, area=ruling.area,
        department=ruling.department, due_on=due, limit=REVIEW_LIMIT,
    ))  # fmt: skip
    record(actor, ReviewAsked(case.subject, str(row.pk), due.isoformat()))
    return row


@action
def answer_review(actor: Actor, review_id: str, *, finding: str, text: str) -> Review:
    """Answer as a person (答复人工复核), with what was found and what will be done.

    Raises `NoSuchRuling`, `AlreadyJudged`, `FindingNeeded`.
    """
    row = Review.objects.select_for_update(of=("self",)).select_related("ruling").filter(pk=_key(review_id)).first()
    if row is None or not permits.may_look_again(actor, row.ruling):
        raise NoSuchRuling
    if row.finding:
        raise AlreadyJudged
    if finding not in Finding.values or not text.strip():
        raise FindingNeeded
    task_lists.not_recused(actor, f"case/{row.ruling.case_id}")
    row.finding, row.text = Finding(finding), text.strip()[:LONGEST]
    row.answered_at, row.answered_name = time.now(), actor.name
    row.save()
    subject = f"case/{row.ruling.case_id}"
    _close(actor, subject, REVIEW, str(row.pk), finding)
    record(actor, ReviewAnswered(subject, str(row.pk), finding))
    return row


def _sample(actor: Actor, sample_id: str) -> Sample:
    row = Sample.objects.select_for_update(of=("self",)).select_related("ruling").filter(pk=_key(sample_id)).first()
    if row is None or not permits.may_look_again(actor, row.ruling):
        raise NoSuchRuling
    task_lists.not_recused(actor, f"case/{row.ruling.case_id}")
    return row


def _close(actor: Actor, subject: str, kind: str, step: str, outcome: str) -> None:
    for task in task_lists.open_of(subject, kind, step):
        tasks.close(actor, str(task.pk), outcome)


def _key(text: str) -> UUID:
    try:
        return UUID(str(text))
    except ValueError:
        raise NoSuchRuling from None
