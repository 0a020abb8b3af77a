"""Verbs of openings: ask, grant, refuse, look, end, review."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from tongban.engines.codes import masking
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid
from tongban.kernel.proof import proven
from tongban.registers.calendar import queries as calendar
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.ledger.actions import action, record
from tongban.registers.openings import events, permits, queries
from tongban.registers.openings.errors import NoOpening, NothingSuch, NotOpen
from tongban.registers.openings.kinds import LEAST, MOST, REVIEW_WITHIN, STANDS, About, Asked, Finding, Ground, State
from tongban.registers.openings.models import Opening
from tongban.registers.sources import actions as sources
from tongban.registers.sources.kinds import Kind, Matter

Id = UUID | str
SHOWN = ("紧急查阅的内容",)


@action
@proven("紧急查阅")
def ask(actor: Actor, about: About, asked: Asked) -> Opening:
    """Ask to read what one's posts do not show (提出紧急查阅); nothing is open until a second person grants it."""
    permits.require_ask(actor)
    _require_words(asked)
    row = Opening.objects.create(
        subject=about.subject, label=about.label, title=about.title[:200], holder=about.holder, area=about.area,
        department=about.department, official=actor.id, official_name=actor.name, official_number=actor.number,
        ground=asked.ground, reason=asked.reason.strip(), basis=asked.basis.strip(), minutes=asked.minutes,
        whole=asked.whole, asked_at=queries.instant(),
    )  # fmt: skip
    record(actor, events.OpeningAsked(row.own, row.subject, row.ground, row.minutes, row.whole))
    return row


def ask_for_person(actor: Actor, id_number: str, asked: Asked, *, key: str = "") -> Opening:
    """`ask` for the entry of the person with this document number; wrong numbers slow down.

    Not one transaction: a try that found nobody stays counted.
    """
    permits.require_ask(actor)
    attempt = identity.try_once(f"opening/{actor.id}", "", "紧急查阅")
    person = people.find_person(actor, id_number)
    if person is None:
        raise NothingSuch
    identity.tried_rightly(attempt)
    about = About(person.subject, masking.name(person.name), "个人登记信息", person.subject, person.area, "")
    return ask(actor, about, asked, key=key)


@action
@proven("批准紧急查阅")
def grant(actor: Actor, opening_id: Id) -> Opening:
    """Be the second person (批准): it opens now, for the minutes that were asked for. Raises `SecondPerson`."""
    row = _locked(opening_id)
    permits.require_settle(actor, row)
    _require_asked(row)
    row.state, row.second, row.second_name = State.OPEN, actor.id, actor.name
    row.granted_at = queries.instant()
    row.until = row.granted_at + timedelta(minutes=min(row.minutes, queries.longest()))
    row.save(update_fields=["state", "second", "second_name", "granted_at", "until"])
    record(actor, events.OpeningGranted(row.own, row.subject, row.official, row.until.isoformat()))
    return row


@action
def refuse(actor: Actor, opening_id: Id, why: str) -> Opening:
    """Not grant it (不批准), with the reason; its asker reads it."""
    row = _locked(opening_id)
    permits.require_settle(actor, row)
    _require_asked(row)
    if not why.strip():
        raise _wrong(("why", "请写明不批准的理由，提出的人会看到。"))
    row.state, row.second, row.second_name = State.REFUSED, actor.id, actor.name
    row.said, row.ended_at = why.strip()[:200], queries.instant()
    row.save(update_fields=["state", "second", "second_name", "said", "ended_at"])
    record(actor, events.OpeningRefused(row.own, by="person"))
    return row


@action
def look(actor: Actor, opening_id: Id, what: str = "") -> Opening:
    """Look once (查阅一次): a fact of what is looked at, and a row that the person concerned reads."""
    row = _locked(opening_id)
    permits.require_asker(actor, row)
    if not queries.is_open(row):
        raise NotOpen
    row.looks += 1
    row.save(update_fields=["looks"])
    matter = Matter(row.subject, f"紧急查阅 · {row.title}"[:200], row.department, row.holder)
    why = f"{row.get_ground_display()}：{row.reason}"[:60]
    sources.use(
        actor, matter, row.holder, Kind.OPENED, "opening", "紧急查阅", f"{row.pk}/{row.looks}", why,
        (what[:60],) if what else SHOWN,
    )  # fmt: skip
    record(actor, events.OpeningUsed(row.subject, str(row.pk), what[:60]))
    return row


