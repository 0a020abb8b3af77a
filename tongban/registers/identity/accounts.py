"""Questions about accounts: by id, by the name somebody types, of a person."""

from __future__ import annotations

from uuid import UUID

from tongban.engines.codes import BadCode, phone
from tongban.registers.identity.finding import phone_index
from tongban.registers.identity.kinds import tidy_username
from tongban.registers.identity.models import Account
from tongban.registers.identity.rows import one


def account(account_id: UUID | str) -> Account:
    """An account by its id, with its holder."""
    return one(Account, account_id, "没有找到这个账号。")


def account_by_name(username: str) -> Account | None:
    """The account somebody means by this name, or by the telephone he registered it with."""
    rows = Account.objects.select_related("person", "official")
    return rows.filter(username=tidy_username(username)).first() or account_by_phone(username)


def account_by_phone(number: str) -> Account | None:
    """The account that was registered with this telephone."""
    try:
        index = phone_index(phone.check(number))
    except BadCode:
        return None
    return Account.objects.select_related("person", "official").filter(phone_index=index).first()


def accounts_of(person_id: UUID | str) -> list[Account]:
    """A person's accounts that are open, the oldest first."""
    return list(Account.objects.filter(person_id=person_id, is_active=True).order_by("pk"))
