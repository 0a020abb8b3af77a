"""Two things side by side: another material, the form, a second window; dense or with more air."""

from __future__ import annotations

import pytest

from tongban.doors.desk.tests import stories
from tongban.doors.desk.tests.test_desk import at

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
