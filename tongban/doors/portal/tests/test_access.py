"""Who sees what: somebody else's is the same as none, and every page carries the strict policy."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tongban.doors.portal.tests.walking import browser
from tongban.registers.licences import queries as licences
from tongban.registers.licences.jobs import make_papers as make_licences
from tongban.work.cases.jobs import make_papers as make_notices
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def shape(page: str) -> str:
    """A page without what differs on every request anyway."""
    page = re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]+"', "", page)
    page = re.sub(r'编号 <span class="num">\w+</span>', "", page)
    return re.sub(r"/my/cases/[\w%.-]+/|LT-\d{8}-\d{6}|next=[^\"&]+|value=\"/my/[^\"]+\"", "", page)


def test_somebody_elses_case_is_the_same_page_as_none() -> None:
    case = people.submitted()
    stranger = browser("henainai")
    theirs, none = stranger.get(f"/my/cases/{case.number}/"), stranger.get("/my/cases/LT-20200101-000001/")
    assert theirs.status_code == none.status_code == 404
    assert shape(theirs.content.decode()) == shape(none.content.decode())


@pytest.mark.parametrize("way", ["", "supply/", "withdrawal/"])
def test_no_way_into_somebody_elses_case(way: str) -> None:
    case = people.incomplete()
    stranger = browser("henainai")
    assert stranger.get(f"/my/cases/{case.number}/{way}").status_code == 404
    if way:
        assert stranger.post(f"/my/cases/{case.number}/{way}", {"key": "k" * 20}).status_code == 404
    assert people.fresh(case).state == "incomplete"


def test_a_draft_opens_for_nobody_else_and_not_for_the_same_person_in_another_role() -> None:
    case = people.draft()
    for somebody in (browser("henainai"), browser("linwan")):
        for way in ("", "p/business/", "materials/", "check/", "discard/", "done/"):
            assert somebody.get(f"/apply/{case.pk}/{way}").status_code == 404, way
        assert somebody.post(f"/apply/{case.pk}/p/business/", {"business.form": "sales"}).status_code == 404
        assert somebody.post(f"/apply/{case.pk}/discard/").status_code == 404


def test_papers_and_documents_open_only_for_their_holder() -> None:
    case = people.closed()
    make_notices()
    make_licences()
    notice, licence = case.notices.first(), licences.from_source(case.subject)[0]
    material = case.given.exclude(material_id="").first().material_id
    addresses = (
        f"/my/notices/{notice.pk}.pdf", f"/my/licences/{licence.pk}.pdf", f"/my/licences/{licence.pk}/",
        f"/my/materials/{material}/",
    )  # fmt: skip
    owner, stranger = browser("linwan", people.owner().on_behalf), browser("henainai")
    for address in addresses:
        assert owner.get(address).status_code == 200, address
        assert stranger.get(address).status_code == 404, address
        assert Client().get(address).status_code == 302, address


def test_an_official_has_no_space_of_his_own_here() -> None:
    answer = browser("LT0003").get("/my/")
    assert answer.status_code == 403
    assert "工作台" in answer.content.decode()


def test_every_page_carries_the_policy_and_no_inline_style_or_script() -> None:
    case = people.closed()
    mine = browser("linwan", people.owner().on_behalf)
    draft = people.draft()
    addresses = [
        "/", "/services/", "/services/?q=面馆", "/services/food-business-licence/", "/services/old-age-allowance/",
        "/login/", "/modes/",
        "/v/", "/v/NOTHING", "/my/", "/my/cases/", f"/my/cases/{case.number}/", "/my/licences/",
        "/my/messages/", "/my/materials/", "/identity/", f"/apply/{draft.pk}/",
        f"/apply/{draft.pk}/p/business/", f"/apply/{draft.pk}/materials/",
        f"/apply/{draft.pk}/check/", f"/apply/{draft.pk}/discard/", "/nothing/",
    ]  # fmt: skip
    for address in addresses:
        answer = mine.get(address)
        page = answer.content.decode()
        assert "script-src 'self'" in answer["Content-Security-Policy"], address
        assert not re.search(r'<[^>]+\s(style|on\w+)="', page), address
        assert "<style" not in page, address
        assert not re.search(r"<script(?![^>]+src=)", page), address
        assert "演示城市" in page, address
