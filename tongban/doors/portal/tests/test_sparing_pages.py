"""The materials page refuses to ask where it can, says why where it cannot, and shows every use of one's data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from tongban.doors.portal.tests.walking import browser
from tongban.registers.sources import queries as data
from tongban.registers.sources.tests.authority import Authority, authority
from tongban.work.cases.models import Case
from tongban.work.cases.tests.test_sparing import noodles, signboard
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Authority]:
    with authority(tmp_path, people.known()) as made:
        made.connect("agent-identity", "lease")
        yield made


def signed_in(account: str, behalf: str = "") -> Client:
    return browser(account, people.actor(account, behalf).applicant if behalf else "")


def page(client: Client, case: Case) -> str:
    answer = client.get(f"/apply/{case.pk}/materials/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_opening_the_materials_asks_what_may_be_asked_and_says_so(source: Authority) -> None:
    client, case = signed_in("linwan", "wanwan"), noodles()
    shown = page(client, case)
    assert "已核验实名身份信息，相符" in shown
    assert "由澜汀市公安局提供：是否在世、姓名与证件号码是否一致" in shown
    assert 'href="/my/data/"' in shown


def test_a_source_that_is_down_leaves_the_page_standing_with_two_ways_on(source: Authority) -> None:
    source.desk.set_mode("down")
    client, case = signed_in("linwan", "wanwan"), noodles()
    shown = page(client, case)
    assert "实名身份信息暂时查询不到，请上传“代办人居民身份证”；恢复后也可以点“重新核验”" in shown
    assert "上传代办人居民身份证" in shown
    source.desk.set_mode("well")
    client.post(f"/apply/{case.pk}/materials/agent-id/verification/")
    assert "已核验实名身份信息，相符" in page(client, case)


def test_consent_is_a_box_and_its_use_is_in_my_record_at_once(source: Authority) -> None:
    client, case = signed_in("linwan", "wanwan"), signboard(people.owner())
    assert "我同意查询上列信息" in page(client, case)
    client.post(f"/apply/{case.pk}/materials/site-right/fetch/", {"agree": "yes"})
    assert "已核验房屋租赁备案信息，相符" in page(client, case)
    mine = client.get("/my/data/").content.decode()
    assert "户外广告设施设置审批" in mine
    assert "读取：是否有租赁备案、租期止" in mine


def test_another_person_is_asked_by_message_and_answers_in_his_own_space(source: Authority) -> None:
    source.desk.set_mode("down")
    case = noodles()
    signed_in("linwan", "wanwan").post(f"/apply/{case.pk}/materials/agent-id/holder/")
    people.settled(case)
    him = signed_in("zhangxiaohe")
    assert "有人办事需要查询您的信息" in him.get("/my/messages/").content.decode()
    assert "澜汀市晚来香面馆 办理“食品经营许可（新办）”" in him.get("/my/data/").content.decode()
    (asked,) = data.asked_of(people.actor("zhangxiaohe"))
    him.post("/my/data/", {"authorisation": str(asked.pk), "answer": "no"})
    assert "本人没有同意使用其居民身份证" in page(signed_in("linwan", "wanwan"), case)


def test_a_stranger_answers_for_nobody(source: Authority) -> None:
    case = noodles()
    signed_in("linwan", "wanwan").post(f"/apply/{case.pk}/materials/agent-id/holder/")
    (asked,) = data.asked_of(people.actor("zhangxiaohe"))
    refused = signed_in("yebai").post("/my/data/", {"authorisation": str(asked.pk), "answer": "yes"})
    assert refused.status_code == 404
    assert data.asked_of(people.actor("zhangxiaohe"))[0].state == "asked"
