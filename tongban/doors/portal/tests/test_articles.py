"""The city's statements and its help, as anybody reads them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tongban.doors.portal.looks import finding, openly
from tongban.journey.keeping import RETENTION
from tongban.kernel import jobs, time
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.knowledge import queries
from tongban.registers.knowledge.kinds import STATEMENTS
from tongban.work.concerns import actions
from tongban.work.concerns import queries as concerns
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
PICTURES = re.compile(r'<span aria-hidden="true">.</span>')
CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def main_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    html = answer.content.decode()
    return PICTURES.sub("", html[html.index("<main") : html.index("</main>")])


def test_every_page_leads_to_the_citys_statements_and_each_is_there_in_three_languages(client: Client) -> None:
    foot = client.get("/track/").content.decode()
    foot = foot[foot.index("<footer") :]
    for code, title in STATEMENTS.items():
        assert f'href="/{code}/"' in foot
        client.cookies.clear()
        assert f"<h1>{title}</h1>" in main_of(client, f"/{code}/")
        client.cookies["tb_lang"] = "en"
        told = main_of(client, f"/{code}/")
        assert 'lang="zh-Hans"' not in told
        assert not CHINESE.findall(told)
    client.cookies["tb_lang"] = "hant"
    assert "無障礙" in main_of(client, "/accessibility/")


def test_how_long_data_are_kept_is_what_the_nightly_round_does(client: Client) -> None:
    told = main_of(client, "/privacy/")
    assert [kept.name for kept in RETENTION if f"{kept.span}，{kept.then}" not in told] == []
    client.cookies["tb_lang"] = "en"
    told = main_of(client, "/privacy/")
    assert [kept.name for kept in RETENTION if kept.english.split(":")[0] not in told.replace("&#x27;", "'")] == []


def test_the_help_is_searched_in_peoples_words_and_leads_to_a_person_where_it_is_silent(client: Client) -> None:
    assert "注册、登录和实名认证" in main_of(client, "/help/")
    assert "/help/account/" in main_of(client, "/help/?q=收不到验证码")
    assert "/help/account/" in main_of(client, "/services/?q=忘记密码")
    assert "/help/ask/?words=" in main_of(client, "/help/?q=xqzjwv")
    client.cookies["tb_lang"] = "en"
    assert not CHINESE.findall(main_of(client, "/help/"))
    assert not CHINESE.findall(main_of(client, "/help/account/"))


def test_whether_an_article_helped_is_asked_and_what_it_lacks_is_on_the_desk_of_who_keeps_it(client: Client) -> None:
    address = "/help/account/"
    client.post(address, {"helped": "yes"})
    asked = client.post(address, {"helped": "no"}, follow=True).content.decode()
    assert "您想知道什么" in asked
    assert queries.words()["account"] == (1, 1)
    assert "请选择是哪方面的事" in client.post(address, {"helped": "no", "place": "missing"}).content.decode()
    sent = {"helped": "no", "place": "missing", "words": "国外号码收得到吗", "key": "k1"}
    answers = [client.post(address, sent)["Location"] for _ in range(2)]
    assert answers[0] == answers[1]
    assert "/help/account/" in main_of(client, answers[0])
    one = concerns.by_code(Actor.nobody("portal"), answers[0].split("/")[2])
    assert (one.kind, one.department, one.desk, one.title) == (
        "page", "service-centre", "catalogue", "注册、登录和实名认证"
    )  # fmt: skip


def test_a_question_goes_to_the_department_of_its_item_or_to_who_keeps_the_help(client: Client) -> None:
    assert "请选择是哪方面的事" in client.post("/help/ask/", {"words": "在哪里"}).content.decode()
    for address, desk in ((f"/help/ask/?item={people.ALLOWANCE}", "welfare"), ("/help/ask/", "catalogue")):
        page = client.get(address).content.decode()
        answer = client.post(address, {"place": "where", "words": "去哪个窗口"})["Location"]
        one = concerns.by_code(Actor.nobody("portal"), answer.split("/")[2])
        assert (one.kind, one.desk) == ("asked", desk)
        assert identity.department(one.department).name in page
        jobs.run_owed(one.subject)
        told = main_of(client, answer)
        assert "最晚" in told
        assert "去哪个窗口" not in told
    actions.answer(people.actor("LT0011"), str(one.pk), verdict="answered", reason="市政务服务中心一楼")
    assert "市政务服务中心一楼" in main_of(client, answer)


def test_how_the_city_works_is_open_to_everybody_and_nothing_so_small_that_it_names_somebody(client: Client) -> None:
    for address in ("/stats/", "/rate/", "/notices/", "/services/themes/", "/sitemap/"):
        assert client.get(address).status_code == 200
    assert "少于五件的不单独公布" in main_of(client, "/stats/")
    few = {people.ALLOWANCE: (5.0, openly.ENOUGH - 1), people.FOOD: (4.0, openly.ENOUGH)}
    finding._rated[:] = [(time.ticking(), few)]
    try:
        shown = openly.rated()
        assert [one.address for one in shown["items"]] == [f"/services/{people.FOOD}/#ratings"]
        assert [one.many for one in shown["departments"]] == [openly.ENOUGH]
        assert shown["many"] == 2 * openly.ENOUGH - 1
    finally:
        finding._rated.clear()


def test_a_part_of_a_guide_and_a_theme_have_short_addresses(client: Client) -> None:
    assert client.get(f"/services/{people.FOOD}/qa/")["Location"] == f"/services/{people.FOOD}/#faq"
    assert client.get("/services/nothing/ratings/").status_code == 404
    assert "theme=005" in client.get("/services/themes/person/005/")["Location"]
