"""Who may do which verb to a case: pure functions of actor and row; the roles come from the table in `states`."""

from __future__ import annotations

from collections.abc import Callable

from tongban.kernel.actor import Actor, Post
from tongban.kernel.errors import NotAllowed, NotYours
from tongban.kernel.proof import require_proof
from tongban.registers.catalogue.kinds import Definition
from tongban.registers.identity.errors import RealNameFirst
from tongban.registers.identity.kinds import REAL_NAME
from tongban.registers.identity.permits import require_right
from tongban.work.cases.kinds import Way
from tongban.work.cases.models import Case, Hearing
from tongban.work.cases.states import WHO, Move, allowed

WINDOW = "window"


def is_applicant(actor: Actor, case: Case) -> bool:
    """The applicant, or who acts for him now."""
    mine = actor.kind == "person" and actor.signed_in and actor.applicant == case.applicant
    return mine and actor.covers(case.item_code)


def in_reach(post: Post, case: Case) -> bool:
    """Whether a post serves the area of a case and is not held to other items (岗位限定事项)."""
    return post.serves(case.area) and post.covers(case.item_code)


def is_clerk(actor: Actor, case: Case) -> bool:
    """A clerk at a window of the area, or of the department that answers (综合窗口).

    Where the item says so, a clerk at any window of the city (全市通办); who decides stays the same.
    """
    posts = actor.posts_as("clerk")
    if any(in_reach(p, case) and (p.desk == WINDOW or p.department == case.department) for p in posts):
        return True
    city = any(p.desk == WINDOW and p.area[:4] == case.area[:4] and p.covers(case.item_code) for p in posts)
    return city and case.definition.anywhere


def is_machine(actor: Actor, case: Case) -> bool:
    """The post from which the platform decides for the department that answers (智能审批岗)."""
    return any(p.department == case.department and in_reach(p, case) for p in actor.posts_as("automatic"))


def is_approver(actor: Actor, case: Case) -> bool:
    """An approver of the department that answers, for the area (审批岗)."""
    return any(p.department == case.department and in_reach(p, case) for p in actor.posts_as("approver"))


def is_head(actor: Actor, case: Case) -> bool:
    """The head of the agency that answers, who alone may extend a limit (机关负责人, 行政许可法 第四十二条)."""
    return any(p.department == case.department and in_reach(p, case) for p in actor.posts_as("head"))


def is_hotline(actor: Actor, case: Case) -> bool:
    """A seat of the hotline for the area (热线坐席): may say where a case stands, and see nothing handed in."""
    return any(in_reach(p, case) for p in actor.posts_as("hotline"))


def is_supervisor(actor: Actor, case: Case) -> bool:
    """Who supervises the area (效能监督)."""
    return any(in_reach(p, case) for p in actor.posts_as("supervisor"))


def require_sure(actor: Actor, definition: Definition) -> None:
    """A person is known as surely as the item asks (可信等级). Raises `RealNameFirst`, or asks for a second factor."""
    if actor.kind != "person" or actor.strength >= definition.strength:
        return
    if actor.strength < REAL_NAME:
        raise RealNameFirst(f"提交“{definition.title}”的申请需要实名认证，您的账号还没有实名。")
    require_proof(actor, f"提交“{definition.title}”的申请")


# Which hearing each verb needs; while one is asked for, only its record lets the clock go on.
HEARING: dict[str, Callable[[Hearing | None], bool]] = {
    "tell_hearing_right": lambda hearing: hearing is None,
    "ask_hearing": lambda hearing: hearing is not None and hearing.asked_at is None,
    "give_up_hearing": lambda hearing: hearing is not None,
    "call_hearing": lambda hearing: hearing is not None and hearing.asked_at is not None,
    "hold_hearing": lambda hearing: hearing is not None and hearing.begins_at is not None,
    "resume": lambda hearing: hearing is None or hearing.asked_at is None,
}
BY_RULES = ("accept", "decide")
"""What a machine may do; the rules come from `rulings`, and `decide` wants to be told them."""
ROLES = {
    "applicant": is_applicant,
    "clerk": is_clerk,
    "approver": is_approver,
    "head": is_head,
    "supervisor": is_supervisor,
    "system": lambda actor, case: actor.is_system,
}


def may(actor: Actor, verb: str, case: Case) -> bool:
    """Whether ``actor`` is who the law lets do ``verb`` to this case, whatever its state."""
    acts = ROLES[WHO[verb]](actor, case) or (verb in BY_RULES and is_machine(actor, case))
    acts = acts and (WHO[verb] != "applicant" or actor.allows("sign"))
    return acts and fits(verb, case)


def fits(verb: str, case: Case) -> bool:
    """Whether the verb has something to act on: what is collected at the counter, a hearing at its stage."""
    if verb == "hand_out":
        return case.way == Way.COUNTER
    if verb not in HEARING:
        return True
    return HEARING[verb](case.hearing)


def require(actor: Actor, verb: str, case: Case) -> None:
    """Raise `NotYours` for a stranger, `NotAllowed` for somebody who may look but not act."""
    if may(actor, verb, case):
        return
    if actor.is_official:
        raise NotAllowed
    if is_applicant(actor, case):
        require_right(actor, "sign")
    raise NotYours


def open_verbs(actor: Actor, case: Case) -> list[Move]:
    """The buttons this actor has on this case: derived, never hand-placed."""
    return [move for move in allowed(case.state) if may(actor, move.verb, case)]
