"""My credit, on the screens of the holder and of the department that barred him."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tongban.doors.portal.tests.walking import browser, key_in
from tongban.kernel import jobs
from tongban.registers.credit import queries
from tongban.registers.credit.kinds import Standing
from tongban.registers.identity import queries as identity
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def code() -> str:
    return identity.applicant(people.owner().applicant).code


def barred(desk: Client, **said: str) -> object:
    page = desk.get(f"/desk/credit/?code={code()}")
    form = {
        "code": code(), "scope": "trade", "department": "market-supervision", "reason": "五年内被吊销许可证",
        "law": "食品安全法 第一百三十五条", "until": "", "key": key_in(page), **said,
    }  # fmt: skip
    return desk.post("/desk/credit/bars/", form)


def test_a_bar_is_imposed_seen_mended_and_lifted_on_the_pages() -> None:
    desk, me = browser("LT0102"), browser("linwan", people.owner().applicant)
    assert barred(desk).status_code == 302
    jobs.drain()
    page = me.get("/my/credit/").content.decode()
    assert "禁业限制" in page
    assert "澜汀市市场监督管理局" in page
    repair = re.search(r"/my/credit/[0-9a-f-]+/repair/", page)[0]
    refused = me.post(repair, {"what": " ", "key": "empty"})
    assert refused.status_code == 422
    assert "请写明您已经怎样改正" in refused.content.decode()
    assert me.post(repair, {"what": "处罚已履行完毕", "key": "asked"}).status_code == 302
    jobs.drain()
    answer = repair.replace("/my/", "/desk/").replace("credit/", "credit/bars/").replace("repair/", "")
    assert "处罚已履行完毕" in desk.get(answer).content.decode()
    assert answer in desk.get("/desk/").content.decode()
    assert desk.post(answer, {"verdict": "lift", "reason": "已履行", "key": "lifted"}).status_code == 302
    assert queries.standing(people.owner().applicant) == Standing.GOOD
    assert "已解除" in me.get("/my/credit/").content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"reason": ""}, "请写明理由和依据"), ({"until": "2020-01-01"}, "不能早于今天"), ({"until": "明年"}, "请检查")],
)
def test_what_is_wrong_with_a_bar_is_said_and_what_was_typed_stays(said: dict[str, str], sentence: str) -> None:
    answer = barred(browser("LT0102"), **said)
    assert answer.status_code in (400, 422)
    page = answer.content.decode()
    assert sentence in page
    assert "食品安全法 第一百三十五条" in page
    assert queries.standing(people.owner().applicant) == Standing.GOOD


def test_credit_is_shown_to_nobody_else() -> None:
    barred(browser("LT0102"))
    [bar] = queries.record_of(people.owner().applicant).bars
    assert browser("zhangxiaohe").get(f"/my/credit/{bar.pk}/repair/").status_code == 404
    for number in ("LT0101", "LT0402"):
        assert browser(number).get(f"/desk/credit/bars/{bar.pk}/").status_code == 404
    assert browser("LT0003").get(f"/desk/credit/?code={code()}").status_code == 403
