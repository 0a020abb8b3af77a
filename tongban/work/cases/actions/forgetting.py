"""A person wishes to be forgotten: what runs must end first, drafts go, files of ended cases stay."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.proof import proven
from tongban.registers.identity import actions as identity
from tongban.registers.ledger.actions import action, record
from tongban.work.cases.errors import StillRunning
from tongban.work.cases.events import DraftDiscarded
from tongban.work.cases.models import Case


@action
@proven("注销账号并删除个人信息")
def be_forgotten(actor: Actor) -> int:
    """Forget me (注销并删除个人信息, 个人信息保护法 第四十七条); returns how many files of ended cases the law keeps.

    Raises `StillRunning` with the numbers of what has not ended.
    """
    mine = Case.objects.select_for_update().filter(applicant=f"person/{actor.id}").order_by("pk")
    rows = list(mine.only("pk", "number", "state", "applicant"))
    running = [case.number or "" for case in rows if case.state not in ("draft", "closed")]
    if running:
        raise StillRunning(f"您还有 {len(running)} 件正在办理（{'、'.join(running[:3])}），办结之前不能注销。")
    identity.erase(actor)
    for draft in (case for case in rows if case.state == "draft"):
        record(actor, DraftDiscarded(draft.subject))
        draft.delete()
    return sum(1 for case in rows if case.state == "closed")
