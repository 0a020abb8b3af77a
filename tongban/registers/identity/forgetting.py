"""Forgetting a person (注销与删除, 个人信息保护法 第四十七条): what is his alone is gone."""

from __future__ import annotations

from tongban.kernel import datakeys
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.kernel.proof import proven
from tongban.registers.identity import events
from tongban.registers.identity.models import Account, Membership, Organisation, Person
from tongban.registers.identity.permits import require_right
from tongban.registers.identity.rows import locked
from tongban.registers.ledger.actions import action, record

GONE = "已注销用户"


@action
@proven("导出个人数据")
def take_copy(actor: Actor) -> None:
    """Note that somebody takes a copy of everything kept about him (查阅、复制, 个人信息保护法 第四十五条)."""
    if actor.kind != "person" or not actor.signed_in or actor.items:
        raise NotAllowed("只能由本人（或者单位的经办人）导出数据。", next_step="请先切换回自己的身份。")
    require_right(actor, "sign")
    record(actor, events.CopyTaken(actor.applicant))


@action
@proven("注销账号并删除个人信息")
def erase(actor: Actor) -> Person:
    """Destroy my key, empty my row, close my accounts; there is no way back. Papers and facts keep my id alone.

    Refused to who is the legal representative of an organisation, as long as he is.
    """
    if actor.kind != "person" or actor.applicant != f"person/{actor.id}":
        raise NotAllowed("只能由本人注销自己的账号。", next_step="请先切换回个人身份。")
    person = locked(Person, actor.id, "没有找到您的登记信息。")
    firm = Organisation.objects.filter(legal=person).first()
    if firm is not None:
        raise NotAllowed(
            f"您是“{firm.name}”的法定代表人，暂时不能注销。", law="民法典 第六十一条",
            next_step="请先在登记机关变更法定代表人，或者注销该单位。",
        )  # fmt: skip
    person.name, person.name_index, person.id_index = GONE, "", person.pk.hex
    person.id_number = person.phone = person.phone_index = person.address = person.area = ""
    person.birth = None
    person.save()
    Membership.objects.filter(person=person).delete()
    for account in Account.objects.select_for_update().filter(person=person):
        account.username, account.is_active, account.password = f"gone-{account.pk.hex}", False, ""
        account.phone_index = ""
        account.save(update_fields=["username", "is_active", "password", "phone_index"])
    datakeys.destroy(person.subject)
    record(actor, events.PersonForgotten(person.subject))
    return person
