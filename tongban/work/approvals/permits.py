"""Who may sign which step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tongban.engines.process import Step
from tongban.kernel.actor import Actor, Post
from tongban.work.approvals.errors import NotTheSigner, SameSigner
from tongban.work.approvals.models import Opinion

if TYPE_CHECKING:
    from tongban.work.cases.models import Case


def signing_post(actor: Actor, step: Step, case: Case, standing: Sequence[Opinion]) -> Post:
    """The post with which ``actor`` may put the next signature on ``step``; raises `SameSigner`, `NotTheSigner`.

    The last signature of a step that is signed twice, and any signature that decides, is an approver's.
    """
    if any(o.official == actor.id for o in standing):
        raise SameSigner
    needed = last_role(step, standing)
    for post in actor.posts_as(*needed):
        if post.desk == step.desk and post.serves(case.area):
            return post
    raise NotTheSigner


def last_role(step: Step, standing: Sequence[Opinion]) -> tuple[str, ...]:
    """The roles that may put the next signature on ``step``."""
    signatures_left = step.sign - len(standing)
    if step.sign == 2:
        return ("approver",) if signatures_left <= 1 else ("reviewer",)
    return ("approver",) if step.decides else ("reviewer", "approver")
