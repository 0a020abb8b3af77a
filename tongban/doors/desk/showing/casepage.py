"""The middle pane: who asks for what, where it stands, what is asked of me now, and what I may do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from tongban.doors.desk.showing import changes, checklist, clocks, log, phrases, versions
from tongban.doors.parts import origins
from tongban.doors.parts.fields import place
from tongban.engines.codes import masking
from tongban.engines.forms import look_up
from tongban.engines.process import Step
from tongban.kernel.actor import Actor
from tongban.kernel.once import once
from tongban.registers.identity import queries as identity
from tongban.work.approvals import queries as approvals
from tongban.work.approvals.kinds import Lane, Mine
from tongban.work.cases import permits
from tongban.work.cases import queries as cases
from tongban.work.cases.kinds import OPEN_FOR, Ground
from tongban.work.cases.states import OPEN, STATES, VERBS
from tongban.work.letters import permits as letter_permits
from tongban.work.letters import queries as letter_rows
from tongban.work.rulings import queries as rulings
from tongban.work.tasks import queries as tasks

if TYPE_CHECKING:
    from tongban.registers.identity.models import Official
    from tongban.work.cases.models import Case
    from tongban.work.tasks.models import Task

TABS = {
    "now": "办理", "form": "申请表", "materials": "材料", "checks": "核验", "flow": "流程", "opinions": "意见",
    "letters": "沟通", "log": "日志",
}  # fmt: skip
KEYS = {"accept": "ctrl+enter", "ask_for_more": "b", "turn_away": "x"}
RARE = (  # under one disclosure, so that the page stays calm
    "no_permit", "not_ours", "correct", "pause", "tell_hearing_right", "transfer", "send_on", "terminate", "rectify",
)  # fmt: skip
BY_SIGNING = "decide"  # the decision is the signature on the deciding step, never a button of its own


@dataclass(frozen=True)
class Button:
    """A verb that is open to this official now."""

    verb: str
    label: str
    href: str
    key: str
    at_once: bool  # posted from here; the others have a page of their own

    @property
    def rare(self) -> bool:
        return self.verb in RARE


@dataclass(frozen=True)
class Errand:
    """Something around the signatures that has a page of its own."""

    label: str
    href: str


@dataclass(frozen=True)
class Signing:
    """An open step this official may sign, with everything the signature should rest on."""

    step: Step
    lane: Lane | None
    lanes: list[Lane]
    phrases: list[tuple[str, list[phrases.Said]]]
    laws: list[str]
    colleagues: list[Official]
    next: str
    behalf: str = ""  # in whose place

    @property
    def first(self) -> Any:
        """The opinion already standing on this step, when it is signed twice."""
        return next((o for o in self.lane.opinions if o.standing), None) if self.lane else None

    @property
    def sent_back(self) -> Any:
        """The latest opinion that was sent back, when the step is open again."""
        return next((o for o in reversed(self.lane.opinions) if not o.standing), None) if self.lane else None


def common(actor: Actor, case: Case) -> dict[str, Any]:
    """What stands above every tab."""
    read = cases.clocks(case)
    mine = [t for t in tasks.open_of(case.subject) if _on_my_desk(actor, t)]
    every = buttons(actor, case)
    return {
        "case": case, "applicant": identity.applicant(case.applicant), "clocks": read,
        "clock": clocks.of_case(case, read), "buttons": [b for b in every if not b.rare],
        "rare": [b for b in every if b.rare], "tasks": mine,
        "taken": next((t for t in mine if not tasks.may_take(actor, t)), None),
        "takeable": {t.pk for t in mine if t.claimed_by != actor.id and tasks.may_take(actor, t)},
        "to_sign": case.state == "accepted" and bool(_mine(actor, case).steps),
        "recusals": tasks.recusals(case.subject), "around": around(actor, case) + _handing_over(actor, case, mine),
        "tabs": TABS, "held": held(actor, case), "ruling": rulings.of_case(case),
    }  # fmt: skip


@dataclass(frozen=True)
class Undoing:
    """What this official may still take back, and how long."""

    title: str
    until: datetime
    seconds: int


def held(actor: Actor, case: Case) -> Undoing | None:
    found = cases.held(actor, case)
    return Undoing(VERBS[found.verb], found.until, found.seconds) if found else None


def buttons(actor: Actor, case: Case) -> list[Button]:
    """The verbs the state table opens to this official, in its order with the one most wanted first."""
    moves = [m for m in permits.open_verbs(actor, case) if m.verb != BY_SIGNING and m.who != "applicant"]
    moves.sort(key=lambda m: m.verb != "accept")
    return [_button(case, move.verb) for move in moves]


def around(actor: Actor, case: Case) -> list[Errand]:
    """What may be done around the signatures now (退回、征求意见、回避)."""
    asked = [("recuse", "回避")] if case.state in OPEN and not tasks.is_recused(actor.id, case.subject) else []
    if case.state == "accepted":
        mine = _mine(actor, case)
        asked = [("consult", "征求意见")] * bool(mine.steps) + asked
        asked = [("send_back", "退回上一环节")] * mine.may_return + asked
    return [Errand(label, reverse(f"desk:{name}", args=[case.number])) for name, label in asked]


def _handing_over(actor: Actor, case: Case, mine: list[Task]) -> list[Errand]:
    """转交, where one task lies before this official; of several each says its own."""
    if len(mine) != 1 or mine[0].claimed_by not in ("", actor.id):
        return []
    return [Errand("转交", reverse("desk:hand_over", args=[case.number, mine[0].pk]))]


@once
def _mine(actor: Actor, case: Case) -> Mine:
    return approvals.mine(actor, case)


def _button(case: Case, verb: str) -> Button:
    return Button(verb, VERBS[verb], reverse(f"desk:{verb}", args=[case.number]), KEYS.get(verb, ""), verb == "accept")


def signing(actor: Actor, case: Case, name: str = "") -> Signing | None:
    """The step of this name, or the first, that waits for this official's signature."""
    mine = _mine(actor, case)
    step = next((s for s in mine.steps if s.name == name), None) or next(iter(mine.steps), None)
    if step is None:
        return None
    lanes = approvals.lanes(case)
    lane = next((one for one in lanes if one.step == step.name), None)
    there = identity.holders(step.desk, approvals.area_of(case, step)) if step.two_officers else []
    others = [o for o in there if str(o.pk) != actor.id]
    return Signing(
        step, lane, [one for one in lanes if one.step != step.name],
        phrases.offered(approvals.phrases(actor), phrases.for_step(step)), checklist.laws(case), others,
        _next(case, step, lane), mine.behalf.get(step.name, ""),
    )


