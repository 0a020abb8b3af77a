"""The editor of a draft: form and text are one; each alters only what was touched; nothing typed is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tongban.doors.office.editing.panes import PANES
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as identity
from tongban.work.revisions import queries
from tools import people

CODE = "food-business-licence"


@pytest.fixture
def operator(town: None) -> Client:
    client = Client()
    client.force_login(identity.account_by_name("LT0011"))
    return client


@pytest.fixture
def page(operator: Client) -> str:
    """The address of the editor of a draft with a remark in its text."""
    text = "# 备注要留下\n" + queries.source_text(CODE)[0]
    form = {"kind": "change", "item": [CODE], "text": text, "reason": "试", "key": "begin"}
    return str(operator.post("/office/revisions/new/", form).headers["Location"]) + "texts/1/form/"


def row(page: str) -> Any:
    number = page.split("/")[3]
    return queries.text_at(queries.revision_for(people.actor("LT0011"), number), 1)


def send(operator: Client, page: str, query: str, **values: Any) -> Any:
    """Send what the page shows, with some values typed over."""
    html = operator.get(f"{page}?{query}").content.decode()
    version = re.search(r'name="version" value="(\d+)"', html)
    assert version is not None
    return operator.post(f"{page}?{query}", {"text": row(page).text, "version": version[1], **values})


def altered(before: str, after: str) -> list[tuple[str, str]]:
    old, new = before.split("\n"), after.split("\n")
    assert len(old) == len(new)
    return [(a, b) for a, b in zip(old, new, strict=True) if a != b]


def test_a_limit_changed_in_the_form_alters_its_line_and_no_other(operator: Client, page: str) -> None:
    before = row(page).text
    assert send(operator, page, "part=limits", **{"v:limits/promise": "4 working days"}).status_code == 302
    assert altered(before, row(page).text) == [("  promise: 5 working days", "  promise: 4 working days")]


def test_what_is_typed_in_the_text_is_seen_in_the_form(operator: Client, page: str) -> None:
    text = row(page).text.replace("promise: 5 working days", "promise: 3 working days")
    operator.post(f"{page}?part=limits", {"text": text, "version": "1"})
    assert 'value="3 working days"' in operator.get(f"{page}?part=limits").content.decode()


def test_both_sides_may_be_changed_in_one_save(operator: Client, page: str) -> None:
    text = row(page).text.replace("备注要留下", "备注也改了")
    operator.post(f"{page}?part=limits", {"text": text, "version": "1", "v:limits/promise": "4 working days"})
    assert row(page).text.startswith("# 备注也改了\n")
    assert "promise: 4 working days" in row(page).text


def test_a_field_is_added_opened_moved_and_taken(operator: Client, page: str) -> None:
    before = row(page).text
    add = {"do": "add:", "new_code": "business.music", "new_title": "是否有现场音乐"}
    answer = send(operator, page, "part=form", **add)
    assert answer.headers["Location"].endswith("part=form&open=form%2Fbusiness.music&moved=add")
    send(operator, page, "part=form&open=form%2Fbusiness.music", **{
        "v:form/business.music/type": "yes-no", "v:form/business.music/when": 'business.form = "catering"',
    })  # fmt: skip
    fields = catalogue.content_of(row(page).text, "x")["form"]
    assert list(fields)[-1] == "business.music"
    assert fields["business.music"] == {
        "type": "yes-no", "label": "是否有现场音乐", "when": 'business.form = "catering"'
    }  # fmt: skip
    send(operator, page, "part=form", do="up:form/business.music")
    assert list(catalogue.content_of(row(page).text, "x")["form"])[-2] == "business.music"
    send(operator, page, "part=form", do="take:form/business.music")
    assert row(page).text == before


def test_enter_in_the_name_of_a_new_entry_adds_it_and_leaving_the_field_keeps_what_was_typed(
    operator: Client, page: str
) -> None:
    begun = {"new_code": "business.music", "new_title": "是否有现场音乐"}
    sent = {"text": row(page).text, "version": "1", **begun}
    left = operator.post(f"{page}?part=form", sent, headers={"X-Autosave": "1"})
    assert 'value="business.music"' in left.content.decode()
    assert row(page).version == 1
    send(operator, page, "part=form", **begun)
    assert "business.music" in catalogue.content_of(row(page).text, "x")["form"]


def test_a_halls_box_unticked_leaves_the_others_in_their_order(operator: Client, page: str) -> None:
    places = catalogue.content_of(row(page).text, "x")["guide"]["places"]
    send(operator, page, "part=guide", **{"v:guide/places": ["", *sorted(places[1:])]})
    assert catalogue.content_of(row(page).text, "x")["guide"]["places"] == places[1:]


def test_the_running_text_is_seen_as_people_will_read_it_and_nothing_in_it_runs(operator: Client, page: str) -> None:
    address = page.replace("/form/", "/prose/")
    text = "# 先看\n\n**总质量** <script>x</script> [坏](javascript:x)"
    seen = operator.post(address, {"text": text}).content.decode()
    assert "<h3>先看</h3>" in seen
    assert "<strong>总质量</strong>" in seen
    assert "<script" not in seen
    assert "href" not in seen
    send(operator, page, "part=guide", **{"v:guide/prose": "**装修前**先看"})
    number = page.split("/")[3]
    assert "<strong>装修前</strong>先看" in operator.get(f"/preview/{number}/1/").content.decode()


def test_what_a_condition_may_say_stands_beside_it_without_scripts(operator: Client, page: str) -> None:
    html = operator.get(f"{page}?part=materials").content.decode()
    words = html[html.index('id="words"') : html.index("</details>", html.index('id="words"'))]
    for said in ("premises.area", "&quot;catering&quot;", "&quot;sole-trader&quot;", "<code>true</code> 是", "count()"):
        assert said in words, said


def test_the_process_is_drawn_as_it_is_written_while_another_part_is_wrong(operator: Client, page: str) -> None:
    text = row(page).text.replace("promise: 5 working days", "promise: 90 working days")
    operator.post(f"{page}?part=process", {"text": text, "version": "1"})
    send(operator, page, "part=process", do="add:", new_code="listen", new_title="听取意见")
    answer = operator.get(f"{page}?part=process")
    assert "听取意见" in answer.context["drawing"]
    assert "没有先后关系" in answer.content.decode()


def test_the_draft_is_seen_beside_the_form_at_the_part_that_is_edited(operator: Client, page: str) -> None:
    number = page.split("/")[3]
    materials = operator.get(f"{page}?part=materials&as=phone").content.decode()
    assert f"/preview/{number}/1/?mode=phone#materials" in materials
    fields = f"{page}?part=form&open=form%2Fpremises.area&as=kiosk"
    assert f"/preview/{number}/1/p/premises/?mode=kiosk" in operator.get(fields).content.decode()
    assert "受理标准" in operator.get(f"{page}?part=materials&as=clerk").content.decode()


def test_a_wrong_value_is_kept_and_told_beside_its_field_and_its_line(operator: Client, page: str) -> None:
    send(operator, page, "part=limits", **{"v:limits/promise": "30 working days"})
    html = operator.get(f"{page}?part=limits").content.decode()
    assert html.count("承诺时限 30 个工作日长于法定时限") + html.count("长于法定时限") >= 2
    assert 'aria-invalid="true"' in html
    assert 'class="here"' in html
    assert re.search(r'data-line="\d+">事项内容 第', html)


def test_a_condition_that_names_nothing_known_is_told_with_a_suggestion(operator: Client, page: str) -> None:
    query = "part=materials&open=materials%2Ffloor-plan"
    send(operator, page, query, **{"v:materials/floor-plan/when": "premises.aera > 100"})
    html = operator.get(f"{page}?{query}").content.decode()
    assert "您是不是想写“premises.area”" in html


def test_a_condition_reads_in_plain_words_and_is_tried_with_values(operator: Client, page: str) -> None:
    address = page.replace("/form/", "/condition/")
    html = operator.get(address, {"text": "premises.area > 200", "try": "1", "t:premises.area": "230"}).content.decode()
    assert "经营面积 大于 200" in html
    assert "成立" in html
    html = operator.get(address, {"text": "premises.area > 200", "try": "1", "t:premises.area": "86"}).content.decode()
    assert "不成立" in html


def test_examples_are_run_and_say_what_was_expected_and_what_came(operator: Client, page: str) -> None:
    text = row(page).text.replace("days: 5", "days: 4", 1)
    operator.post(f"{page}?part=examples", {"text": text, "version": "1"})
    html = operator.get(f"{page}?part=examples").content.decode()
    assert re.search(r"应得出\">4<.*?实际得出\">5 ", html, re.S)
    assert "不成立" in html


def test_the_process_is_drawn_and_held_against_the_promise(operator: Client, page: str) -> None:
    html = operator.get(f"{page}?part=process").content.decode()
    assert "tb-process" in html
    assert "在承诺之内" in html


def test_whoever_saves_what_a_colleague_changed_loses_nothing(operator: Client, page: str) -> None:
    send(operator, page, "part=limits", **{"v:limits/promise": "4 working days"})
    mine = {"text": row(page).text, "version": "1", "v:limits/promise": "3 working days"}
    answer = operator.post(f"{page}?part=limits", mine)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert 'value="3 working days"' in html
    assert ("  promise: 4 working days",) in [one.theirs for one in answer.context["met"]]
    assert ("  promise: 3 working days",) in [one.mine for one in answer.context["met"]]


def test_a_text_that_cannot_be_read_is_kept_and_the_form_waits(operator: Client, page: str) -> None:
    operator.post(f"{page}?part=form", {"text": "a: [", "version": "1"})
    answer = operator.get(f"{page}?part=form")
    assert answer.status_code == 200
    assert "YAML 内容现在读不懂" in answer.content.decode()
    assert row(page).text == "a: ["
    assert "/preview/" not in answer.content.decode()  # where it would be refused


def test_an_overseer_reads_and_cannot_save(operator: Client, page: str) -> None:
    client = Client()
    client.force_login(identity.account_by_name("LT0012"))
    read = client.get(page).content.decode()
    assert 'name="text"' not in read
    assert "只看 YAML" not in read  # a page for whoever may write
    assert client.post(page, {"text": "a: 1", "version": "1"}).status_code == 403


def test_saving_any_part_as_it_is_changes_nothing(operator: Client, page: str) -> None:
    for part in PANES:
        html = operator.get(f"{page}?part={part}").content.decode()
        first = re.search(r'open=([^"&]+)"', html)
        query = f"part={part}&open={first[1]}" if first else f"part={part}"
        answer = operator.get(f"{page}?{query}")
        shown = {c.name: c.value for c in [*answer.context["controls"], *answer.context["inner"]]}
        operator.post(f"{page}?{query}", {**shown, "text": row(page).text, "version": "1"})
        assert row(page).version == 1, part


def test_the_draft_is_previewed_on_the_real_pages_in_a_frame_of_ours_where_nothing_can_be_sent(
    operator: Client, page: str
) -> None:
    send(operator, page, "part=guide", **{"v:guide/summary": "只在草稿里的一句话"})
    number = page.split("/")[3]
    answer = operator.get(f"/preview/{number}/1/?mode=elder")
    assert "只在草稿里的一句话" in answer.content.decode()
    assert "data-elder" in answer.content.decode()
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "allow-forms" not in policy
    assert operator.get(f"/preview/{number}/1/p/premises/").status_code == 200
    assert Client().get(f"/preview/{number}/1/").status_code == 404
    assert "受理标准" in operator.get(page.replace("/form/", "/preview/"), {"as": "clerk"}).content.decode()


def test_an_invented_person_tries_the_draft_and_the_trial_becomes_an_example(operator: Client, page: str) -> None:
    address = page.replace("/form/", "/trial/")
    said = {
        "trial:answered": "1", "trial:as": "shop", "business.form": "catering", "business.kinds": ["drinks"],
        "premises.area": "230", "premises.warehouse": "no", "steward.name": "林样例", "agent.used": "no",
    }  # fmt: skip
    html = operator.post(address, said).content.decode()
    assert "消防意见" in html
    assert row(page).version == 1
    assert "不通过" in operator.post(address, {**said, "trial:as": "barred"}).content.decode()
    more = {"trial:example": "1", "trial:version": "1", "trial:title": "大奶茶店"}
    assert operator.post(address, {**said, **more}).status_code == 302
    made = catalogue.content_of(row(page).text, "x")["examples"]["大奶茶店"]
    assert ["fire-opinion"] in made["expect"]["steps"]
    assert "大奶茶店" in operator.get(f"{page}?part=examples").content.decode()
    revision = queries.revision_for(people.actor("LT0011"), page.split("/")[3])
    assert queries.judged(revision)[0].problems == ()


def test_the_licence_of_a_draft_is_shown_as_a_sample(operator: Client, page: str) -> None:
    answer = operator.get(page.replace("/form/", "/licence.pdf"))
    assert answer.content.startswith(b"%PDF")
