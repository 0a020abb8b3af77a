"""What a company files for one investment project stands together: in its ledger, on a page, in the exchange."""

from __future__ import annotations

import pytest

from tests.walk.filling import answers
from tongban.doors.portal.tests.walking import browser
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.watch.reporting import dataset_rows
from tongban.watch.reporting.casefile import CaseFile
from tongban.work.cases import actions, queries
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
HOTEL, FIRE, CODE = "public-place-health-licence", "fire-pre-opening-inspection", "2609-999001-04-01-123456"


def hotel() -> Actor:
    """叶白, for the hotel that she represents."""
    account = identity.account_by_name("yebai")
    assert account is not None
    firm = next(one for one in identity.organisations_of(account.person_id) if "宾馆" in one.name)
    return identity.actor_for(account, door="portal", on_behalf=firm.subject).with_proof()


def filed(me: Actor, item: str, project: str) -> Case:
    case = actions.start(me, item, people.AREA)
    people.fill(me, case, {**answers(case.definition, time.today()), "project.code": project})
    for slot in queries.slots(people.fresh(case)):
        if slot.required and not slot.filled:
            people.give(me, people.fresh(case), slot.code, slot.title)
    return actions.submit(me, str(case.pk), promise=True, aware=True)


@pytest.fixture(scope="module")
def lived(lasting: None) -> tuple[Case, Case, Case]:
    """Two of one project, typed in two ways; one of none."""
    me = hotel()
    return filed(me, HOTEL, CODE), filed(me, FIRE, CODE.replace("-", "")), filed(me, FIRE, "")


def test_the_ledger_is_grouped_and_narrowed_by_what_was_written_and_invents_no_project(lived: tuple[Case, ...]) -> None:
    first, second, none = lived
    assert (first.project, second.project, none.project) == (CODE, CODE, "")
    mine = browser("yebai", hotel().on_behalf)
    grouped = mine.get("/biz/cases/?by=project")
    assert [(one.code, one.cases) for one, _ in grouped.context["projects"]] == [(CODE, 2)]
    assert none.number not in grouped.content.decode().split("<section")[-1]
    narrowed = mine.get(f"/biz/cases/?project={CODE}").context["found"]
    assert {line.case.pk for line in narrowed} == {first.pk, second.pk}
    after = queries.projects_of(hotel(), queries.Wanted())[0].key
    assert queries.projects_of(hotel(), queries.Wanted(), after=after) == []


def test_a_project_has_a_page_with_its_cases_who_works_on_them_and_when(lived: tuple[Case, ...]) -> None:
    page = browser("yebai", hotel().on_behalf).get(f"/biz/projects/{CODE}/")
    assert {line.case.pk for line in page.context["found"]} == {lived[0].pk, lived[1].pk}
    assert [(name, many) for name, many, _ in page.context["work"].people] == [("叶白", 2)]
    assert page.context["work"].open == 2


def test_another_company_learns_nothing_of_it(lived: tuple[Case, ...]) -> None:
    other = browser("linwan", people.owner().on_behalf)
    assert other.get(f"/biz/projects/{CODE}/").status_code == 404
    assert not other.get("/biz/cases/?by=project").context["projects"]


def test_the_project_goes_with_the_case_into_the_exchange_table(lived: tuple[Case, ...]) -> None:
    rows = [next(dataset_rows.application(CaseFile(people.fresh(case)))) for case in (lived[0], lived[2])]
    assert [row["投资项目编号"] for row in rows] == [CODE, ""]
