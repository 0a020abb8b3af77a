"""What the office sees of packages: how their runs go, and who may look."""

from __future__ import annotations

import pytest

from tongban.doors.office.tests.test_pages import signed_in
from tongban.work.cases import actions as cases
from tongban.work.packages.tests import helping
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_the_office_counts_the_runs_of_a_package_branch_by_branch() -> None:
    run = helping.submitted(**{"start.tobacco": "no", "premises.area": "80"})
    cases.withdraw(people.owner(), str(helping.lane(run, "sign").case.pk), "")
    office = signed_in("LT0011")
    assert "/office/packages/restaurant-opening/" in office.get("/office/packages/").content.decode()
    page = office.get("/office/packages/restaurant-opening/").content.decode()
    rows = {name: page.split(f'<th scope="row">{name}')[1].split("</tr>")[0] for name in ("食品经营许可", "户外招牌")}
    assert 'data-label="办理中">1<' in rows["食品经营许可"]
    assert 'data-label="办理中">0<' in rows["户外招牌"]
    assert f"共为申请人省去 {run.spared['fields']} 个填写项" in page
    assert signed_in("linwan").get("/office/packages/restaurant-opening/").status_code == 403
