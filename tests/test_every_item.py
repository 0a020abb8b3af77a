"""Every item of the twelve is asked for once on its own pages, and what is decided on the spot is given.

The same is walked with a mouse in `tests/walk/test_every_item.py`.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.walk.filling import answers
from tests.walk.test_every_item import ERRANDS, GIVEN, ITEMS, NEW
from tongban.doors.portal.tests.walking import browser, key_in
from tongban.kernel import time
from tongban.registers.catalogue import folder
from tongban.registers.identity import queries as identity
from tongban.registers.licences import queries as licences
from tongban.site.demo.town import read
from tongban.work.approvals import queries as steps
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
KEYS = {row[0]: key for kind in ("people", "companies") for key, row in read(kind).items()}
NUMBERS = {row[0]: number for number, row in read("officials").items()}


def apply(mine: Client, me: Any, code: str, typed: dict[str, Any]) -> Case:
    """From the guide to the number: what is known already stands there, the rest is typed."""
    guide = mine.get(f"/services/{code}/")
    home = mine.post(f"/services/{code}/start/", {"area": people.AREA, "key": key_in(guide)})["Location"]
    case = rows.draft_for(me, home.split("/")[2])
    names = [page.name for page in case.definition.form.pages]
    for _ in range(3 * len(names)):  # an answer may bring further questions, to its own page or to an earlier one
        left = [name for name in names if rows.page_problems(people.fresh(case), name)]
        if not left:
            break
        fill(mine, people.fresh(case), f"{home}p/{left[0]}/", left[0], typed)
    hand_in(mine, case, home)
    check = mine.get(f"{home}check/")
    answer = mine.post(f"{home}check/", {"promise": "yes", "key": key_in(check)})
    assert answer.status_code == 302, f"{code}: {answer.content.decode()[:3000]}"
    case = people.settled(case)
    assert case.number in mine.get(f"{home}done/").content.decode(), code
    return case


def fill(mine: Client, case: Case, address: str, name: str, typed: dict[str, Any]) -> None:
    assert mine.get(address).status_code == 200
    form = case.definition.form
    asked = [field.name for field in form.page(name).fields]
    said = {**typed, **form.flat(case.data)}
    mine.post(address, {k: v for k, v in said.items() if any(k == a or k.startswith(f"{a}.") for a in asked)})


def hand_in(mine: Client, case: Case, home: str) -> None:
    """Every document that is asked for, drawn."""
    page = mine.get(f"{home}materials/")
    for slot in rows.slots(people.fresh(case)):
        if slot.required and not slot.filled:
            file = SimpleUploadedFile(f"{slot.title}.png", people.paper(slot.title, case.applicant_name), "image/png")
            sent = {"file": file, "key": f"{key_in(page)}{slot.code}"[-40:]}
            assert mine.post(f"{home}materials/{slot.code}/upload/", sent).status_code == 302, slot.code


def test_each_of_the_twelve_is_asked_for_and_what_is_instant_is_given() -> None:
    asked: dict[str, Case] = {}
    for errand in ERRANDS:
        me = people.actor(KEYS[errand.who], KEYS[errand.firm] if errand.firm else "")
        definition = folder.load(ITEMS / errand.folder)
        mine = browser(KEYS[errand.who], me.on_behalf or "")
        asked[definition.code] = apply(mine, me, definition.code, answers(definition, time.today()))
    assert len({case.number for case in asked.values()}) == len(ERRANDS)
    for code, (official, licence) in GIVEN.items():
        case = people.settled(cases.accept(people.actor(NUMBERS["李示范"]), str(asked[code].pk)))
        for lane in steps.lanes(case):
            people.sign(case, lane.step, me=people.actor(NUMBERS[official]), text="材料齐全，符合法定形式。")
        case = people.settled(case)
        assert (case.state, case.outcome) == ("closed", "granted"), code
        assert [one.type.title for one in licences.from_source(case.subject)] == [licence]
    founder = identity.account_by_name(KEYS["韩霄"])
    assert founder is not None
    assert NEW in [firm.name for firm in identity.organisations_of(identity.actor_for(founder, door="portal").id)]
