"""Filling in together, as both see it: asked for, taken up by link or call, written, looked at, ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client

from tongban.doors.portal.tests.walking import browser as client
from tongban.doors.portal.tests.walking import picture
from tongban.kernel import time
from tongban.registers.identity import queries as identity
from tongban.registers.ledger import queries as ledger
from tongban.work.cases import queries as rows
from tongban.work.cases.models import Case
from tongban.work.help.models import Help
from tongban.work.packages import actions as packages
from tongban.work.packages.models import Run
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
MONDAY = datetime(2026, 11, 30, 10, 0, tzinfo=time.local(time.now()).tzinfo)


@pytest.fixture(autouse=True)
def at_work() -> Iterator[None]:
    with time.held(MONDAY):
        yield


@pytest.fixture
def draft() -> Case:
    return people.draft(people.ALLOWANCE)


def official(name: str) -> Client:
    found, seen = identity.account_by_name(name), Client()
    assert found is not None
    seen.force_login(found)
    return seen


def read(seen: Client, path: str, status: int = 200) -> str:
    answer = seen.get(path)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_a_friend_takes_the_link_up_fills_in_what_is_open_to_him_and_both_read_who_wrote_what(draft: Case) -> None:
    her, friend = client("henainai"), client("zhangxiaohe")
    here = f"/apply/{draft.pk}/helper/"
    assert "找人帮我填" in read(her, f"/apply/{draft.pk}/")
    assert her.post(here, {"way": "family", "own": ["account.way"]})["Location"] == here
    page = her.get(here)
    link = page.context["address"].partition("testserver")[2]
    assert page.context["token"] in page.content.decode()
    assert "禾" in read(friend, link)
    there = friend.post("/helping/", {"code": page.context["token"]})["Location"]
    shown = read(friend, f"{there}elder/")
    assert "提交和签名由对方本人办" in shown
    number = people.number("henainai")
    assert number not in shown
    sheet = friend.get(f"{there}elder/").context
    saved = friend.post(
        f"{there}elder/", {"elder.first": "no", "shown": sheet["shown"]}
    ).content.decode()
    assert "已保存到对方的草稿" in saved
    assert Case.objects.get(pk=draft.pk).data["elder"]["first"] is False
    assert "张小禾" in read(her, here)
    assert "张小禾</b> 正在和您一起填" in read(her, f"/apply/{draft.pk}/")
    refused = friend.post(f"{there}account/", {"account.way": "card"})
    assert (refused.status_code, "由申请人本人填写" in refused.content.decode()) == (403, True)
    assert "帮忙填写" in read(her, "/my/data/")
    her.post(here, {"act": "end"})
    assert "已经结束" in read(friend, there, 404)
    assert friend.get(link).status_code == 404


def test_a_helper_of_the_city_takes_the_call_sees_this_draft_alone_and_says_good_bye(draft: Case) -> None:
    her, helper, clerk = client("henainai"), official("LT0004"), official("LT0003")
    her.post(f"/apply/{draft.pk}/helper/", {"way": "city", "words": "哪张卡能用"})
    assert "哪张卡能用" in read(helper, "/desk/helping/")
    assert clerk.get("/desk/helping/").status_code == 403
    row = Help.objects.get()
    with time.held(MONDAY.replace(second=30)):
        there = helper.post(f"/desk/helping/{row.pk}/answer/")["Location"]
        assert "您正在帮" in read(helper, there)
        assert "李示范" in read(her, f"/apply/{draft.pk}/helper/")
        for other in (clerk, official("LT0005")):
            assert other.get(there).status_code == 404
        assert "一分钟内接起 1 个" in read(helper, "/desk/helping/")
        assert helper.post(f"/desk/helping/{row.pk}/end/").status_code == 302
        assert helper.get(there).status_code == 404
    kinds = [fact.kind for fact in ledger.timeline(row.subject)]
    assert kinds == ["help.HelpAsked", "help.HelpTaken", "help.HelperLooked", "help.HelpEnded"]


def test_on_a_sunday_the_page_says_when_helpers_are_there_and_nothing_typed_is_lost(draft: Case) -> None:
    her = client("henainai")
    with time.held(MONDAY.replace(day=29)):
        answer = her.post(f"/apply/{draft.pk}/helper/", {"way": "city", "own": ["elder.first"], "words": "不会"})
    said = answer.content.decode()
    assert (answer.status_code, "工作日 9:00 至 17:30" in said) == (409, True)
    assert answer.context["chosen"] == ["elder.first"]
    assert 'value="不会"' in said


def test_with_a_package_a_company_is_helped_too_and_reads_who_wrote_and_who_handed_in_what() -> None:
    owner, friend = client("linwan", people.owner().on_behalf), client("zhangxiaohe")
    run = packages.start(people.owner(), "restaurant-opening", people.AREA)
    assert "找人帮我填" in read(owner, f"/apply/{run.pk}/")
    here = f"/apply/{run.pk}/helper/"
    first, second = [slot.code for slot in rows.slots(run) if not slot.filled][:2]
    assert f'value="material/{second}"' in read(owner, here)
    owner.post(here, {"way": "family", "own": [f"material/{second}"]})
    there = friend.post("/helping/", {"code": owner.get(here).context["token"]})["Location"]
    places = {place.code for place in friend.get(there).context["places"]}
    assert (first in places, second in places, "business-licence" in places) == (True, False, False)
    sheet = friend.get(f"{there}start/").context
    assert "已保存到对方的草稿" in friend.post(
        f"{there}start/", {"premises.area": "77", "shown": sheet["shown"]}
    ).content.decode()
    assert "还没有选择文件" in friend.post(f"{there}papers/{first}/", {}).content.decode()
    assert friend.post(f"{there}papers/{first}/", {"file": picture(), "key": "F" * 20}).status_code == 302
    assert friend.post(f"{there}papers/{second}/", {"file": picture(), "key": "S" * 20}).status_code == 403
    assert "张小禾 帮您交的" in read(owner, f"/apply/{run.pk}/materials/")
    assert "谁交了什么" in read(owner, here)
    given = Run.objects.get(pk=run.pk).given.get(code=first, current=True)
    assert friend.get(f"/my/materials/{given.material_id}/").status_code in (302, 404)  # it is not his to open
    assert run.pk in {one.pk for one in friend.get("/my/drafts/").context["found"]}
