"""What an applicant writes about his case has an owner and a day, is answered in words, and is seen to if it is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tongban.doors.portal.tests.walking import browser
from tongban.kernel import jobs, time
from tongban.watch.messages import queries as messages
from tongban.watch.supervision import finding
from tongban.work.cases.models import Case
from tongban.work.letters import actions, queries
from tongban.work.letters.errors import AnsweredBefore, HurriedLately, NoSuchLetter, NothingToHurry
from tongban.work.tasks import queries as tasks
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.fixture
def case() -> Case:
    return people.submitted()


def test_asking_to_hurry_is_answered_in_words_and_told_and_not_asked_again_at_once(case: Case) -> None:
    me, clerk, number = people.owner(), people.clerk(), case.number or ""
    asked = actions.hurry(me, number)
    jobs.run_owed(asked.subject)
    owed = tasks.open_of(asked.subject, "letter")
    assert [(task.desk, task.due_on) for task in owed] == [("window", asked.due_on)]
    with pytest.raises(HurriedLately):
        actions.hurry(me, number)
    with pytest.raises(NoSuchLetter):
        actions.reply(people.approver(), str(asked.pk), words="不是我的岗位")
    answered = actions.reply(clerk, str(asked.pk), words="今天下班前告知您是否受理")
    jobs.run_owed(answered.subject)
    assert not tasks.open_of(asked.subject)
    assert any("今天下班前" in one.body for one in messages.inbox(me))
    with pytest.raises(AnsweredBefore):
        actions.reply(clerk, str(asked.pk), words="再答一次")
    with time.held(time.now() + timedelta(days=8)):
        assert actions.hurry(me, number).kind == "nudge"


def test_what_is_not_answered_by_its_day_is_supervised(case: Case) -> None:
    asked = actions.write(people.owner(), case.number or "", words="要不要带原件？")
    jobs.run_owed(asked.subject)
    with time.held(time.now() + timedelta(days=10)):
        found = list(finding.of_letters(time.today()))
    assert [(one.case, one.rule) for one in found] == [(str(case.pk), "letter-unanswered")]


def test_the_pages_carry_it_from_the_applicant_to_the_desk_and_back_and_onto_paper(case: Case) -> None:
    mine, desk, address = browser("linwan", case.applicant), browser("LT0003"), f"/my/cases/{case.number}/letters/"
    assert address in mine.get(f"/my/cases/{case.number}/").content.decode()
    assert "请写一两句话" in mine.post(address, {"words": " "}).content.decode()
    mine.post(address, {"words": "要不要带原件？", "key": "W" * 20})
    one = queries.of_case(case)[0]
    jobs.run_owed(one.subject)
    assert f"/desk/letters/{one.pk}/" in desk.get("/desk/").content.decode()
    there = desk.get(f"/desk/letters/{one.pk}/")["Location"]
    assert "要不要带原件？" in desk.get(there).content.decode()
    desk.post(f"/desk/cases/{case.number}/letters/", {"answers": str(one.pk), "words": "不用带", "key": "X" * 20})
    assert "不用带" in mine.get(address).content.decode()
    assert browser("henainai").get(address).status_code == 404
    paper = mine.get(f"/my/cases/{case.number}/course.pdf")
    assert paper.content.startswith(b"%PDF")


def test_nobody_hurries_what_nobody_has_to_do() -> None:
    closed = people.closed(people.ALLOWANCE)
    with pytest.raises(NothingToHurry):
        actions.hurry(people.grandmother(), closed.number or "")
