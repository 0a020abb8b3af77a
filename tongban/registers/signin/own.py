"""At the door somebody is nobody yet: what he typed leads to one account, and to nothing of another (`kernel.wall`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from tongban.kernel import wall
from tongban.kernel.actor import Actor

P = ParamSpec("P")
R = TypeVar("R")


def of_account(
    verb: Callable[Concatenate[Actor, UUID | str, P], R],
) -> Callable[Concatenate[Actor, UUID | str, P], R]:
    """Within this verb the rows of the account it is about are seen, whoever asks; the verb says who may."""

    @wraps(verb)
    def looking(actor: Actor, account_id: UUID | str, *args: P.args, **rest: P.kwargs) -> R:
        with wall.shown(f"account/{account_id}"):
            return verb(actor, account_id, *args, **rest)

    return looking
