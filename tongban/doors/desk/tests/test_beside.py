"""Two things side by side: another material, the form, a second window; dense or with more air."""

from __future__ import annotations

import pytest

from tongban.doors.desk.tests import stories
from tongban.doors.desk.tests.test_desk import at
from tongban.work.cases import actions
from tongban.work.cases.kinds import GapSpec

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lanting")]


def test_another_material_or_the_form_is_laid_beside_the_one_that_is_shown() -> None:
    case, client = stories.submitted(), stories.signed_in(stories.CLERK)
    html = client.get(at(case, "?m=floor-plan&c=workflow")).content.decode()
    assert html.index("materials/workflow/1/1.jpg") < html.index("materials/floor-plan/1/1.jpg")
    html = client.get(at(case, "?m=floor-plan&c=form")).content.decode()
    beside = html[html.index('class="sheet beside-form"') :]
    assert "86.5" in beside[: beside.index("</figure>")]
    assert "12000000021" not in beside
    html = client.get(at(case, "?m=floor-plan&c=nothing")).content.decode()
    assert 'class="sheets"' not in html


def test_the_second_window_shows_the_material_alone_to_whoever_may_see_the_case() -> None:
    case, client = stories.submitted(), stories.signed_in(stories.CLERK)
    assert f'href="{at(case, "paper/?m=floor-plan")}" target="_blank"' in client.get(
        at(case, "?m=floor-plan")
    ).content.decode()
    html = client.get(at(case, "paper/?m=floor-plan")).content.decode()
    assert "data-follows" in html
    assert "materials/floor-plan/1/1.jpg" in html
    assert "在第二个窗口预览" not in html
    assert stories.signed_in(stories.ELSEWHERE).get(at(case, "paper/")).status_code == 404


def test_the_desk_is_dense_or_roomy_as_this_device_was_told() -> None:
    client = stories.signed_in(stories.CLERK)
    assert 'class="desk only-list"' in client.get("/desk/").content.decode()
    client.post("/modes/", {"roomy": "1", "next": "/desk/"})
    html = client.get("/desk/").content.decode()
    assert 'class="desk roomy only-list"' in html
    assert "紧凑显示" in html


def test_what_a_supplement_changed_in_the_form_is_marked_with_what_stood_there_before() -> None:
    case, client, me = stories.submitted(), stories.signed_in(stories.CLERK), stories.applicant()
    assert "altered" not in client.get(at(case, "?view=form")).content.decode()
    gap = GapSpec("premises.area", "经营面积", "请按租赁合同填写", "食品安全法 第三十五条")
    actions.ask_for_more(stories.official(stories.CLERK), str(case.pk), [gap])
    actions.save_form(me, str(case.pk), {**stories.ANSWERS, "premises.area": "86.8"}, shown=list(stories.ANSWERS))
    assert "相比" not in client.get(at(case, "?view=form")).content.decode()
    actions.supply(me, str(case.pk))
    html = client.get(at(case, "?view=form")).content.decode()
    assert "与第 1 版相比，改了 1 项" in html
    assert html.count('class="altered"') == 1
    assert "<del>86.5 平方米</del>" in html
