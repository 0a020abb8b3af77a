"""Who may sign which step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tongban.engines.process import Step
from tongban.kernel.actor import Actor, Post
from tongban.work.approvals import progress
from tongban.work.approvals.errors import NotTheSigner, SameSigner
from tongban.work.approvals.models import Opinion
from tongban.work.tasks import queries as tasks
from tongban.work.tasks.kinds import StandIn

if TYPE_CHECKING:
    from tongban.work.cases.models import Case


def signing_post(
    actor: Actor, step: Step, case: Case, standing: Sequence[Opinion], lent: Sequence[StandIn] = ()
) -> tuple[Post, StandIn | None]:
    """The post with which ``actor`` may put the next signature on ``step``, and for whom he stands in if he does.

    The last signature of a step that is signed twice, and any signature that decides, is an approver's. Two signatures
    are two people's, and rest on the posts of two people. Raises `SameSigner`, `NotTheSigner`.
    """
    if any(actor.id in (o.official, o.behalf_of) for o in standing):
        raise SameSigner
    needed, area = last_role(step, standing), progress.area(case, step)
    for post in actor.posts_as(*needed):
        if post.desk == step.desk and post.serves(area) and post.covers(case.item_code):
            return post, None
    for one in lent:
        reaches = one.post.serves(area) and one.post.covers(case.item_code)
        if one.post.role in needed and one.post.desk == step.desk and reaches:
            if any(one.official in (o.official, o.behalf_of) for o in standing):
                raise SameSigner(f"{one.name}已在这个环节签署，受其委托不能再作复核。")
            return one.post, one
    raise NotTheSigner


def lent(actor: Actor, case: Case, step: Step) -> list[StandIn]:
    """For whom ``actor`` may sign this step: never for who stays away (回避), nor decide for who accepted (分权).

    What somebody may not do himself, nobody does for him.
    """
    away = [one for one in tasks.standing_in(actor) if not tasks.is_recused(one.official, case.subject)]
    return [one for one in away if not (step.decides and one.official == case.accepted_by)]


def last_role(step: Step, standing: Sequence[Opinion]) -> tuple[str, ...]:
    """The roles that may put the next signature on ``step``."""
    signatures_left = step.sign - len(standing)
    if step.sign == 2:
        return ("approver",) if signatures_left <= 1 else ("reviewer",)
    return ("approver",) if step.decides else ("reviewer", "approver")


def signing_state(actor: Actor, case: Case, step: Step, standing: Sequence[Opinion]) -> str:
    """may, signed (already by this actor), or no."""
    if tasks.is_recused(actor.id, case.subject):
        return "no"
    try:
        signing_post(actor, step, case, standing, lent(actor, case, step))
    except SameSigner:
        return "signed"
    except NotTheSigner:
        return "no"
    return "may"


def own_open_steps(actor: Actor, case: Case, opinions: Mapping[str, Sequence[Opinion]]) -> list[Step]:
    """The open steps this actor may sign now."""
    if case.state != "accepted":
        return []
    steps = progress.now_open(case, opinions)
    return [s for s in steps if signing_state(actor, case, s, opinions.get(s.name, ())) == "may"]
