"""A head reads what departments below his own have and decides nothing there; a licence is seen where it is wanted."""

from __future__ import annotations

import pytest

from tongban.kernel import wall
from tongban.kernel.errors import NotAllowed, NotYours
from tongban.kernel.ids import short_code, uuid7
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people_rows
from tongban.registers.licences import queries as licences
from tongban.registers.licences.models import Licence
from tongban.work.cases import actions, queries
from tongban.work.cases.models import Case
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
BELOW = "traffic-police"


def test_a_head_sees_the_cases_below_by_both_walls_and_nobody_else_of_his_department_does() -> None:
    case = people.accepted()
    Case.objects.filter(pk=case.pk).update(department=BELOW)
    officer = people_rows.official_by_number("LT0803")
    assert officer is not None
    with pytest.raises(NotYours):
        queries.case_for(people.actor("LT0803"), str(case.number))
    identity.appoint(people.SYSTEM, officer.pk, "residence", role="head")
    head, other = people.actor("LT0803"), people.actor("LT0804")
    assert [(post.department, post.role) for post in head.reads] == [(BELOW, "reader")]
    assert (other.reads, people.actor("LT0100").reads) == ((), ())
    assert queries.case_for(head, str(case.number)).pk == case.pk
    with wall.behind(head):
        assert case.pk in Case.objects.values_list("pk", flat=True)
        assert case in queries.recent(head, str(case.number))
    with wall.behind(other):
        assert case.pk not in Case.objects.values_list("pk", flat=True)
    with pytest.raises((NotAllowed, NotYours)):
        actions.terminate(head, str(case.pk), reason="没有可以决定的内容", law="行政许可法 第五十条")


def test_an_official_sees_of_an_applicants_licences_those_that_his_case_can_want() -> None:
    case = people.accepted()
    with wall.behind(people.approver()):
        seen = {row.type.code for row in Licence.objects.filter(holder=case.applicant).select_related("type")}
    wanted = case.edition.content
    assert "business-licence" in seen
    assert all(f'"{code}"' in wanted or f'"{code}\\"' in wanted for code in seen)
    row = Licence.objects.filter(holder=case.applicant).first()
    assert row is not None
    row.pk, row.type, row.code = uuid7(), licences.type_of("residence-permit"), short_code(12)
    row.number, row.identifier, row.source, row.paper = "JZZ-1", "1.2.156.3005.2.1", "", ""
    row.save(force_insert=True)
    with wall.behind(people.owner()):
        assert Licence.objects.filter(pk=row.pk).exists()
    with wall.behind(people.approver()):
        assert not Licence.objects.filter(pk=row.pk).exists()
