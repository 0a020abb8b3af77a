"""How somebody gets an account: by a telephone he proved to hold, or at a window that saw his papers (开通账号)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.hashers import make_password

from tongban.kernel.errors import NotAllowed
from tongban.kernel.ids import short_code
from tongban.registers.identity import checking, events, permits
from tongban.registers.identity.checking import Problems
from tongban.registers.identity.errors import AccountThere
from tongban.registers.identity.finding import name_index, phone_index
from tongban.registers.identity.kinds import PHONE as BY_PHONE
from tongban.registers.identity.kinds import tidy_name
from tongban.registers.identity.models import Account, Person
from tongban.registers.identity.rows import create, locked
from tongban.registers.ledger.actions import action, record

if TYPE_CHECKING:
    from tongban.kernel.actor import Actor

TAKEN = "这个手机号已经注册过账号。"


def checked_newcomer(name: str, phone: str) -> tuple[str, str]:
    """Name and telephone as they are kept; raises `Invalid` with everything that is wrong. Asks nothing of anybody."""
    problems = Problems()
    problems.name("name", name := tidy_name(name))
    number = checking.mobile(problems, phone)
    if not phone.strip():
        problems.add("phone", "请填写手机号码。")
    problems.settle()
    return name, number


@action
def enter_by_phone(actor: Actor, name: str, phone: str, password: str) -> Account:
    """Enter who proved to hold a telephone (手机号注册): what he is called is only what he says, until it is confirmed.

    No telephone stands in the account's name: he signs in with the number, which is found by its keyed index.
    """
    if not actor.is_system:
        raise NotAllowed
    name, number = checked_newcomer(name, phone)
    problems = Problems()
    checking.password(problems, "password", password, number)
    problems.settle()
    person = create(
        Person(
            name=name, name_index=name_index(name), id_type="", id_number="", id_index="", phone=number,
            phone_index=phone_index(number), level=BY_PHONE,
        ),
        TAKEN,
    )  # fmt: skip
    account = Account(
        username=new_name(), person=person, password=make_password(password), phone_index=phone_index(number)
    )
    create(account, TAKEN)
    record(actor, events.PersonRegistered(person.subject, id_type="", level=person.level))
    record(actor, events.AccountOpened(f"account/{account.pk}", holder=account.holder))
    return account


@action
def open_at_window(actor: Actor, person: UUID | str) -> Account:
    """Open an account for somebody a clerk has before him (开通账号); nobody can sign in before a first word is given.

    Raises `AccountThere` where he has one that is open.
    """
    permits.require_word(actor, f"person/{person}")
    row = locked(Person, person, "没有找到这个人的登记信息。")
    if Account.objects.filter(person=row, is_active=True).exists():
        raise AccountThere
    account = create(Account(username=new_name(), person=row, password=make_password(None)), "")
    record(actor, events.AccountOpened(f"account/{account.pk}", holder=account.holder))
    return account


def new_name() -> str:
    """A name for an account that says nothing of its holder."""
    return f"lt-{short_code(12).lower()}"
