"""What was done outside the office has its record as a paper; a hearing may be given up."""

from __future__ import annotations

import pytest

from tongban.registers.ledger import queries as ledger
from tongban.work.cases import actions as cases
from tongban.work.cases.errors import RecordNeeded
from tongban.work.cases.kinds import RECORDED, Special
from tongban.work.cases.models import Case
from tongban.work.cases.tests.test_moves import with_hearing
from tongban.work.tasks import queries as tasks
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
DONE = {"at": "2026年11月27日9时", "place": "市检验检测院", "by": "市检验检测院", "findings": "抽样三份，逐项检验。"}
OF_ARTICLE_45 = ("hearing", "bidding", "auction", "inspection", "test", "quarantine", "appraisal", "expert-review")


def kinds(case: Case) -> list[str]:
    return list(case.notices.order_by("served_at", "pk").values_list("kind", flat=True))


def test_every_special_procedure_of_the_law_begins_with_a_notice_leaves_a_record_and_ends_with_its_result() -> None:
    case, who = people.accepted(), people.approver()
    before = len(kinds(case))
    for kind in OF_ARTICLE_45:
        cases.pause(who, str(case.pk), reason="需要检验", law="行政许可法 第四十五条", needed="五个工作日", kind=kind)
        with pytest.raises(RecordNeeded, match=Special(kind).label):
            cases.resume(who, str(case.pk), result="合格", record_of={**DONE, "findings": " "})
        cases.resume(who, str(case.pk), result="合格", record_of=DONE)
    assert set(OF_ARTICLE_45) <= RECORDED
    assert kinds(case)[before:] == ["special-procedure", "procedure-record", "resumption"] * len(OF_ARTICLE_45)
    said = case.notices.filter(kind="procedure-record").order_by("pk").last()
    assert said is not None
    assert all(text in str(said.facts) for text in ("专家评审", "市检验检测院", "抽样三份", "合格"))
    assert case.pauses.order_by("-pk")[0].record == DONE


def test_two_officers_on_site_leave_a_record_that_names_them_and_what_they_found() -> None:
    case = people.accepted()
    people.sign(case, "check")
    case = people.settled(case)
    people.sign(case, "site-visit", text="操作间与图纸一致，水池三个。", place="月白街 18 号", present="林晚")
    notice = case.notices.get(kind="site-visit-record")
    assert all(said in str(notice.facts) for said in ("丁一鸣", "方可", "水池三个", "月白街 18 号", "林晚", "符合要求"))
    assert "cases.SiteVisitRecorded" in [row.kind for row in ledger.timeline(case.subject)]


@pytest.mark.parametrize("stage", ["told", "asked", "called"])
def test_who_gives_up_his_hearing_has_a_paper_and_the_clock_goes_on(stage: str) -> None:
    case = with_hearing(stage)
    cases.give_up_hearing(people.owner(), str(case.pk))
    case = people.settled(case)
    assert (case.state, case.hearing) == ("accepted", None)
    assert kinds(case)[-1] == "hearing-waiver"
    assert not case.pauses.filter(ended_at=None).exists()
    assert not tasks.open_of(case.subject, "hearing")
    assert not any(task.stopped for task in tasks.open_of(case.subject))
    cases.tell_hearing_right(people.approver(), str(case.pk), reason="另有利害关系人")
