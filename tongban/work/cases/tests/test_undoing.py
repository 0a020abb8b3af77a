"""Ten seconds in which a turn may be taken back: nobody was told, everything is as it was, both facts stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tongban.kernel import grace, jobs, time
from tongban.kernel.models import Errand
from tongban.registers.ledger import queries as ledger
from tongban.work.cases import actions as cases
from tongban.work.cases import queries
from tongban.work.cases.errors import NothingToUndo, TooLateToUndo
from tongban.work.cases.jobs import make_papers
from tongban.work.cases.models import Case, Notice
from tongban.work.cases.tests.test_moves import DO, everybody
from tongban.work.cases.undoing import UNDOABLE
from tongban.work.tasks import queries as tasks
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
WAY_IN: dict[str, Callable[[], Case]] = {"resume": people.paused, "reopen": lambda: people.closed(verdict="disagree")}
BY_SUBMISSION = ("accept", "ask_for_more", "turn_away", "no_permit", "not_ours")


def row(case: Case) -> dict[str, Any]:
    kept = Case.objects.filter(pk=case.pk).values().get()
    around = {name: list(getattr(people.fresh(case), name).values()) for name in ("pauses", "hearings", "gaps")}
    return {k: v for k, v in kept.items() if k != "held"} | around


def on_desks(case: Case) -> list[tuple[str, str, Any]]:
    return sorted((t.kind, t.step, t.due_on) for t in tasks.open_of(case.subject))


@pytest.mark.parametrize("verb", ["accept", "ask_for_more", "turn_away", "pause", "resume", "extend", "transfer",
                                  "terminate", "tell_hearing_right", "reopen"])  # fmt: skip
def test_a_turn_taken_back_leaves_the_case_its_clock_and_its_desks_as_they_were(verb: str) -> None:
    case = WAY_IN.get(verb, people.submitted if verb in BY_SUBMISSION else people.accepted)()
    roles = {role: actor for role, actor in everybody().values() if role}
    who = roles[next(m for m in ("clerk", "approver", "head", "supervisor") if _may(verb, m))]
    before, desks, served = row(case), on_desks(case), case.notices.count()
    with grace.offered(10):
        DO[verb](who, str(case.pk))
    jobs.drain()
    assert Notice.objects.filter(case=case).count() == served + 1
    assert not Errand.objects.filter(subject=case.subject, state="done", seq__gt=people.fresh(case).held["since"])
    cases.undo(who, str(case.pk))
    assert row(case) == before
    assert on_desks(case) == desks
    jobs.drain()
    assert (row(case), on_desks(case)) == (before, desks)
    assert Notice.objects.filter(case=case).count() == served
    assert Notice.every.filter(case=case).exclude(void_at=None).count() == 1
    assert ledger.timeline(case.subject)[-1].kind == "cases.TurnUndone"


def _may(verb: str, role: str) -> bool:
    from tongban.work.cases.states import WHO

    return verb in UNDOABLE and WHO[verb] == role


def test_before_the_ten_seconds_are_over_the_applicant_sees_nothing_and_then_everything() -> None:
    case, me, who = people.submitted(), people.owner(), people.clerk()
    facts = len(queries.standing(ledger.timeline(case.subject), case))
    cases.accept(who, str(case.pk), grace=10)
    number = str(case.number)
    seen = queries.case_for(me, number)
    assert (seen.state, seen.accepted_at, seen.due_on) == ("submitted", None, case.due_on)
    assert "acceptance" not in {n.kind for n in queries.notices_of(me, seen)}
    assert len(queries.standing(ledger.timeline(case.subject), seen)) == facts
    assert queries.of_applicant(me)[0].state == "submitted"
    assert make_papers() == 0 or not Notice.objects.get(case=case, kind="acceptance").paper
    assert queries.case_for(who, number).state == "accepted"
    with time.held(time.now() + timedelta(seconds=13)):
        jobs.drain()
        assert queries.case_for(me, number).state == "accepted"
        assert "acceptance" in {n.kind for n in queries.notices_of(me, seen)}
        assert {t.kind for t in tasks.open_of(case.subject)} == {"step"}
        with pytest.raises(TooLateToUndo):
            cases.undo(who, str(case.pk))


def test_a_pause_that_may_be_taken_back_does_not_stop_the_clock_the_applicant_sees() -> None:
    case, who = people.accepted(), people.approver()
    cases.pause(who, str(case.pk), reason="检验", law="行政许可法 第四十五条", needed="十日", grace=10)
    seen = queries.case_for(people.owner(), str(case.number))
    assert (seen.state, list(seen.pauses.all())) == ("accepted", [])


def test_nobody_else_takes_it_back_and_nobody_after_somebody_else_acted() -> None:
    case, who = people.submitted(), people.clerk()
    cases.accept(who, str(case.pk), grace=10)
    with pytest.raises(NothingToUndo):
        cases.undo(people.actor("LT0004"), str(case.pk))
    cases.withdraw(people.owner(), str(case.pk), "不办了")
    with pytest.raises(NothingToUndo):
        cases.undo(who, str(case.pk))
    assert people.fresh(case).state == "closed"


def test_a_turn_made_without_grace_cannot_be_taken_back_and_live_pages_are_told_at_once() -> None:
    case = people.submitted()
    cases.accept(people.clerk(), str(case.pk))
    assert people.fresh(case).held is None
    with pytest.raises(NothingToUndo):
        cases.undo(people.clerk(), str(case.pk))
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('tongban.hush', true), '')")
        assert cursor.fetchone() == ("",)
