"""Whoever may see a case sees the same of it: stage, step, handler, opinion, papers, clock, what is asked now."""

from __future__ import annotations

import re

import pytest

from tongban.doors.desk.tests import stories
from tongban.kernel import jobs
from tongban.kernel.errors import NotAllowed
from tongban.registers.identity import queries as identity
from tongban.registers.ledger import queries as ledger
from tongban.work.approvals import actions as approvals
from tongban.work.cases import actions as cases
from tongban.work.cases import queries
from tongban.work.cases.models import Case
from tongban.work.tasks import actions as tasks
from tongban.work.tasks import queries as task_lists

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lanting")]
HOTLINE, SUPERVISOR = "LT2101", "LT0012"
SAID = "布局合理，同意。"


@pytest.fixture
def case() -> Case:
    """Examined by one, stopped for a test, with the visit claimed by an inspector."""
    case = stories.accepted()
    approvals.sign(stories.official(stories.REVIEWER), str(case.pk), "check", verdict="agree", text=SAID)
    jobs.drain()
    visit = task_lists.open_of(case.subject, "step", "site-visit")[0]
    tasks.claim(stories.official(stories.VISITOR), str(visit.pk))
    cases.pause(
        stories.official(stories.APPROVER), str(case.pk), reason="排烟需要检测", law="行政许可法 第四十五条",
        needed="五个工作日", kind="test",
    )
    return stories.again(case)




def pages(who: str, case: Case) -> str:
    """Everything of the case that this person can read."""
    client = stories.signed_in(who)
    if who == "linwan":
        session = client.session
        session["behalf"] = case.applicant
        session.save()
        addresses = [f"/my/cases/{case.number}/"]
    elif who == HOTLINE:
        addresses = [f"/desk/hotline/{case.number}/"]
    else:
        addresses = [f"/desk/cases/{case.number}/?view={view}" for view in ("now", "flow", "opinions", "materials")]
    found = []
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, (who, address, answer.status_code)
        found.append(answer.content.decode())
    return re.sub(r"\s+", " ", " ".join(found))


@pytest.mark.parametrize("who", ["linwan", stories.CLERK, stories.REVIEWER, HOTLINE, SUPERVISOR])
def test_each_sees_where_it_stands_who_has_it_what_was_said_and_the_clock(who: str, case: Case) -> None:
    html = pages(who, case)
    for what, words in {
        "stage": "特别程序", "step": "现场核查", "handler": "丁一鸣", "opinion": SAID, "signer": "周远航",
        "paper": "受理通知书", "pause": "检测", "document": "布局图", "clock": "暂停",
    }.items():  # fmt: skip
        assert words in html, f"{who} does not see the {what}"


def test_the_hotline_sees_nothing_that_was_handed_in_and_its_look_is_on_record(case: Case) -> None:
    html = pages(HOTLINE, case)
    handed = case.definition.form.flat(case.data)
    for secret in (handed["premises.address.detail"], handed["steward.name"], handed["steward.phone"]):
        assert str(secret) not in html
    assert identity.applicant(case.applicant).code not in html
    assert "cases.CaseAskedByPhone" in [row.kind for row in ledger.timeline(case.subject)]
    client = stories.signed_in(HOTLINE)
    assert client.get(f"/desk/cases/{case.number}/").status_code == 404
    notice = case.notices.first()
    assert notice is not None
    assert client.get(f"/desk/notices/{notice.pk}.pdf").status_code == 404


def test_a_caller_is_found_by_name_and_phone_together_only(case: Case) -> None:
    seat = stories.official(HOTLINE)
    person = identity.account_by_name("linwan")
    assert person is not None
    assert person.person is not None
    name, phone = person.person.name, person.person.phone
    assert case.pk in {one.pk for one in queries.of_caller(seat, name=name, phone=phone)}
    assert queries.of_caller(seat, name=name) == []
    assert queries.of_caller(seat, name="张三", phone=phone) == []
    client = stories.signed_in(HOTLINE)
    html = client.post("/desk/hotline/", {"name": name, "phone": phone}).content.decode()
    assert str(case.number) in html
    with pytest.raises(NotAllowed):
        queries.of_caller(stories.official(stories.REVIEWER), number=str(case.number))
