"""What departments' systems send becomes an act of a case, or changes nothing at all.

A system signs as the official who stands for it (系统对接岗), with that post's rights and no others; the officer who
decided inside the department stands beside its name.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.db import transaction

from tongban.kernel import wall, webhook
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Mismatch, Refusal
from tongban.registers.exchange import actions as exchange
from tongban.registers.exchange import queries as wires
from tongban.registers.exchange.kinds import LONGEST_BODY, Act, BadField, NotAnAct, read_act
from tongban.registers.identity import queries as identity
from tongban.work.approvals import actions as approvals
from tongban.work.approvals.errors import OpinionNeeded, StepNotOpen, TwoOfficersNeeded
from tongban.work.cases import queries as cases
from tongban.work.tasks.errors import AlreadyClaimed

SYSTEM = Actor.system("数据交换")
BLAME = {
    StepNotOpen: "data.step", OpinionNeeded: "data.text", TwoOfficersNeeded: "data.second_officer",
    AlreadyClaimed: "data.step",
}  # fmt: skip


class DoesNotFit(Refusal):
    """What was sent does not belong to what was asked."""

    code = "does-not-fit"
    status = 422
    sentence = "来件与办件不符，已隔离，办件没有任何变化。"
    next_step = "请按 problems 中的提示核对后，用新的消息编号重新发送；也可以联系平台的系统管理人员。"


def receive(endpoint: Any, key: str, body: bytes) -> tuple[int, dict[str, Any]]:
    """Take a signed message: the status and content to answer with, the same for every repeat."""
    row = exchange.arrive(SYSTEM, endpoint, key, body)
    if row.state == "open":
        row = judge(str(row.pk))
    return row.status, row.answer


def judge(arrival_id: str) -> Any:
    """Make an act of what was kept, in one transaction with its answer; or put it in quarantine."""
    row = wires.arrival(arrival_id)
    act: Act | None = None
    try:
        act = read_act(row.body, row.event)
        return _sign(row, act)
    except NotAnAct as wrong:
        problems, refusal = list(wrong.problems), DoesNotFit()
    except Refusal as said:
        if wires.arrival(arrival_id).state != "open":  # somebody else has judged it meanwhile
            return wires.arrival(arrival_id)
        field = next((name for kind, name in BLAME.items() if isinstance(said, kind)), "data")
        problems, refusal = [BadField(field, said.sentence)], DoesNotFit()
    return exchange.quarantine(
        SYSTEM, arrival_id, problems, status=refusal.status, answer=wires.problem(refusal, problems),
        number=act.data.case if act else "", step=act.data.step if act else "",
    )  # fmt: skip


def try_again(actor: Actor, arrival_id: str, reason: str) -> Any:
    """An operator has a quarantined message judged anew."""
    exchange.try_again(actor, arrival_id, reason)
    return judge(arrival_id)


def _sign(row: Any, act: Act) -> Any:
    asked = _require_asked(row.endpoint, act)
    given = act.data
    actor = identity.official_actor(row.endpoint.signer, door="openapi")
    # Who decided inside the department, and through which system it came. A system advises; it never decides.
    actor = replace(actor, name=f"{given.officer}（{actor.name}）", posts=actor.posts_as("reviewer"))
    # A signed message comes in a request of nobody, or is judged anew in an operator's; the worker may be no official.
    stand = wall.behind(actor) if wall.now() else nullcontext()
    with stand, transaction.atomic():
        case = cases.locked(asked.subject.removeprefix("case/"))
        if asked.state != "sent":  # it arrived and only its receipt was lost
            exchange.confirm(SYSTEM, str(asked.event), row.event)
        opinion = approvals.sign(
            actor, str(case.pk), given.step, verdict=given.verdict, text=given.text, law=given.law,
            second_officer=given.second_officer,
        )  # fmt: skip
        answer = {"id": row.event, "receipt": str(opinion.pk), "case": case.number, "step": given.step}
        return exchange.take(SYSTEM, str(row.pk), case.subject, case.number or "", given.step, answer)


def _require_asked(endpoint: Any, act: Act) -> Any:
    """The event this act answers: sent to this system, about this case and step, and the last of its kind."""
    given, asked = act.data, wires.opened(endpoint, act.data.answers)
    if asked is None:
        raise NotAnAct(BadField("data.answers", "没有向贵系统发送过这个事件，或者它不是环节到达事件。"))
    if asked.number != given.case:
        raise NotAnAct(BadField("data.case", "这个事件说的是另一个办件。"))
    if act.subject and act.subject != given.case:
        raise NotAnAct(BadField("subject", "与 data.case 不是同一个办件。"))
    if asked.step != given.step:
        raise NotAnAct(BadField("data.step", "这个事件说的是另一个环节。"))
    latest = wires.latest_opened(endpoint, asked.subject, asked.step)
    if latest is None or latest.pk != asked.pk:
        raise NotAnAct(BadField("data.answers", "这个环节已经重新送达，这是对上一次的答复。"))
    if asked.state != "sent" and not asked.tries:
        raise NotAnAct(BadField("data.answers", "这个事件还没有向贵系统发送，结果早于送达。"))
    return asked


def judge_forgotten() -> int:
    """Judge what was kept and never judged, as whoever kept it died; returns how many."""
    rows = wires.unanswered()
    for row in rows:
        judge(str(row.pk))
    return len(rows)


def collect_files() -> int:
    """Take what departments' systems have put into their folders; returns how many files."""
    count = 0
    for endpoint in wires.folders():
        for found in wires.lying_in(endpoint):
            status, answer = _from_file(endpoint, found)
            wires.folder(endpoint).put_away(found, status < HTTPStatus.BAD_REQUEST, answer)
            count += 1
    return count


def _from_file(endpoint: Any, found: Any) -> tuple[int, dict[str, Any]]:
    if len(found.body) > LONGEST_BODY:
        return 413, {"code": "too-large", "detail": "文件超过 64 KB。"}
    try:
        # A file may lie for days before we look; its id is remembered for ever.
        key = webhook.verify(wires.secrets_of(endpoint), found.headers, found.body, tolerance=None)
        return receive(endpoint, key, found.body)
    except webhook.BadSignature as wrong:
        return 401, {"code": "bad-signature", "detail": f"签名不对：{wrong}。"}
    except Mismatch as refusal:
        return refusal.status, {"code": refusal.code, "detail": refusal.sentence}