@action
def end(actor: Actor, opening_id: Id) -> Opening:
    """End it at once (结束查阅): with the next click nothing is shown any more."""
    row = _locked(opening_id)
    permits.require_end(actor, row)
    if row.state != State.OPEN:
        raise NotOpen("这次紧急查阅已经结束。", next_step="请返回列表查看。")
    by = "time" if actor.is_system else "asker" if permits.is_asker(actor, row) else "watcher"
    row.state, row.ended_at = State.ENDED, min(queries.instant(), row.until or queries.instant())
    row.review_on = calendar.calendar().add(time.today(), REVIEW_WITHIN)
    row.save(update_fields=["state", "ended_at", "review_on"])
    record(actor, events.OpeningEnded(row.own, row.subject, by, row.looks))
    return row


@action
def lapse(actor: Actor, opening_id: Id) -> Opening:
    """Nobody answered in time (逾时未批准); for the clock."""
    row = _locked(opening_id)
    if not actor.is_system or row.state != State.ASKED:
        raise NoOpening
    row.state, row.ended_at = State.LAPSED, queries.instant()
    row.save(update_fields=["state", "ended_at"])
    record(actor, events.OpeningRefused(row.own, by="time"))
    return row


@action
def review(actor: Actor, opening_id: Id, finding: str, remark: str) -> Opening:
    """Say afterwards whether it was justified (事后评议); once, and it stands."""
    row = _locked(opening_id)
    permits.require_review(actor, row)
    if not row.to_review:
        raise NotOpen("这次紧急查阅还没有结束，或者已经评议过。", next_step="请返回列表查看。")
    if finding not in Finding.values:
        raise _wrong(("finding", "请选择评议结论。"))
    if finding == Finding.UNJUSTIFIED and not remark.strip():
        raise _wrong(("remark", "理由不足的，请写明哪里不足、建议怎样处理。"))
    row.finding, row.remark, row.reviewer = finding, remark.strip()[:200], actor.id
    row.reviewer_name, row.reviewed_at = actor.name, queries.instant()
    row.save(update_fields=["finding", "remark", "reviewer", "reviewer_name", "reviewed_at"])
    record(actor, events.OpeningReviewed(row.own, finding=finding))
    return row


def end_due() -> int:
    """End what is over and let lapse what nobody answered; for the clock."""
    system, now = Actor.system(), queries.instant()
    over = Opening.objects.filter(state=State.OPEN, until__lte=now).values_list("pk", flat=True)
    stale = Opening.objects.filter(state=State.ASKED, asked_at__lte=now - STANDS).values_list("pk", flat=True)
    done = [end(system, pk) for pk in list(over)] + [lapse(system, pk) for pk in list(stale)]
    return len(done)


def _locked(opening_id: Id) -> Opening:
    row = Opening.objects.select_for_update().filter(pk=queries.as_key(opening_id)).first()
    if row is None:
        raise NoOpening
    return row


def _require_asked(row: Opening) -> None:
    if row.state != State.ASKED or queries.instant() >= row.asked_at + STANDS:
        raise NotOpen("这次紧急查阅已经有人办理，或者已经逾时。", next_step="请返回列表查看。")


def _require_words(asked: Asked) -> None:
    wrong = []
    if asked.ground not in Ground.values:
        wrong.append(("ground", "请选择事由。"))
    if not LEAST <= len(asked.reason.strip()) <= MOST:
        wrong.append(("reason", f"请用 {LEAST} 到 {MOST} 个字写明为什么现在必须查看；当事人会看到。"))
    if not asked.basis.strip() or len(asked.basis.strip()) > 100:
        wrong.append(("basis", "请写明依据的法律条款或者指令文号，不超过 100 个字。"))
    if not 1 <= asked.minutes <= queries.longest():
        wrong.append(("minutes", f"时长应为 1 到 {queries.longest()} 分钟。"))
    if wrong:
        raise _wrong(*wrong)


def _wrong(*problems: tuple[str, str]) -> Invalid:
    listed = [{"field": name, "sentence": sentence} for name, sentence in problems]
    return Invalid("".join(sentence for _, sentence in problems), problems=listed)
