"""From the guide to the number, and from the gap to the rating: plain forms, no scripts, the real verbs."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.doors.portal.tests.walking import browser, key_in, picture
from tongban.kernel import jobs
from tongban.watch.ratings import queries as ratings
from tongban.work.cases import queries as cases
from tongban.work.concerns import queries as concerns
from tongban.work.tasks import queries as tasks
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.fixture
def mine() -> Client:
    """林晚, for her noodle shop."""
    return browser("linwan", people.owner().on_behalf)


def started(mine: Client) -> str:
    guide = mine.get("/services/food-business-licence/")
    answer = mine.post("/services/food-business-licence/start/", {"area": people.AREA, "key": key_in(guide)})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_whole_application_by_plain_forms(mine: Client) -> None:
    home = started(mine)
    address = f"{home}p/business/"
    while "/p/" in address:
        page = address.rstrip("/").rpartition("/")[2]
        raw = {k: v for k, v in people.NOODLES.items() if k.startswith(f"{page}.")}
        answer = mine.post(address, raw)
        assert answer.status_code == 302, answer.content.decode()[:3000]
        address = answer["Location"]
    assert address == f"{home}materials/"
    case = cases.draft_for(people.owner(), home.split("/")[2])
    for slot in cases.slots(case):
        if slot.required and not slot.filled:
            page = mine.get(address)
            sent = {"file": picture(), "key": key_in(page)}
            assert mine.post(f"{address}{slot.code}/upload/", sent).status_code == 302
    check = mine.get(f"{home}check/")
    assert "免交" in check.content.decode()
    answer = mine.post(f"{home}check/", {"promise": "yes", "key": key_in(check)})
    assert answer["Location"] == f"{home}done/"
    done = mine.get(answer["Location"]).content.decode()
    number = cases.draft_for(people.owner(), home.split("/")[2]).number
    assert number in done
    assert "是否受理" in done


def test_the_same_submission_sent_twice_makes_one_case(mine: Client) -> None:
    guide = mine.get("/services/food-business-licence/")
    given = {"area": people.AREA, "key": key_in(guide)}
    first = mine.post("/services/food-business-licence/start/", given)["Location"]
    assert mine.post("/services/food-business-licence/start/", given)["Location"] == first
    case = people.draft()
    sent = {"promise": "yes", "key": "K" * 20}
    for _ in range(2):
        assert mine.post(f"/apply/{case.pk}/check/", sent)["Location"] == f"/apply/{case.pk}/done/"
    assert len(list(cases.of_applicant(people.owner()))) == 1


def test_a_wrong_answer_stays_as_typed_and_is_explained_where_it_stands(mine: Client) -> None:
    home = started(mine)
    raw = {**{k: v for k, v in people.NOODLES.items() if k.startswith("premises.")}, "premises.area": "很大"}
    answer = mine.post(f"{home}p/premises/", raw)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>错误：" in page.replace("\n", "")
    assert 'href="#f-premises-area"' in page
    assert 'value="很大"' in page
    assert 'id="f-premises-area-error"' in page


def test_an_answer_that_opens_a_question_asks_it_kindly(mine: Client) -> None:
    home = started(mine)
    answer = mine.post(f"{home}p/business/", {"business.form": "catering", "business.kinds": ["hot-food"]})
    page = answer.content.decode()
    assert "还需要补充" in page
    assert "business.fumes" in page
    assert "错误：" not in page


def test_autosave_answers_with_the_moment_and_the_questions_now_asked(mine: Client) -> None:
    home = started(mine)
    raw = {"business.form": "catering", "business.kinds": ["hot-food"]}
    said = mine.post(f"{home}p/business/", raw, headers={"X-Autosave": "1"}).json()
    assert len(said["at"]) == 8
    assert said["asked"] == ["business.form", "business.kinds", "business.fumes"]
    assert "checked" in mine.get(f"{home}p/business/").content.decode()


def test_a_locked_answer_does_not_listen_to_the_browser() -> None:
    case = people.draft(people.ALLOWANCE)
    locked = [f for f in case.definition.form.fields.values() if f.locked]
    assert locked
    field = locked[0]
    before = case.definition.form.flat(case.data)
    elder = browser("henainai")
    elder.post(
        f"/apply/{case.pk}/p/{field.page}/", {**before, **{k: "假的" for k in before if k.startswith(field.name)}}
    )
    assert case.definition.form.flat(people.fresh(case).data)[field.name] == before[field.name]


def test_changing_an_answer_on_the_check_page_comes_back_to_it(mine: Client) -> None:
    case = people.draft()
    page = mine.get(f"/apply/{case.pk}/p/steward/?next=/apply/{case.pk}/check/").content.decode()
    assert f'name="next" value="/apply/{case.pk}/check/"' in page
    sent = {"steward.name": "林晚", "steward.phone": "12000000001", "next": f"/apply/{case.pk}/check/"}
    assert mine.post(f"/apply/{case.pk}/p/steward/", sent)["Location"] == f"/apply/{case.pk}/check/"


def test_a_file_that_is_no_document_is_refused_in_its_place(mine: Client) -> None:
    case = people.draft()
    mine.post(f"/apply/{case.pk}/materials/floor-plan/remove/", {"key": "R" * 20})
    bad = SimpleUploadedFile("图.png", b"MZ not a picture", "image/png")
    answer = mine.post(f"/apply/{case.pk}/materials/floor-plan/upload/", {"file": bad, "key": "U" * 20})
    assert answer.status_code == 422
    assert "换成 PDF、JPG 或 PNG" in answer.content.decode()
    program = mine.post(
        f"/apply/{case.pk}/materials/floor-plan/upload/", {"key": "V" * 20}, headers={"Accept": "application/json"}
    )
    assert program.json()["code"] == "file-refused"


def test_an_earlier_document_is_offered_again(mine: Client) -> None:
    people.submitted()
    home = started(mine)
    mine.post(f"{home}p/business/", {k: v for k, v in people.NOODLES.items() if k.startswith("business.")})
    page = mine.get(f"{home}materials/")
    assert "用这份" in page.content.decode()
    code, material = _offer(page.content.decode())
    mine.post(f"{home}materials/{code}/reuse/", {"material": material, "key": "O" * 20})
    case = cases.draft_for(people.owner(), home.split("/")[2])
    assert any(s.code == code and s.material_id == material for s in cases.slots(case))


def test_without_the_promise_nothing_is_handed_in(mine: Client) -> None:
    case = people.draft()
    answer = mine.post(f"/apply/{case.pk}/check/", {"key": "P" * 20})
    assert answer.status_code == 422
    assert "真实性承诺" in answer.content.decode()
    assert people.fresh(case).state == "draft"


def test_a_gap_is_answered_in_its_place_and_handed_in(mine: Client) -> None:
    case = people.incomplete()
    page = mine.get(f"/my/cases/{case.number}/supply/")
    assert "请标明清洗消毒设施的位置" in page.content.decode()
    early = mine.post(f"/my/cases/{case.number}/supply/", {"key": "S" * 20})
    assert early.status_code == 422
    sent = {"file": picture("新布局图.png"), "key": "T" * 20, "next": f"/my/cases/{case.number}/supply/"}
    back = mine.post(f"/apply/{case.pk}/materials/floor-plan/upload/", sent)
    assert back["Location"] == f"/my/cases/{case.number}/supply/"
    assert "已补交" in mine.get(back["Location"]).content.decode()
    mine.post(f"/my/cases/{case.number}/supply/", {"key": "W" * 20})
    assert people.fresh(case).state == "submitted"


def test_withdrawing_says_what_it_means_before_it_happens(mine: Client) -> None:
    case = people.accepted()
    asked = mine.get(f"/my/cases/{case.number}/withdrawal/").content.decode()
    assert "不能恢复" in asked
    assert people.fresh(case).state == "accepted"
    mine.post(f"/my/cases/{case.number}/withdrawal/", {"reason": "不开了", "key": "X" * 20})
    assert people.fresh(case).outcome == "withdrawn"


def test_a_draft_is_thrown_away_only_after_asking(mine: Client) -> None:
    case = people.draft()
    assert "30 天内可以恢复" in mine.get(f"/apply/{case.pk}/discard/").content.decode()
    mine.post(f"/apply/{case.pk}/discard/", {"key": "D" * 20})
    assert cases.drafts_of(people.owner()) == []


def test_rating_needs_no_signing_in_and_happens_once() -> None:
    case = people.closed()
    invitation = ratings.invitation_of(case)
    assert invitation is not None
    anybody = Client()
    link = f"/rate/{invitation.token}/"
    first, bad = (anybody.get(f"{link}?level={n}", follow=True).content.decode() for n in (5, 1))
    assert "做得好" in first
    assert "不满意" in bad
    assert invitation.token not in first  # nor in the address it is read at
    assert anybody.get(link)["Location"] == "/rating/"
    other = anybody.post("/rating/", {"level": "1", "of": "another", "key": "P" * 20})
    assert (other.status_code, ratings.rating_of(case)) == (404, None)
    answer = anybody.post("/rating/", {"level": "1", "text": "等得久", "key": "Q" * 20})
    assert answer["Location"] == "/rating/thanks/"
    rating = ratings.rating_of(case)
    assert rating is not None
    assert (rating.level, rating.anonymous) == (1, True)
    assert anybody.get("/rating/")["Location"] == "/rating/thanks/"
    assert Client().get("/rating/").status_code == 404


def test_without_a_level_the_rating_asks_for_one() -> None:
    case = people.closed()
    invitation = ratings.invitation_of(case)
    assert invitation is not None
    anybody = Client()
    anybody.get(f"/rate/{invitation.token}/")
    assert anybody.post("/rating/", {"key": "Q" * 20}).status_code == 422


def _offer(page: str) -> tuple[str, Any]:
    import re

    found = re.search(r'/materials/([\w-]+)/reuse/".*?name="material" value="([\w-]+)"', page, re.S)
    assert found
    return found[1], found[2]


def test_a_signature_is_offered_and_what_was_written_stays_until_it_is_right(mine: Client) -> None:
    case, strokes = people.draft(), "[[[9,9],[99,150],[180,60],[200,40],[240,99],[400,105]]]"
    page = mine.get(f"/apply/{case.pk}/check/").content.decode()
    assert "data-sign" in page
    assert "（选填）" in page
    said = {"key": "G" * 20, "strokes": strokes, "sign_name": ""}
    again = mine.post(f"/apply/{case.pk}/check/", said).content.decode()  # the promise was forgotten
    assert f'value="{strokes}"' in again
    assert mine.post(f"/apply/{case.pk}/check/", {"promise": "yes", "sign_name": "别人"}).status_code == 422
    assert mine.post(f"/apply/{case.pk}/check/", {**said, "promise": "yes"}).status_code == 302
    signed: Any = cases.signature_of(people.fresh(case))
    shown = browser("LT0003").get(f"/desk/cases/{people.fresh(case).number}/?view=form").content.decode()
    assert "M9 9L99 150" in shown
    assert signed.digest[:16] in shown


def test_whoever_leaves_an_application_is_asked_once_and_his_answer_has_an_owner(mine: Client) -> None:
    case, asked = people.draft(), "刚才的申请已为您保存"
    mine.get(f"/apply/{case.pk}/p/steward/")
    assert asked not in mine.get("/", headers={"Accept": "*/*"}).content.decode()  # no fragment asks
    left = mine.get("/").content.decode()
    assert asked in left
    assert f"/cannot-do/?draft={case.pk}" in left
    mine.get(f"/apply/{case.pk}/")
    assert asked not in mine.get("/services/").content.decode()
    said = {"place": "materials", "words": "布局图不会画", "key": "L" * 20}
    mine.post(f"/cannot-do/?draft={case.pk}", said)
    one = concerns.of_raiser(people.owner())[0]
    jobs.run_owed(one.subject)
    assert [(t.desk, t.due_on) for t in tasks.open_of(one.subject)] == [("supervision", one.due_on)]


def test_who_hands_in_or_throws_away_is_not_asked(mine: Client) -> None:
    case, other = people.draft(), people.draft()
    mine.get(f"/apply/{case.pk}/check/")
    mine.post(f"/apply/{case.pk}/check/", {"promise": "yes", "key": "M" * 20})
    assert "刚才的申请已为您保存" not in mine.get("/").content.decode()
    mine.get(f"/apply/{other.pk}/discard/")
    mine.post(f"/apply/{other.pk}/discard/", {"key": "N" * 20})
    assert "刚才的申请已为您保存" not in mine.get("/").content.decode()


def test_after_handing_in_the_days_go_into_ones_own_calendar(mine: Client) -> None:
    case = people.submitted()
    page = mine.get(f"/apply/{case.pk}/done/").content.decode()
    address = f"/my/cases/{case.number}/dates.ics"
    assert address in page
    days = mine.get(address)
    assert days["Content-Type"].startswith("text/calendar")
    assert f"办件编号 {case.number}" in days.content.decode().replace("\r\n ", "")


def test_what_was_typed_here_goes_on_on_another_device(mine: Client) -> None:
    home = started(mine)
    mine.post(f"{home}p/steward/", {"steward.name": "林晚", "later": "1"})
    assert 'class="qr"' in mine.get(home).content.decode()
    phone = browser("linwan", people.owner().on_behalf)
    assert 'value="林晚"' in phone.get(f"{home}p/steward/").content.decode()


def test_a_picture_is_turned_and_what_is_no_picture_is_not(mine: Client) -> None:
    case = people.draft()
    before = next(s for s in cases.slots(case) if s.code == "floor-plan")
    address = f"/apply/{case.pk}/materials/floor-plan/turn/"
    assert mine.post(address, {"key": "T" * 20}).status_code == 302
    after = next(s for s in cases.slots(people.fresh(case)) if s.code == "floor-plan")
    assert (after.version, after.material_id != before.material_id) == (before.version + 1, True)
