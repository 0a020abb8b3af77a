"""Finding, reading and checking without signing in."""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.doors.portal.looks import english
from tongban.doors.portal.tests.walking import browser
from tongban.registers.licences import queries as licences
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.mark.parametrize("q", ["开小饭店", "食品经营许可", "我想开面馆", "spjyxk"])
def test_an_item_is_found_by_what_people_say(client: Client, q: str) -> None:
    assert "/services/food-business-licence/" in client.get("/services/", {"q": q}).content.decode()


def test_what_was_found_is_marked_and_facets_count_it(client: Client) -> None:
    page = client.get("/services/", {"q": "面馆"}).content.decode()
    assert "<mark>面馆</mark>" in page
    facets = client.get("/services/").context["facets"]
    assert {f.label for f in facets["服务对象"]} == {"个人办事", "企业办事"}
    assert {"跑动次数", "收费"} <= {name for name, choices in facets.items() if choices}
    whole = client.get("/services/").context["many"]
    assert all(any(one.count < whole for one in choices) for choices in facets.values())  # each would narrow the list
    for choices in facets.values():
        for facet in choices:
            found = client.get(facet.address).context["found"]
            assert len(found) == min(facet.count, 20), facet


def test_the_name_by_which_it_was_found_is_said_once(client: Client) -> None:
    def said() -> str:
        page = client.get("/services/", {"q": "开小饭店"}).content.decode()
        return page.split("/services/food-business-licence/")[1].split("</article>")[0]

    assert said().count("开小饭店") == 1
    client.cookies["tb_elder"] = "1"  # where the list of other names is not shown
    assert "也叫：开小饭店</p>" in said()


def test_the_whole_list_is_put_in_three_orders_and_read_on_by_the_last_item_seen(client: Client) -> None:
    quick = client.get("/services/?sort=days").context["found"]
    promised = [item.minutes for item, _ in quick]
    assert promised == sorted(promised)
    assert {item.code for item, _ in client.get("/services/?sort=name").context["found"]} != {i.code for i, _ in quick}
    first = client.get("/services/")
    rest = client.get(first.context["more"]).context["found"]
    assert not {item.code for item, _ in first.context["found"]} & {item.code for item, _ in rest}
    both = client.get("/services/?audience=company&visits=0&fee=free")
    assert [chip.label for chip in both.context["chosen"]] == ["企业办事", "一次不跑", "不收费"]
    without = client.get(both.context["chosen"][1].address).context["asked"]
    assert (without.audience, without.visits, without.fee) == ("company", "", "free")


def test_nothing_found_says_what_to_do(client: Client) -> None:
    page = client.get("/services/", {"q": "火星移民"}).content.decode()
    assert "12345" in page


def test_the_guide_answers_in_the_order_of_the_questions(client: Client) -> None:
    page = client.get("/services/food-business-licence/").content.decode()
    order = ["谁能办", "先回答几个问题", "能不能办", "要带什么", "怎么办", "办好后拿到什么", "花多少钱", "去哪里办",
             "咨询、投诉和救济",             "依据什么", "大家常问", "全部要素"]  # fmt: skip
    places = [page.index(f">{word}") for word in order]
    assert places == sorted(places)
    assert "<svg" in page
    assert "实施编码" in page or "行使层级" in page


def test_who_reads_english_is_told_the_key_facts(client: Client) -> None:
    client.cookies["tb_lang"] = "en"
    told = client.get("/services/food-business-licence/").content.decode()
    assert "Needed before you open a restaurant" in told
    assert english.UNTRANSLATED not in told


def test_answers_make_the_guide_personal(client: Client) -> None:
    plain = client.get("/services/food-business-licence/").context
    assert plain["spared"] == 0
    tea = {"what-kind": "1", "fumes": "1", "size": "1", "warehouse": "1", "agent": "0"}
    told = client.get("/services/food-business-licence/", tea).context
    assert told["spared"] > 0
    assert any(not step.needed for step in told["steps"])
    stopped = client.get("/services/food-business-licence/", {"what-kind": "5"}).content.decode()
    assert "不需要办这件事" in stopped


def test_the_guide_asks_first_what_decides_most_as_the_dialogue_does_and_keeps_the_order(client: Client) -> None:
    for code in ("food-business-licence", "old-age-allowance"):
        asked = [one.situation.code for one in client.get(f"/services/{code}/").context["chosen"]]
        assert asked[0] == client.get(f"/guide-me/{code}/").context["question"].code
        answered = client.get(f"/services/{code}/", {asked[-1]: "0"}).context["chosen"]
        assert [one.situation.code for one in answered] == asked


def test_a_licence_that_is_held_spares_its_paper_by_name() -> None:
    page = browser("linwan", people.owner().on_behalf).get("/services/food-business-licence/").content.decode()
    assert "已找到您的营业执照" in page


def test_who_cannot_apply_as_himself_is_shown_the_way() -> None:
    page = browser("linwan").get("/services/food-business-licence/").content.decode()
    assert "切换办事身份" in page


def test_an_attachment_of_an_item_opens(client: Client) -> None:
    answer = client.get("/services/food-business-licence/files/布局图样例.png")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client.get("/services/food-business-licence/files/item.yaml").status_code == 404


def test_a_licence_is_checked_by_its_code_and_by_its_identifier(client: Client) -> None:
    case = people.closed()
    licence = licences.from_source(case.subject)[0]
    for code in (licence.code, licence.code.lower(), licence.identifier):
        page = client.get(f"/v/{code}").content.decode()
        assert "证照有效" in page
        assert "林晚" not in page
    assert client.get("/v/", {"code": f" {licence.code} "})["Location"] == f"/v/{licence.code}"


def test_a_revoked_licence_and_an_unknown_code_are_said_plainly(client: Client) -> None:
    from tongban.registers.licences import actions

    case = people.closed()
    licence = licences.from_source(case.subject)[0]
    why = {"reason": "以欺骗手段取得", "law": "行政许可法 第六十九条", "issuer_department": "market-supervision"}
    actions.revoke(people.approver(), str(licence.pk), **why)
    assert "证照不再有效" in client.get(f"/v/{licence.code}").content.decode()
    unknown = client.get("/v/000000000000")
    assert unknown.status_code == 404
    assert "没有查到" in unknown.content.decode()


def test_a_notice_is_checked_without_saying_whom_it_concerns(client: Client) -> None:
    case = people.submitted()
    notice = case.notices.first()
    page = client.get(f"/v/{notice.code}").content.decode()
    assert "文书真实" in page
    assert case.applicant_name not in page


def test_no_two_themes_are_called_the_same(client: Client) -> None:
    themes = [choice.label for choice in client.get("/services/").context["facets"]["主题"]]
    assert len(themes) == len(set(themes)) > 10
