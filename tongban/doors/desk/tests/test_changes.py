"""What whoever signs last sees of the examination: what changed, and whose signature it is that waits."""

from __future__ import annotations

import pytest

from tongban.doors.desk.tests import stories
from tongban.work.approvals import actions
from tongban.work.approvals import queries as approvals
from tongban.work.cases import actions as cases
from tongban.work.cases import queries
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_the_last_signer_sees_what_changed_and_the_first_that_nothing_is_left_to_him() -> None:
    case = people.accepted(people.ALLOWANCE)
    reviewer, approver = people.reviewer(people.ALLOWANCE), people.approver(people.ALLOWANCE)
    steps = [lane.step for lane in approvals.lanes(case)]
    for name in steps:
        people.sign(case, name, text="情况属实，同意。")
        people.settled(case)
    assert people.fresh(case).state == "accepted"
    actions.send_back(approver, str(case.pk), steps[0], "请核对年龄")
    people.settled(case)
    for name in steps:
        people.sign(case, name, text="年龄已经核对，情况属实，同意。")
        people.settled(case)
    open_points = [p for p in queries.pre_review(case, None, queries.slots(case)) if p.outcome != "pass"]
    for point in open_points[:1]:
        cases.overrule(reviewer, str(case.pk), point.code, outcome="pass", reason="已对照原件")
    page = stories.signed_in("LT0702").get(f"/desk/cases/{case.number}/").content.decode()
    assert "审查中的改动" in page
    assert "<ins>年龄已经核对，</ins>" in page
    assert ("已对照原件" in page) is bool(open_points)
    assert "等待复核" in stories.signed_in("LT0701").get("/desk/").content.decode()
    assert f"{reviewer.name} 已签署，待复核" in stories.signed_in("LT0702").get("/desk/table/").content.decode()
