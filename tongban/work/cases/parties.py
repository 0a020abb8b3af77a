"""An official who is himself a party to a case stays away from it (回避, 公务员法 第七十六条): asked, never only noted.

He is one as the applicant, as who filed it, as who represents, administers or acts for the company, and as an agent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.identity.kinds import MEMBER_ROLES
from tongban.registers.mandates import queries as mandates
from tongban.work.cases.errors import OwnMatter
from tongban.work.tasks import queries as tasks

if TYPE_CHECKING:
    from tongban.registers.identity.models import Official
    from tongban.work.cases.models import Case

FIRM, PERSON = "organisation/", "person/"


def own_part(actor: Actor, case: Case) -> str:
    """What an official is in this case himself, in words; "" where nothing, or where nobody said who he is."""
    if not actor.is_official or not actor.oneself:
        return ""
    if actor.oneself == case.applicant:
        return "申请人"
    if actor.oneself == case.handler:
        return "经办人"
    person = actor.oneself.removeprefix(PERSON)
    if case.applicant.startswith(FIRM):
        roles = identity.roles_in(person, case.applicant.removeprefix(FIRM))
        if roles:
            return "、".join(name for role, name in MEMBER_ROLES.items() if role in roles)
    return "代理人" if mandates.may_act_for(person, case.applicant) else ""


def not_his_own(actor: Actor, case: Case) -> None:
    """Raise `OwnMatter` where an official is a party himself."""
    if part := own_part(actor, case):
        raise OwnMatter(f"您是这件申请的{part}，依法应当回避，不能经办。")


def may_handle(actor: Actor, case: Case) -> None:
    """Raise `OwnMatter` for a party, `Recused` for who stays away for another reason."""
    not_his_own(actor, case)
    tasks.not_recused(actor, case.subject)


def officials_among(case: Case) -> list[Official]:
    """The officials who are parties to a case, as far as it is known who they are."""
    whose = {case.applicant, case.handler}
    found = {one.removeprefix(PERSON) for one in whose if one.startswith(PERSON)}
    if case.applicant.startswith(FIRM):
        members = identity.members_of(case.applicant.removeprefix(FIRM))
        found |= {str(one.person_id) for one in members}
    return identity.who_are(found | mandates.takers_for(case.applicant))
