"""The 22 who knock: nobody, people and those they act for, officials of every kind, systems; two who should be gone."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as accounts
from tongban.registers.identity.models import Membership, Person
from tools import people

SYSTEM = Actor.system()

# name: (account, acts for the noodle shop). The cases are the noodle shop's, in district 999001, of market-supervision.
PEOPLE: dict[str, tuple[str, bool]] = {
    "nobody": ("", False),
    "owner-for-shop": ("linwan", True),
    "owner-for-self": ("linwan", False),
    "agent": ("moyun", True),
    "agent-expired": ("yebai", True),
    "stranger": ("henainai", False),
    "stranger-unproven": ("axixi", False),
    "other-company": ("zhangxiaohe", False),
    "clerk-here": ("LT0003", False),
    "clerk-city": ("LT0004", False),
    "clerk-elsewhere": ("LT0005", False),
    "reviewer": ("LT0101", False),
    "approver": ("LT0102", False),
    "reviewer-other": ("LT0701", False),
    "approver-other": ("LT0702", False),
    "hotline": ("LT2101", False),
    "supervisor": ("LT0012", False),
    "operator": ("LT0011", False),
    "library-reviewer": ("LT0015", False),
    "official-gone": ("LT0104", False),
    "system": ("", False),
    "system-other": ("", False),
}


def everybody() -> dict[str, Client]:
    """A browser, or a token, for each of them."""
    shop = people.owner().on_behalf
    _mandates(shop.partition("/")[2])
    found = {name: _browser(account, shop if acts else "") for name, (account, acts) in PEOPLE.items()}
    found["system"] = _system("market-supervision")
    found["system-other"] = _system("civil-affairs")
    gone = accounts.account_by_name("LT0104")
    assert gone is not None
    identity.close_account(SYSTEM, gone.pk)  # dismissed while his session lives
    return found


def _mandates(shop: str) -> None:
    """One who may act for the shop, one who might until yesterday, and one who only said who he is."""
    day = time.today()
    identity.join(SYSTEM, people.actor("moyun").id, shop, until=day + timedelta(days=30))
    ended = identity.join(SYSTEM, people.actor("yebai").id, shop)
    Membership.objects.filter(pk=ended.pk).update(until=day - timedelta(days=1))
    Person.objects.filter(pk=people.actor("axixi").id).update(level=1)


def _browser(account: str, behalf: str) -> Client:
    client = Client(raise_request_exception=False)
    if account:
        client.force_login(accounts.account_by_name(account))
        session = client.session
        session["behalf"] = behalf
        session.save()
    return client


def _system(department: str) -> Client:
    _, token = identity.add_client(SYSTEM, f"{department} 的系统", ["cases:read"], department, ["case-handling"])
    headers = {"authorization": f"Bearer {token}", "tongban-purpose": "case-handling"}
    return Client(raise_request_exception=False, headers=headers)