def _next(case: Case, step: Step, lane: Lane | None) -> str:
    """What the signature brings about."""
    signed = sum(o.standing for o in lane.opinions) if lane else 0
    if step.sign - signed > 1:
        return "您签署后，须由本岗位另一位审批人员复核签署，本环节才办结。"
    if step.decides:
        gives = case.definition.gives
        given = f"，并颁发“{gives.name}”" if gives.licence else ""
        return f"您的签署即作出决定：同意则准予，送达准予决定书{given}；不同意则不予许可，送达不予许可决定书。"
    later = [s.title for s in case.definition.process if step.name in s.after]
    return f"您签署后本环节办结，接下来是：{'、'.join(later)}。" if later else "您签署后本环节办结。"


def asked(actor: Actor, case: Case, signing_now: Signing | None) -> str:
    """What is asked of this official now, in one sentence."""
    if case.state == "submitted":
        if permits.may(actor, "accept", case):
            return "请核对材料和审查要点，决定受理、一次性告知补正或不予受理。"
        return "正在等待窗口受理。"
    if case.state == "incomplete":
        return f"已一次性告知补正 {case.gaps.filter(settled_at=None).count()} 项，正在等待申请人补交。"
    if case.state == "accepted":
        if signing_now:
            asks = signing_now.step.asks
            return f"请就“{signing_now.step.title}”签署意见{'：' + asks if asks else '。'}"
        lanes = [lane for lane in approvals.lanes(case) if lane.state in ("open", "half")]
        waiting = [f"{lane.title}（{lane.department}）" for lane in lanes]
        return f"现在不需要您办理，正在进行：{'、'.join(waiting)}。" if waiting else "现在不需要您办理。"
    if case.state == "paused":
        pause = case.pauses.filter(ended_at=None).first()
        return f"特别程序进行中，时限暂停：{pause.reason}" if pause else "特别程序进行中，时限暂停。"
    if case.state == "decided" and permits.may(actor, "hand_out", case):
        return "请核对领取人身份后发放：申请人选择了窗口领取。"
    return f"此件{STATES[case.state][1]}，结果：{case.get_outcome_display()}。"


def now(actor: Actor, case: Case, lines: list[checklist.Line], step: str) -> dict[str, Any]:
    """办理: the errand that waits for me."""
    found, judged = signing(actor, case, step), checklist.judged(actor, case, lines)
    decides = found is not None and found.step.decides
    return {
        "asked": asked(actor, case, found), "signing": found, "lines": lines, "views": approvals.views(actor, case),
        "changes": changes.read(found.lanes, judged["points"], lines) if found and decides else None, **judged,
    }  # fmt: skip


