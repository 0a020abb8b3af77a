"""A canary is registered, applies, hands in a document, is answered, receives notices and a text, and is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongban.engines.codes import fiction
from tongban.kernel.actor import Actor
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as registered
from tongban.work.cases import actions as cases
from tongban.work.cases.models import Case
from tools import people

SYSTEM = Actor.system()
STREETS = ("翡翠雀舌路七十七号", "琥珀鹤唳巷八十八号", "玛瑙莺啼弄九十九号")
NAMES = ("雒翾翥", "禚旖旎", "爨彧嬿")


@dataclass(frozen=True)
class Canary:
    """One of them; everything about her is found nowhere else."""

    number: int

    @property
    def account(self) -> str:
        return f"canary{self.number}"

    @property
    def words(self) -> dict[str, str]:
        """What must not be read anywhere."""
        n = 4700 + self.number
        return {
            "name": NAMES[self.number], "identity number": fiction.id_number(n, date(1941, 2, 3), "female"),
            "telephone": fiction.phone(77_331_000 + self.number), "home": STREETS[self.number],
        }  # fmt: skip


def registered_as(canary: Canary) -> Actor:
    """She is a citizen of the town with an account."""
    said = canary.words
    person = identity.register_person(
        SYSTEM, said["name"], said["identity number"], phone=said["telephone"], birth=date(1941, 2, 3),
        area=people.AREA, address=said["home"],
    )  # fmt: skip
    identity.open_account(SYSTEM, canary.account, person=person.pk)
    account = registered.account_by_name(canary.account)
    assert account is not None
    return registered.actor_for(account, door="portal")


def lived(canary: Canary) -> Case:
    """From the registration to the end of a case, with everything that follows from it; then another is begun."""
    me, clerk = registered_as(canary), people.clerk()
    case = people.closed(people.ALLOWANCE, me=me)
    cases.look(clerk, str(case.number))
    cases.unmask(clerk, str(case.number), ground="contact")
    people.draft(people.ALLOWANCE, me)
    return people.fresh(case)
