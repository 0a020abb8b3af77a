"""What a notice says, in whose words, and when it reached its addressee."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongban.registers.ledger import queries as ledger
from tongban.registers.wordings import actions as wordings
from tongban.registers.wordings import queries as words
from tongban.work.cases import actions, queries
from tongban.work.cases import notice_facts as known
from tongban.work.cases.errors import NotYours, OpenedBefore
from tongban.work.cases.notices import MARKS
from tongban.work.cases.states import MOVES
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_every_notice_the_law_owes_has_words_and_a_mark() -> None:
    for kind in {move.notice for move in MOVES.values() if move.notice}:
        assert kind in MARKS, kind
        for outcome in ("granted", "refused"):
            assert words.builtin(known.wording_kind(kind, {"outcome": outcome})).title


def test_a_notice_is_written_in_the_words_in_force_and_keeps_which() -> None:
    before = people.accepted(people.ALLOWANCE).notices.get(kind="acceptance")
    text = words.builtin("acceptance").text.replace("办理进度可凭", "您可以凭")
    wordings.publish(people.SYSTEM, "acceptance", text)
    after = people.accepted(people.ALLOWANCE).notices.get(kind="acceptance")
    assert ("您可以凭" in str(before.facts), "您可以凭" in str(after.facts)) == (False, True)
    assert "内置" in before.facts["wording"]
    assert "第 1 版" in after.facts["wording"]


def test_the_words_in_force_cost_one_question() -> None:
    case = people.submitted(people.ALLOWANCE)
    queries.notice_text(case, "acceptance", dates="期限")
    with CaptureQueriesContext(connection) as caught:
        queries.notice_text(case, "acceptance", dates="期限")
    assert sum("wordings_version" in query["sql"] for query in caught.captured_queries) == 1


def test_every_paper_names_item_code_applicant_and_who_dealt_with_it() -> None:
    case = people.accepted()
    for notice in case.notices.all():
        facts = notice.facts
        assert facts["item_code"] == case.definition.codes.implementation
        assert facts["addressee"] == case.applicant_name
        assert facts["handler"]


def test_the_first_time_the_addressee_opens_a_notice_is_kept_once() -> None:
    case = people.accepted(people.ALLOWANCE)
    notice = case.notices.get(kind="acceptance")
    with pytest.raises(NotYours):
        actions.open_notice(people.owner(), str(notice.pk))
    with pytest.raises(NotYours):
        actions.open_notice(people.clerk(), str(notice.pk))
    actions.open_notice(people.grandmother(), str(notice.pk))
    with pytest.raises(OpenedBefore):
        actions.open_notice(people.grandmother(), str(notice.pk))
    fact = ledger.timeline(case.subject)[-1]
    assert fact.kind == "cases.NoticeOpened"
    assert queries.opened(case) == {str(notice.pk): fact.at}


def test_the_delivery_note_lists_what_was_served_and_what_was_read() -> None:
    case = people.decided(people.ALLOWANCE)
    served = case.notices.order_by("served_at")
    actions.open_notice(people.grandmother(), str(served[0].pk))
    note = people.settled(case).notices.get(kind="delivery-note")
    rows = note.facts["deliveries"]
    assert [row["number"] for row in rows] == [one.number for one in served if one.pk != note.pk]
    assert [row["opened"] == "尚未打开" for row in rows] == [False, *[True] * (len(rows) - 1)]


@pytest.mark.parametrize("electronic", [True, False])
def test_whether_the_applicant_agreed_to_be_served_online_stands_in_the_delivery_note(electronic: bool) -> None:
    me = people.grandmother()
    draft = people.draft(people.ALLOWANCE)
    case = actions.submit(me, str(draft.pk), promise=True, electronic=electronic)
    assert bool(queries.agreed(case)) == electronic
    said = queries.notice_text(case, "delivery-note", handed=[])
    assert ("确认以网上账户接收文书" in str(said["paragraphs"])) == electronic
