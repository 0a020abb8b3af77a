"""Holding a submitted case against its rules: granted at once, or left to a person who reads why (智能审批)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.catalogue.kinds import Automatic, Barrier
from tongban.registers.ledger.actions import action, record
from tongban.work.approvals import actions as approvals
from tongban.work.cases import actions as cases
from tongban.work.cases.kinds import Ruled
from tongban.work.cases.queries import locked
from tongban.work.rulings import examining, switching
from tongban.work.rulings.errors import NotAutomatic
from tongban.work.rulings.events import CaseLeftToPerson, CaseRuled, RulingPostponed
from tongban.work.rulings.examining import Examined
from tongban.work.rulings.kinds import State
from tongban.work.rulings.models import Ruling
from tongban.work.rulings.posts import machine_for
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_lists

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

SYSTEM = Actor.system("智能审批")
GONE = Barrier("person.taken", "工作人员已经接手办理")


@action
def rule(actor: Actor, case_id: str) -> Ruling:
    """Grant by the item's rules, through the same verbs and papers as people, or leave it to a person (智能审批).

    Everything is one transaction: accepted, every step settled and recorded as the machine's, decided; or nothing but
    the reasons for which a person looks. Raises `NotAutomatic` where the edition has no rules, or it was ruled before.
    """
    if not actor.is_system:
        raise NotAllowed
    case = locked(case_id)
    automatic, before = case.definition.automatic, Ruling.objects.filter(case=case).first()
    if automatic is None or (before is not None and before.state != State.WAITING):
        raise NotAutomatic
    switching.share()
    machine = machine_for(case)
    found = examining.examine(case, automatic)
    barriers = [*_outside(case, machine), *found.barriers]
    if found.waiting and case.state == "submitted":
        return _postpone(actor, case, automatic, found, before)
    if barriers or machine is None:
        return _leave(actor, case, automatic, found, before, barriers)
    return _grant(actor, machine, case, automatic, found, before)


def _outside(case: Case, machine: Actor | None) -> list[Barrier]:
    """What keeps the machine away whatever the case says."""
    found = []
    if stopped := switching.off(case.item_code):
        found.append(Barrier("switch", f"智能审批已停用：{stopped.reason}"))
    if machine is None:
        found.append(Barrier("post", "本部门没有设立智能审批岗"))
    claimed = any(task.claimed_by for task in task_lists.open_of(case.subject, "accept"))
    if case.state != "submitted" or claimed or case.overrulings.exists():
        found.append(GONE)
    return found


def _row(
    case: Case, automatic: Automatic, found: Examined, before: Ruling | None, state: State, barriers: list[Barrier]
) -> Ruling:
    row = before or Ruling(case=case)
    row.item_code, row.title, row.department, row.area = case.item_code, case.title, case.department, case.area
    row.desk, row.state = case.definition.process.deciding.desk, state
    row.edition, row.law = case.edition.number, automatic.law[:200]
    row.digest = examining.digest(case.definition, automatic)
    row.rules = examining.named(case.definition, automatic)
    row.barriers = [[one.code, one.sentence] for one in barriers]
    row.facts, row.sources = dict(found.facts), [[one.material, one.way, one.proof] for one in found.sources]
    row.at = time.now()
    row.save()
    return row


def _postpone(
    actor: Actor, case: Case, automatic: Automatic, found: Examined, before: Ruling | None
) -> Ruling:
    row = before or _row(case, automatic, found, None, State.WAITING, [])
    record(actor, RulingPostponed(case.subject, str(row.pk)))
    return row


def _leave(
    actor: Actor, case: Case, automatic: Automatic, found: Examined, before: Ruling | None, why: list[Barrier]
) -> Ruling:
    row = _row(case, automatic, found, before, State.PERSON, why)
    record(actor, CaseLeftToPerson(case.subject, str(row.pk), " ".join(one.code for one in why)))
    return row


def _grant(
    actor: Actor, machine: Actor, case: Case, automatic: Automatic, found: Examined, before: Ruling | None
) -> Ruling:
    row = _row(case, automatic, found, before, State.GRANTED, [])
    for task in task_lists.open_of(case.subject, "accept"):
        tasks.close(actor, str(task.pk), "dropped")
    record(actor, CaseRuled(case.subject, str(row.pk), row.digest, row.edition, len(row.rules)))
    cases.accept(machine, str(case.pk))
    approvals.settle_by_rules(machine, str(case.pk), ruled=Ruled(row.digest, sentence(row)), law=automatic.law)
    return row


def sentence(row: Ruling) -> str:
    """What the paper of the decision says about how it was made."""
    return (
        f"本决定由系统依规则自动作出：依据{row.law}，按本事项第 {row.edition} 版公布的 {len(row.rules)} 条规则"
        f"逐条核对，全部符合（规则集摘要 {row.digest[:16]}）。"
        "您可以要求说明规则，也可以要求人工复核（个人信息保护法 第二十四条）。"
    )
