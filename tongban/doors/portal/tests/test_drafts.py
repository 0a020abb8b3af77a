"""My drafts in one list: mine, packages and those I help with; given up, taken back, deleted for good."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tongban.doors.portal.looks import drafts
from tongban.doors.portal.tests.walking import browser
from tongban.kernel.errors import NotAllowed, NotYours
from tongban.registers.identity.errors import NotEmpowered
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.help import actions as help_verbs
from tongban.work.help import queries as helps
from tongban.work.packages import actions as packages
from tongban.work.packages import queries as runs
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
RESTAURANT = "restaurant-opening"


def test_applications_packages_and_those_i_help_with_stand_in_one_list_page_by_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    me, her = people.actor("linwan"), people.grandmother()
    hers = cases.start(her, people.ALLOWANCE, people.AREA)
    asked = help_verbs.ask(her, str(hers.pk), "family")
    help_verbs.come(me, helps.token_of(asked))
    run = packages.start(me, RESTAURANT, people.AREA)
    monkeypatch.setattr(drafts, "PAGE", 1)
    mine = browser("linwan")
    first = mine.get("/my/drafts/")
    said = first.content.decode()
    assert [one.pk for one in first.context["found"]] == [run.pk]
    assert f"下一步：{run.definition.form.pages[0].title}" in said
    second = mine.get(f"/my/drafts/{first.context['more']}")
    assert [(one.pk, one.address) for one in second.context["found"]] == [(hers.pk, f"/helping/{asked.pk}/")]
    assert second.context["more"] == ""
    assert f"/apply/{hers.pk}/" not in second.content.decode()
    assert helps.drafts_helped(people.owner()) == []  # for her company she helps nobody
    cases.trash(her, str(hers.pk))
    assert mine.get(f"/helping/{asked.pk}/").status_code == 404  # what is given up nobody fills in
    assert mine.get(f"/my/drafts/{first.context['more']}").context["found"] == []


def test_a_package_given_up_comes_back_by_a_click_or_is_deleted_for_good_and_only_by_its_applicant() -> None:
    me = people.owner()
    run = packages.start(me, RESTAURANT, people.AREA)
    mine, address = browser("linwan", me.on_behalf), f"/apply/{run.pk}/discard/"
    for verb in (packages.trash, packages.restore):
        for other in (people.actor("linwan"), people.grandmother()):
            with pytest.raises(NotYours):
                verb(other, str(run.pk))
        with pytest.raises(NotEmpowered):
            verb(replace(me, rights=("see",)), str(run.pk))
    for clocks in (lambda: packages.warn_of_expiry(me, str(run.pk), 7), lambda: packages.empty(me, str(run.pk))):
        with pytest.raises(NotAllowed):
            clocks()
    assert runs.drafts_of(replace(me, items=("another-package",))) == []
    for _ in range(2):  # sent twice
        answer = mine.post(address, {"key": "D" * 20})
        assert answer["Location"] == f"/biz/drafts/?gone={run.pk}"
    page = mine.get(answer["Location"])
    assert "撤销删除" in page.content.decode()
    assert (runs.drafts_of(me), [one.pk for one in runs.trash_of(me)]) == ([], [run.pk])
    back = mine.post(f"/apply/{run.pk}/restoration/", {"next": "/biz/drafts/", "key": "R" * 20})
    assert (back["Location"], [one.pk for one in runs.drafts_of(me)]) == ("/biz/drafts/", [run.pk])
    mine.post(address, {"key": "E" * 20})
    assert runs.trash_of(replace(me, items=("another-package",))) == []
    assert "不能恢复" in mine.get(address).content.decode()
    mine.post(address, {"for_good": "1", "key": "F" * 20})
    assert runs.draft_behind(run.subject) is None


def test_who_did_not_begin_it_lays_nobodys_draft_into_the_trash() -> None:
    case = people.draft(people.ALLOWANCE)
    with pytest.raises(NotYours):
        cases.trash(people.actor("linwan"), str(case.pk))
    assert rows.trash_of(people.grandmother()) == []


def test_a_company_s_drafts_have_their_own_address_and_nobody_else_is_shown_them() -> None:
    case = people.draft()
    shown = browser("linwan", people.owner().on_behalf).get("/biz/drafts/")
    assert [one.pk for one in shown.context["found"]] == [case.pk]
    assert "申请材料，然后核对提交" in shown.content.decode()
    alone = browser("linwan")
    assert alone.get("/biz/drafts/")["Location"] == "/identity/?next=/biz/drafts/"
    assert alone.get("/my/drafts/").context["found"] == []
