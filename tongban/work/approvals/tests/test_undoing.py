"""A decision is taken back with the signature under it."""

from __future__ import annotations

from typing import Any

import pytest

from tongban.work.approvals import actions as approvals
from tongban.work.approvals import queries as steps
from tongban.work.cases import actions as cases
from tongban.work.cases import queries
from tongban.work.cases.errors import TooLateToUndo
from tongban.work.cases.models import Case
from tongban.work.cases.tests.test_undoing import on_desks, row
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_the_signature_that_decided_is_taken_back_with_the_decision() -> None:
    case = people.accepted(people.ALLOWANCE)
    while lane := next(one for one in steps.lanes(case) if one.state in ("open", "half")):
        if lane.decides:
            break
        people.sign(case, lane.step)
        case = people.settled(case)
    before, desks = row(case), on_desks(case)
    who = _decide(case, lane.step)
    assert people.fresh(case).state == "decided"
    seen = queries.case_for(people.grandmother(), str(case.number))
    assert seen.state == "accepted"
    assert next(one for one in steps.lanes(seen) if one.decides).state != "agreed"
    approvals.undo(who, str(case.pk))
    assert row(case) == before
    assert on_desks(case) == desks
    assert steps.signing_state(who, people.fresh(case), case.definition.process.deciding) == "may"


def _decide(case: Case, step: str) -> Any:
    """Sign it as often as it takes; the last signature with grace."""
    while people.fresh(case).state == "accepted":
        signers = [people.actor(name) for name in ("LT0701", "LT0702")]
        who = next(a for a in signers if steps.signing_state(a, case, case.definition.process.deciding) == "may")
        approvals.sign(who, str(case.pk), step, verdict="agree", text="同意", grace=10)
    return who


def test_what_somebody_did_around_the_case_meanwhile_keeps_it_from_being_taken_back() -> None:
    case, who = people.accepted(), people.approver()
    cases.extend(people.actor("LT0100"), str(case.pk), days=5, reason="案情复杂", grace=10)
    approvals.recuse(who, str(case.pk), reason="是申请人的近亲属")
    with pytest.raises(TooLateToUndo, match="新的变动"):
        cases.undo(people.actor("LT0100"), str(case.pk))
