"""A canary is registered, applies, hands in a document, is answered, receives notices and a text, and is looked at."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.conf import settings

from tongban.engines.codes import fiction
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.codes import actions as codes
from tongban.registers.codes import queries as code_rows
from tongban.registers.credentials import actions as credentials
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as registered
from tongban.registers.licences import queries as licences
from tongban.registers.mandates import actions as mandates
from tongban.watch.messages import actions as messages
from tongban.watch.messages import mail_simulator
from tongban.watch.messages.jobs import send_waiting
from tongban.work.cases import actions as cases
from tongban.work.cases.models import Case
from tongban.work.concerns import actions as concerns
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
            "mailbox": f"canary-{n}-xq@example.com",
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


@contextmanager
def posted(folder: Path) -> Iterator[mail_simulator.Post]:
    """A mail server of their own, over a real connection: what it was told is searched as well."""
    server, before = mail_simulator.serve(0, folder), settings.TONGBAN
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    address = f"smtp://127.0.0.1:{server.server_address[1]}"
    settings.TONGBAN = replace(before, smtp_url=address, mail_from="noreply@lanting.example")
    try:
        yield mail_simulator.Post(folder)
    finally:
        settings.TONGBAN = before
        server.shutdown()
        server.server_close()


def written_to(me: Actor, address: str, post: mail_simulator.Post) -> None:
    """Her notices come by e-mail, too, from now on."""
    messages.ask_mailbox(me, address)
    send_waiting()
    code = re.search(r"\d{6}", post.mails()[-1]["text"])
    assert code
    messages.prove_mailbox(me, code[0])


def lived(canary: Canary, post: mail_simulator.Post) -> Case:
    """From the registration to the end of a case, with everything that follows from it; then another is begun.

    Her notices come by e-mail, a relative may act for her, her licence is shown in part, her code is scanned.
    """
    me, clerk = registered_as(canary), people.clerk()
    written_to(me, canary.words["mailbox"], post)
    helper = registered.find_person(SYSTEM, people.number("yebai"))
    assert helper is not None
    mandates.give(me.with_proof(), helper.name, people.number("yebai"), [people.ALLOWANCE], time.today())
    codes.scan(clerk, code_rows.show(codes.open_code(me)).text, purpose="咨询")
    case = people.closed(people.ALLOWANCE, me=me)
    cases.look(clerk, str(case.number))
    cases.unmask(clerk, str(case.number), ground="contact")
    for licence in licences.of_holder(me):
        credentials.show_licence(me, str(licence.pk), ["number"])
    concerns.report_data(me, place="refuse", words="以后不同意这样使用")
    people.draft(people.ALLOWANCE, me)
    send_waiting()
    return people.fresh(case)
