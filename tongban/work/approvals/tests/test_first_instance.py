"""A lower authority examines first and hands everything up; nobody asks the applicant again (行政许可法 第四十三条)."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tongban.kernel import time
from tongban.registers.catalogue import actions as catalogue
from tongban.registers.catalogue import queries as editions
from tongban.registers.ledger import queries as ledger
from tongban.work.approvals import actions, errors, queries
from tongban.work.cases import actions as cases
from tongban.work.cases import clock
from tongban.work.cases.errors import AskedAlready
from tongban.work.cases.kinds import GapSpec
from tongban.work.cases.models import Case
from tongban.work.tasks import queries as tasks
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
STREET = {"title": "街道初审", "desk": "street-office", "within": "10 working days", "first-instance": True,
          "asks": "户籍和领取账户是否属实"}  # fmt: skip


@pytest.fixture
def case() -> Case:
    """A food licence whose item has a street office examine first."""
    mapping: dict[str, Any] = copy.deepcopy(dict(editions.edition_in_force(people.FOOD).definition.mapping))
    steps = {name: {**step} for name, step in mapping["process"].items()}
    next(iter(steps.values()))["after"] = ["first"]
    mapping["process"] = {"first": STREET, **steps}
    for example in mapping["examples"].values():
        for shorter in ("steps", "days"):
            example.get("expect", {}).pop(shorter, None)
    mapping["examples"] = {name: one for name, one in mapping["examples"].items() if one.get("expect")}
    catalogue.publish(people.SYSTEM, mapping, time.today(), "街道初审")
    return people.accepted()


def test_the_first_instance_has_its_own_desk_and_clock_and_hands_up_its_opinion_with_every_document(case: Case) -> None:
    task = tasks.open_of(case.subject, "step")[0]
    assert (task.desk, task.department) == ("street-office", "yuebai-street")
    assert task.due_on == clock.calendar().due(time.today(), case.definition.process.step("first").within)
    with pytest.raises(errors.NotTheSigner):
        actions.sign(people.reviewer(), str(case.pk), "first", verdict="agree", text="同意")
    actions.sign(people.actor("LT1901"), str(case.pk), "first", verdict="agree", text="情况属实，符合条件。")
    case = people.settled(case)
    said = str(case.notices.get(kind="first-instance").facts).replace(" ", "")
    assert all(text in said for text in ("月白街道办事处", "情况属实", "市场监督管理局", "申请表", "10个工作日"))
    assert "cases.CaseHandedUp" in [row.kind for row in ledger.timeline(case.subject)]
    assert [lane.step for lane in queries.lanes(case) if lane.state == "open"] == ["check"]


def test_what_was_handed_up_is_not_asked_of_the_applicant_again(case: Case) -> None:
    actions.sign(people.actor("LT1901"), str(case.pk), "first", verdict="agree", text="属实。")
    cases.transfer(people.approver(), str(case.pk), area="999002", reason="场所在另一个区", law="行政许可法 第三十二条")
    case = people.settled(case)
    given = case.given.filter(current=True, source="applicant").values_list("code", flat=True)[0]
    gap = GapSpec(given, "布局图", "请再交一次", "行政许可法 第三十二条")
    with pytest.raises(AskedAlready, match="布局图"):
        cases.ask_for_more(people.actor("LT0005"), str(case.pk), [gap])
