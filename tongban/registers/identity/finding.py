"""Questions to identity by name, number and phone: sealed, they are found by keyed indexes, whole and never in part."""

from __future__ import annotations

from datetime import date

from tongban.engines.codes import BadCode, names, tidy
from tongban.engines.codes import id_number as citizen_number
from tongban.kernel.actor import Actor
from tongban.kernel.crypto import blind_index
from tongban.kernel.errors import NotAllowed
from tongban.registers.identity import permits
from tongban.registers.identity.kinds import CITIZEN_CARD, REAL_NAME, RESIDENCE, same_name
from tongban.registers.identity.models import Organisation, Person

MOST_ANSWERING = 20
"""People of one name and birthday who are looked at: nobody is shown so many."""


def id_index(number: str) -> str:
    """The keyed index an identity number is found by."""
    return blind_index(number, "identity.person.id_number")


def name_index(name: str) -> str:
    """What a person is found by who is called so."""
    return blind_index(names.key(name), "identity.person.name")


def called(name: str, limit: int = 200) -> list[str]:
    """Everybody who is called exactly so, as "person/<id>": names are sealed, a part of one finds nobody."""
    rows = Person.objects.filter(name_index=name_index(name)) if name.strip() else Person.objects.none()
    return [f"person/{pk}" for pk in rows.values_list("pk", flat=True)[:limit]]


def phone_index(number: str) -> str:
    """The keyed index a phone is found by; "" for none."""
    return blind_index(number, "identity.person.phone") if number else ""


def find_person(actor: Actor, id_number: str, paper: str = "") -> Person | None:
    """The person with this identity number, of a document kind where one is named; for those who may register people.

    A passport of one country may carry the number of another country's, or of another paper.
    """
    if not permits.may_register(actor):
        raise NotAllowed("只有工作人员可以按证件号码查找个人。")
    try:
        number = citizen_number.check(id_number).text  # the old form of 15 digits is found as the 18 it stands for
    except BadCode:
        number = tidy(id_number)
    found = Person.objects.filter(id_index=id_index(number)).order_by("id_type")
    return (found.filter(id_type=CITIZEN_CARD if paper == RESIDENCE else paper) if paper else found).first()


def answering(name: str, birth: date | None, phone: str) -> list[Person]:
    """Who gave these answers: his name, and his birthday or his registered telephone, or both; each fits wholly.

    Only whose name is known for certain and who has a telephone here, for he is asked by it.
    """
    number = "".join(phone.split())
    if not name.strip() or not (birth or number):
        return []
    rows = Person.objects.filter(name_index=name_index(name), level__gte=REAL_NAME).exclude(phone_index="")
    rows = rows.filter(birth=birth) if birth else rows
    rows = rows.filter(phone_index=phone_index(number)) if number else rows
    return [one for one in rows.order_by("pk")[:MOST_ANSWERING] if same_name(one.name, name)]


def known_as(name: str, id_number: str) -> Person | None:
    """The person with this name and this identity number; only both together find anybody (姓名和证件号码一致)."""
    try:
        number = citizen_number.check(id_number).text
    except BadCode:
        number = tidy(id_number)
    found = Person.objects.filter(id_index=id_index(number)) if number else ()
    return next((p for p in found if same_name(p.name, name)), None)


def find_organisation(credit_code: str) -> Organisation | None:
    """The organisation with this credit code."""
    code = tidy(credit_code)
    return Organisation.objects.filter(credit_code=code).first() if code.isalnum() else None