def form(actor: Actor, case: Case, lines: Any, step: str) -> dict[str, Any]:
    """申请表: the answers, what is personal half hidden unless this official opened it for a while."""
    shown = case.definition.form.show(case.data, cases.facts_of(case), place=place)
    noted, opened, before = cases.origins(case), cases.unmasked(actor, case), cases.former(case, place)
    whole = bool(opened) or not case.applicant.startswith("person/")
    show = _whole if opened else partial(masking.of_kind, public=not case.applicant.startswith("person/"))
    pages = [
        (p.title, [
            (label, show(text, f.type), *_beside(case, f, noted, show, whole), _was(before, f, text, show))
            for label, text, f in rows
        ])
        for p, rows in shown
    ]  # fmt: skip
    known = cases.whole(case, opened) if opened else []
    whose = [("申请人", [(label, text, ("", ""), "", None) for label, text in known])] if opened else []
    return {
        "pages": whose + pages, "prefilled": case.prefilled_fields, "asked": case.asked_fields,
        "opened": opened, "grounds": Ground.choices, "minutes": OPEN_FOR,
        "signature": cases.signature_of(case), "before": before,
        "changed": sum(row[4] is not None for _, rows in pages for row in rows),
    }


def _was(before: Any, field: Any, text: str, show: Callable[..., str]) -> str | None:
    """What a field said in the version before; None where it says the same, or there was no version before."""
    if before is None or (said := before.said.get(field.name, "")) == text:
        return None
    return show(said, field.type)


def beside(actor: Actor, case: Case, lines: list[checklist.Line], asked: Any) -> list[tuple[str, list[Any]]]:
    """The application's pages where the address asks for them beside a material (``c=form``), masked as in its tab."""
    if asked.get("c") != "form":
        return []
    found: list[tuple[str, list[Any]]] = form(actor, case, lines, "")["pages"]
    return found


def _beside(case: Case, field: Any, noted: Any, show: Callable[..., str], whole: bool) -> tuple[tuple[str, str], str]:
    return _origin(case, field, noted, show), _house(case, field, whole)


def _house(case: Case, field: Any, whole: bool) -> str:
    """Whether an address was recognised when it was handed in; its code only to who sees the address itself."""
    if field.type != "address" or not look_up(case.data, field.name):
        return ""
    code = case.addresses.get(field.name, "")
    if not code:
        return "标准地址：没有对上，请核对"
    return f"标准地址：已对上{f'，编码 {code}' if whole else ''}"


def _whole(text: str, kind: str = "text") -> str:
    return text


def _origin(case: Case, field: Any, noted: Any, mask: Callable[..., str]) -> tuple[str, str]:
    """Where a prefilled answer comes from, and what the applicant changed; ("", "") for what he typed himself."""
    if field.name not in noted:
        return "", ""
    show = lambda value, one: mask(cases.said(case, one.name, value), one.type)  # noqa: E731
    return origins.for_officials(noted[field.name], field, show)


def materials(actor: Actor, case: Case, lines: list[checklist.Line], step: str) -> dict[str, Any]:
    return {"lines": lines}


def checks(actor: Actor, case: Case, lines: Any, step: str) -> dict[str, Any]:
    return checklist.judged(actor, case, lines)


def flow(actor: Actor, case: Case, lines: Any, step: str) -> dict[str, Any]:
    lanes = approvals.lanes(case)
    return {"drawing": approvals.drawing(case, lanes), "lanes": lanes}


def opinions(actor: Actor, case: Case, lines: Any, step: str) -> dict[str, Any]:
    seen = cases.opened(case)
    notices = [(one, seen.get(str(one.pk))) for one in reversed(cases.notices_of(actor, case))]
    lanes = approvals.lanes(case)
    return {
        "lanes": lanes, "reworked": versions.reworked(lanes), "notices": notices, "agreed": cases.agreed(case),
        "views": approvals.views(actor, case),
    }


def letters(actor: Actor, case: Case, lines: Any, step: str) -> dict[str, Any]:
    """沟通: what was written, and what my desk owes an answer to."""
    found = letter_rows.of_case(case)
    return {"letters": found, "owed": [one for one in found if one.due_on and not one.answered_at
                                       and letter_permits.may_answer(actor, one)]}  # fmt: skip


def logged(actor: Actor, case: Case, lines: Any, step: str) -> dict[str, Any]:
    return {"entries": log.entries(case)}


READ: dict[str, Callable[[Actor, Case, list[checklist.Line], str], dict[str, Any]]] = {
    "now": now, "form": form, "materials": materials, "checks": checks, "flow": flow, "opinions": opinions,
    "letters": letters, "log": logged,
}  # fmt: skip


def _on_my_desk(actor: Actor, task: Task) -> bool:
    return any(post.desk == task.desk and post.serves(task.area) for post in actor.posts)
