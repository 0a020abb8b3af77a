"""Who has neither card nor code: found by his own answers alone, received when his telephone says yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tongban.kernel import jobs, time
from tongban.kernel.errors import NotAllowed, Refusal
from tongban.registers.identity import queries as identity
from tongban.registers.identity.errors import TooManyAttempts
from tongban.registers.identity.models import Person
from tongban.registers.sources import queries as uses
from tongban.registers.visits import actions, queries
from tongban.registers.visits.errors import CodesEnough, NoAssent, NobodyFound, PapersNeeded, WrongAssent
from tongban.registers.visits.kinds import FREE_SEARCHES
from tongban.registers.visits.models import Assent
from tongban.watch.messages.models import Sms
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.fixture(autouse=True)
def gateway(settings: Any) -> None:
    settings.TONGBAN = replace(settings.TONGBAN, sms_url="http://127.0.0.1:9/sms")


def her() -> Person:
    return Person.objects.get(pk=people.grandmother().id)


def found() -> Assent:
    return actions.seek(people.clerk(), her().name, her().birth, "")[0]


def asked(row: Assent) -> str:
    """The code, as it stands in the message on her telephone and nowhere else."""
    actions.ask_assent(people.clerk(), str(row.pk))
    jobs.run_owed(row.subject)
    said = Sms.objects.order_by("-pk").filter(message__about=row.subject).first()
    assert said is not None
    code = Assent.objects.get(pk=row.pk).code
    assert code in said.text
    assert code not in said.message.body
    return code


def test_her_answers_find_her_and_the_code_on_her_telephone_lets_the_window_write_for_her() -> None:
    row = found()
    visit = actions.receive_by_phone(people.clerk(), row.pk, asked(row))
    assert (visit.person_id, visit.shown, visit.counts) == (her().pk, "phone", True)
    assert "到窗办理，按本人的回答查找" in {one.title for one in uses.uses_of(people.grandmother())}
    with pytest.raises(NoAssent):
        actions.receive_by_phone(people.clerk(), row.pk, "000000")


@pytest.mark.parametrize(
    ("name", "birth", "phone"),
    [("何奶", "right", ""), ("right", "wrong", ""), ("right", "right", "12000000099"), ("right", "", ""),
     ("", "right", "right")],
)  # fmt: skip
def test_what_does_not_fit_wholly_finds_nobody(name: str, birth: str, phone: str) -> None:
    said = her().name if name == "right" else name
    day = her().birth if birth == "right" else date(1950, 1, 1) if birth else None
    with pytest.raises(NobodyFound):
        actions.seek(people.clerk(), said, day, her().phone if phone == "right" else phone)


@pytest.mark.parametrize("lacking", [{"level": 1}, {"phone": "", "phone_index": ""}])
def test_whose_name_is_only_said_and_who_has_no_telephone_here_are_found_as_little(lacking: dict[str, object]) -> None:
    Person.objects.filter(pk=her().pk).update(**lacking)
    with pytest.raises(NobodyFound):
        found()


def test_a_clerk_who_fishes_waits_and_one_whose_visitors_say_yes_does_not() -> None:
    for _ in range(FREE_SEARCHES - 1):
        row = found()
    actions.receive_by_phone(people.clerk(), row.pk, asked(row))
    for _ in range(FREE_SEARCHES):
        row = found()
    with pytest.raises(TooManyAttempts):
        found()


def test_five_wrong_codes_end_it_and_a_telephone_is_not_flooded_by_several_searches() -> None:
    row = found()
    code = asked(row)
    with pytest.raises(CodesEnough):
        actions.ask_assent(people.clerk(), str(found().pk))
    for _ in range(5):
        with pytest.raises(WrongAssent):
            actions.receive_by_phone(people.clerk(), row.pk, "no")
    with pytest.raises(NoAssent):
        actions.receive_by_phone(people.clerk(), row.pk, code)


def test_only_a_window_seeks_and_only_the_clerk_who_sought_goes_on_while_it_counts() -> None:
    with pytest.raises(NotAllowed):
        actions.seek(people.actor("LT0101"), her().name, her().birth)
    row = found()
    for name in ("LT0101", "henainai"):
        with pytest.raises(Refusal):
            queries.assent_for(people.actor(name), row.pk)
    Assent.objects.filter(pk=row.pk).update(official=people.actor("LT0101").id)
    with pytest.raises(NoAssent):  # it is his, but he sits at no window
        queries.assent_for(people.actor("LT0101"), row.pk)
    Assent.objects.filter(pk=row.pk).update(official=people.clerk().id, until=time.now() - timedelta(seconds=1))
    with pytest.raises(NoAssent):
        actions.ask_assent(people.clerk(), str(row.pk))


def test_a_telephone_gives_no_new_way_in() -> None:
    row = found()
    visit = actions.receive_by_phone(people.clerk(), row.pk, asked(row))
    account = queries.accounts(visit)[0]
    for verb, more in ((actions.reset_password, [str(account.pk)]), (actions.open_account, [])):
        with pytest.raises(PapersNeeded):
            verb(people.clerk(), str(visit.pk), *more, "111", people.number("henainai"))


def test_at_the_counter_the_clerk_sees_the_end_of_a_telephone_and_no_name_he_was_not_told(settings: Any) -> None:
    clerk, client = identity.account_by_name("LT0003"), Client()
    assert clerk is not None
    client.force_login(clerk)
    nobody = client.post("/desk/intake/answers/", {"name": her().name, "birth": "1950-01-01"})
    assert (nobody.status_code, "不能确定是谁" in nobody.content.decode()) == (422, True)
    page = client.post("/desk/intake/answers/", {"name": her().name, "birth": f"{her().birth}"})
    row = page.context["found"][0][0]
    assert not {her().phone, her().id_number} & set(page.content.decode().replace("<", ">").split(">"))
    here = f"/desk/intake/answers/{row.pk}/"
    assert client.post(here, {"act": "send"})["Location"] == here
    assert "念出 6 位数字" in client.get(here).content.decode()
    assert client.post(here, {"code": "no"}).status_code == 422
    received = client.post(here, {"code": Assent.objects.get(pk=row.pk).code})
    visit = queries.running(people.clerk())[0]
    assert received["Location"] == f"/desk/intake/{visit.pk}/"
    assert "重置" not in client.get(received["Location"]).content.decode()
    settings.TONGBAN = replace(settings.TONGBAN, sms_url="")
    assert client.post("/desk/intake/answers/", {"name": her().name, "birth": "1950-01-01"}).status_code == 503
