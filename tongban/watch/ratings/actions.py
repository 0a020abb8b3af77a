from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.kernel.text import storable
from tongban.registers.ledger.actions import action, record
from tongban.watch.ratings.errors import LevelNeeded, NoInvitation, RatedAlready
from tongban.watch.ratings.events import PoorRating, Rated, RatingInvited
from tongban.watch.ratings.kinds import LEVELS, MOST_TEXT, POOR, tags
from tongban.watch.ratings.models import Invitation, Rating
from tongban.work.cases.queries import by_subject

if TYPE_CHECKING:
    from tongban.work.cases.models import Case


@action
def invite(actor: Actor, case_subject: str) -> Invitation:
    """Invite the applicant to rate a closed case (邀请评价)."""
    if not actor.is_system:
        raise NotAllowed
    case = by_subject(case_subject)
    invitation, _ = Invitation.objects.get_or_create(case=case, defaults={"invited_at": time.now()})
    record(actor, RatingInvited(case_subject))
    return invitation


@action
def rate(
    actor: Actor, token: str, *, level: int, tag_codes: Sequence[str] = (), text: str = "", anonymous: bool = True
) -> Rating:
    """Rate a service once (评价), by the link of the invitation, signed in or not; never by an official.

    Raises `NoInvitation`, `RatedAlready`, `LevelNeeded`. Tags that do not belong to the level are dropped.
    """
    if actor.is_official:
        raise NotAllowed(
            "工作人员不能代替群众评价。", law="国办发〔2019〕51号", next_step="请由办事人本人通过评价链接评价。"
        )
    wanted = storable(token).strip().upper()
    with wall.shown(wanted):
        invitation = Invitation.objects.select_for_update().filter(token=wanted).first()
    if invitation is None:
        raise NoInvitation
    with wall.shown(str(invitation.case_id)):  # who holds the link rates this case
        rating = _rated(actor, invitation.case, level, tag_codes, text, anonymous)
    unnamed = actor if not anonymous else Actor.nobody(actor.door)
    record(unnamed, Rated(rating.case.subject, level))
    if level <= POOR:
        record(unnamed, PoorRating(rating.case.subject, level, str(rating.pk)))
    return rating


def _rated(actor: Actor, case: Case, level: int, tag_codes: Sequence[str], text: str, anonymous: bool) -> Rating:
    if Rating.objects.filter(case=case).exists():
        raise RatedAlready
    if level not in LEVELS:
        raise LevelNeeded
    return Rating.objects.create(
        case=case, department=case.department, item_code=case.item_code, level=level,
        text=storable(text).strip()[:MOST_TEXT],
        tags=[code for code in tag_codes if code in tags()[level]], anonymous=anonymous, channel=actor.door,
        rated_at=time.now(),
    )
