"""Agencies (代理机构): a company whose operators act for clients, each by the client's own mandate.

Law: 民法典 第一百六十五条、第一百六十九条.

A client is a person, or a company by whoever represents or administers it. What an operator may not do for the agency
he does not do for its clients; who leaves the agency leaves all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, SignInFirst
from tongban.kernel.proof import proven
from tongban.registers.identity import queries as people
from tongban.registers.identity.permits import require_real_name
from tongban.registers.ledger.actions import action, record
from tongban.registers.mandates import events
from tongban.registers.mandates.checks import bad, checked_data, checked_items, checked_until
from tongban.registers.mandates.kinds import Ground
from tongban.registers.mandates.models import Mandate

FIRM = "organisation/"


@action
@proven("委托代理机构")
def entrust(
    actor: Actor, credit_code: str, items: Iterable[str], until: date | None, *, documents: bool = False,
    data: Iterable[str] | None = None,
) -> Mandate:  # fmt: skip
    """Let an agency's operators act for oneself, or for the company one heads, in these items through a day."""
    require_party(actor)
    require_real_name(actor)
    agency = people.find_organisation(credit_code)
    if agency is None or agency.kind != "company":
        raise bad("credit_code", "没有找到这个统一社会信用代码的企业，请对照代理机构的营业执照核对。")
    if agency.subject == actor.applicant:
        raise bad("credit_code", "不能委托本单位自己。")
    firm = actor.applicant.startswith(FIRM)
    kept, last = checked_items(items, "company" if firm else "person"), checked_until(until)
    key = actor.applicant.partition("/")[2]
    row = Mandate.objects.create(
        ground=Ground.AGENCY, giver_id=None if firm else key, giver_firm_id=key if firm else None,
        taker_firm=agency, items=kept, documents=documents, given_at=time.now(), until=last,
        data=checked_data(data, kept), confirmed_at=time.now(), confirmed_by=actor.principal,
    )  # fmt: skip
    record(actor, events.MandateGiven(
        row.subject, row.for_whom, agency.subject, tuple(kept), str(last), documents, ground=Ground.AGENCY,
        data=None if row.data is None else tuple(row.data),
    ))  # fmt: skip
    return row


def require_party(actor: Actor) -> None:
    """A person for himself, or who represents or administers the company he acts for; nobody passes it on."""
    if not actor.signed_in:
        raise SignInFirst
    if actor.kind == "person" and speaks_for(actor, actor.applicant):
        return
    raise NotAllowed(
        "只有本人、法定代表人或者企业管理员可以委托代理机构，受托人不能转委托。", law="民法典 第一百六十九条",
        next_step="请由本人登录，或者请法定代表人、企业管理员办理。",
    )  # fmt: skip


def speaks_for(actor: Actor, subject: str) -> bool:
    """Whether this is his own to decide: himself, or a company he represents or administers."""
    if subject == f"person/{actor.id}":
        return True
    return subject.startswith(FIRM) and people.may_empower(actor, subject.removeprefix(FIRM))


def may_end(actor: Actor, row: Mandate) -> bool:
    """The client, and whoever speaks for the agency; each at any time, whoever he acts for just now."""
    return actor.kind == "person" and (
        speaks_for(actor, row.for_whom) or speaks_for(actor, f"{FIRM}{row.taker_firm_id}")
    )
