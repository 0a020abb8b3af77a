"""Taking the ledger of one's organisation along as a file (导出台账)."""

from __future__ import annotations

from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.kernel.proof import proven
from tongban.registers.identity import queries as identity
from tongban.registers.identity.errors import NotEmpowered
from tongban.registers.ledger.actions import action, record
from tongban.work.cases import ledgers
from tongban.work.cases.events import LedgerTaken

MOST = 10_000


@action
@proven("导出本单位的办件台账")
def take_ledger(actor: Actor, wanted: ledgers.Wanted, form: str) -> int:
    """Note that who represents or administers an organisation takes its ledger along (民法典 第一百七十条); how many.

    Raises `NotAllowed`, `NotEmpowered`, and `Invalid` where there is nothing, or more than one file should hold.
    """
    kind, _, organisation = actor.applicant.partition("/")
    if actor.kind != "person" or kind != "organisation":
        raise NotAllowed("只有代表单位办事时才能导出单位的台账。", next_step="请先切换到单位身份。")
    if not identity.roles_in(actor.id, organisation) & {"legal", "administrator"}:
        raise NotEmpowered("台账由法定代表人或者企业管理员导出，您是经办人，可以在页面上查看。")
    rows = ledgers.count_of(actor, wanted, MOST + 1)
    if not rows:
        raise Invalid("按这些条件没有办件，没有生成文件。", next_step="请放宽条件后再导出。")
    if rows > MOST:
        raise Invalid(f"一个文件最多导出 {MOST} 个办件。", next_step="请按提交日期分几次导出。")
    record(actor, LedgerTaken(actor.applicant, form=form, rows=rows))
    return rows
