"""Who may do which verb with data."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.sources.errors import NotYourData
from tongban.registers.sources.models import Authorisation

KEEPER = "exchange"


def require_keeper(actor: Actor) -> None:
    """Who looks after the wires, or the system."""
    if not (actor.is_system or any(p.desk == KEEPER and p.role == "operator" for p in actor.posts)):
        raise NotAllowed("只有系统对接岗可以设置数据接口。")


def is_holder(actor: Actor, row: Authorisation) -> bool:
    """Whose data they are, acting for himself or his company."""
    return actor.kind == "person" and actor.signed_in and actor.applicant == row.holder


def require_holder(actor: Actor, row: Authorisation) -> None:
    if not is_holder(actor, row):
        raise NotYourData
    require_giving(actor)


def require_giving(actor: Actor) -> None:
    """Whoever fills in for a company does not give its data away."""
    if not actor.allows("sign"):
        raise NotAllowed("您的授权不包括以单位名义同意使用数据。", next_step="请由法定代表人或企业管理员办理。")
