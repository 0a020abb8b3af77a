"""What stands around a guide is counted and looked up, and its papers are papers."""

from __future__ import annotations

import pytest
from django.test import Client

from tongban.doors.portal.looks import around, finding
from tongban.registers.catalogue import queries as catalogue
from tongban.watch.indicators.jobs import gather
from tongban.watch.ratings import actions as ratings
from tongban.watch.ratings import queries as rated
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.mark.parametrize("paper", ["guide.pdf", "form.pdf", "form.pdf?filled=1", "result.pdf"])
def test_each_paper_of_a_guide_is_a_pdf(client: Client, paper: str) -> None:
    answer = client.get(f"/services/{people.FOOD}/{paper}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_what_gives_no_licence_has_no_sample_of_one(client: Client) -> None:
    none = next(d for d in catalogue.definitions_in_force() if not d.gives.licence)
    assert client.get(f"/services/{none.code}/result.pdf").status_code == 404
    assert "结果样本" not in client.get(f"/services/{none.code}/").content.decode()
    said = around.specimen(catalogue.edition_in_force(people.FOOD).definition)
    assert said is not None
    assert (said["watermark"], len(said["rows"]) > 2) == ("样本", True)


def test_a_guide_says_how_many_asked_for_it_how_it_was_rated_and_what_belongs_to_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation = rated.invitation_of(people.closed())
    assert invitation is not None
    ratings.rate(people.owner(), invitation.token, level=4)
    people.placed()
    gather()
    monkeypatch.setattr(finding, "_kept", [])
    monkeypatch.setattr(around, "_kept", {})
    page = client.get(f"/services/{people.FOOD}/").content.decode()
    assert '近三个月有 <b class="num">1</b> 件申请' in page
    assert '<dt>满意</dt><dd><meter min="0" max="100" value="100"' in page
    assert "开办餐饮店" in page
    assert "分享这份指南" in page
