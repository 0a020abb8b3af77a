"""The pages of trust and of licences in their later life: promised, brought later, chosen, shown in words."""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.journey.tests.test_licences import CHANGE, drafted, granted, held
from tongban.journey.tests.test_undertakings import LATER, accepted, without_workflow
from tongban.registers.licences import actions as licences
from tongban.registers.licences.models import Licence
from tongban.work.cases import actions as cases
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.fixture
def linwan() -> Client:
    """林晚 in her browser, acting for her noodle shop."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.post("/demo/roles/linwan/")
    client.post("/identity/", {"behalf": people.owner().applicant})
    return client


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def test_the_licence_is_chosen_from_those_one_has(linwan: Client) -> None:
    first, second = held(), held()
    case = cases.start(people.owner(), CHANGE, people.AREA)
    page = body(linwan, f"/apply/{case.pk}/p/licence/")
    assert first.number in page
    assert second.number in page
    assert 'type="radio"' in page


def test_what_is_promised_is_read_before_the_button_and_shown_after(linwan: Client) -> None:
    case = drafted(CHANGE, held())
    cases.take_back(people.owner(), str(case.pk), "floor-plan")
    address = f"/apply/{case.pk}/materials/"
    page = body(linwan, address)
    assert "承诺不实的" in page
    assert "20 个工作日内由工作人员核查" in page
    linwan.post(f"{address}floor-plan/trust/", {"trust": "promise"})
    assert "您已承诺" in body(linwan, address)
    assert "已承诺" in body(linwan, f"/apply/{case.pk}/check/")


def test_what_was_left_for_later_is_asked_for_on_the_page_of_the_case(linwan: Client) -> None:
    case = accepted(without_workflow())
    later = f"/my/cases/{case.number}/later/{LATER}/"
    assert later in body(linwan, f"/my/cases/{case.number}/")
    assert "前补交" in body(linwan, later)
    assert "还没有选择文件" in linwan.post(later, {}).content.decode()


def test_a_licence_says_where_it_stands_and_shows_its_versions(linwan: Client) -> None:
    licence = held()
    granted(CHANGE, licence)
    new = Licence.objects.get(follows=licence)
    page = body(linwan, f"/my/licences/{new.pk}/")
    assert "历次版本" in page
    assert "已换发新证" in page
    old = body(linwan, f"/v/{licence.code}")
    assert f"/v/{new.code}" in old
    assert licence.code not in body(linwan, "/my/licences/")


@pytest.mark.parametrize("state", ["deemed", "cancelled", "revoked", "withdrawn", "expired"])
def test_verification_speaks_of_every_state_in_words(client: Client, state: str) -> None:
    licence = held(-1 if state in ("deemed", "expired") else 60)
    said = {"reason": "理由甲", "law": "行政许可法", "issuer_department": "market-supervision"}
    if state == "deemed":
        licences.deem_renewed(people.SYSTEM, str(licence.pk), source="case/x")
    elif state != "expired":
        verb = {"cancelled": licences.cancel, "revoked": licences.revoke, "withdrawn": licences.withdraw}[state]
        verb(people.approver(), str(licence.pk), **said)
    words = {"deemed": "视为准予延续", "cancelled": "注销", "revoked": "撤销", "withdrawn": "吊销", "expired": "有效期"}
    page = client.get(f"/v/{licence.code}", SERVER_NAME="127.0.0.1").content.decode()
    assert words[state] in page
    assert ("证照有效" in page) is (state == "deemed")


def test_whoever_holds_no_such_licence_can_type_its_number(linwan: Client) -> None:
    case = cases.start(people.owner(), CHANGE, people.AREA)
    page = body(linwan, f"/apply/{case.pk}/p/licence/")
    assert 'name="licence.number"' in page
