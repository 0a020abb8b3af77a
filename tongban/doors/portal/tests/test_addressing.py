"""An address is offered while it is typed, or chosen on a page of its own, and the form says whose it is."""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.doors.portal.tests.walking import browser
from tongban.work.cases import actions as cases
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_addresses_are_offered_to_whoever_types(client: Client) -> None:
    found = client.get("/addresses/", {"q": "qyl2", "area": "999001"}).json()["addresses"]
    house = {"code": "999001001001001020", "street": "999001001", "place": "月见街道青屿社区", "text": "青屿路 20 号"}
    assert house in found
    assert client.get("/addresses/", {"q": "青屿路2", "area": "xx"}).json()["addresses"]


def test_without_scripts_an_address_is_chosen_and_the_form_says_whose_it_is() -> None:
    case = cases.start(people.owner(), "signboard-notice", people.AREA)
    me = browser("linwan", people.owner().applicant)
    here = f"/apply/{case.pk}/p/premises/"
    page = me.get(here).content.decode()
    assert "编码 <span class=\"num\">999001001001001020</span>" in page
    assert "本区大厅：澜汀市政务服务中心" in page
    typed = {"premises.address.division": people.AREA, "premises.address.detail": "没有的路 3 号"}
    chosen = me.post(here, {**typed, "pick": "premises.address"})
    assert chosen.url == f"/apply/{case.pk}/addresses/premises.address/"  # type: ignore[attr-defined]
    assert "没有找到这个门牌" in me.get(here).content.decode()
    found = me.get(chosen.url, {"q": "鹿鸣大道 7", "area": "999003"}).content.decode()  # type: ignore[attr-defined]
    assert "用这个地址" in found
    assert me.post(chosen.url, {"code": "999003001002001007"}).url == here  # type: ignore[attr-defined]
    case = people.fresh(case)
    assert case.data["premises"]["address"] == {"division": "999003001", "detail": "鹿鸣大道 7 号"}
    assert case.area == "999003"
    assert me.post(chosen.url, {"code": "1"}).status_code == 404  # type: ignore[attr-defined]
