"""What the verbs of a case ask of who acts: whoever lacks one thing, and has all else, is refused for that."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.access.refusing import let_in
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed, NotYours, SignInFirst
from tongban.registers.identity.errors import NotEmpowered, RealNameFirst
from tongban.registers.openings.kinds import Asked
from tongban.registers.visits.errors import ConfirmFirst
from tongban.work.approvals import actions as approvals
from tongban.work.cases import actions as cases
from tongban.work.cases import permits, queries
from tongban.work.cases.errors import NotOffered
from tongban.work.cases.models import Case, Notice
from tongban.work.tasks.errors import Recused
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
NOBODYS = "00000000-0000-7000-8000-000000000001"


def test_a_draft_is_begun_by_who_may_apply_for_whom_it_is() -> None:
    begin = cases.start
    assert let_in({"nobody": lambda: begin(Actor.nobody(), people.FOOD, people.AREA)}, SignInFirst) == []
    other = replace(people.owner(), items=(people.ALLOWANCE,))
    assert let_in({"another item": lambda: begin(other, people.FOOD, people.AREA)}, NotOffered) == []
    looks = replace(people.owner(), rights=("see",))
    assert let_in({"may look": lambda: begin(looks, people.FOOD, people.AREA)}, NotEmpowered) == []


def test_the_applicant_is_a_person_signed_in_for_whom_it_is_within_his_items() -> None:
    case, me = people.draft(), people.owner()
    assert permits.is_applicant(me, case)
    others = (replace(me, kind="official"), replace(me, id=""), replace(me, items=(people.ALLOWANCE,)))
    assert not any(permits.is_applicant(one, case) for one in (*others, people.grandmother()))


def test_a_draft_is_written_and_taken_from_the_trash_by_whose_it_is() -> None:
    draft, hers = people.draft(), people.grandmother()
    key, looks = str(draft.pk), replace(people.owner(), rights=("see",))
    assert let_in({
        "write": lambda: cases.save_page(hers, key, "business", {}), "discard": lambda: cases.discard(hers, key),
        "as clerk": lambda: cases.discard(people.clerk(), key),
        "refused": lambda: cases.refuse_document(hers, key, "floor-plan", NOBODYS),
    }, NotYours) == []  # fmt: skip
    assert let_in({"may look": lambda: cases.discard(looks, key)}, NotEmpowered) == []
    with pytest.raises(RealNameFirst):
        cases.submit(replace(people.owner(), strength=1), key, promise=True)
    with pytest.raises(ConfirmFirst):
        cases.submit(replace(people.owner(), hand=people.clerk().principal), key, promise=True)
    cases.trash(people.SYSTEM, key)
    assert let_in({"restore": lambda: cases.restore(hers, key)}, NotYours) == []
    assert let_in({"may look": lambda: cases.restore(looks, key)}, NotEmpowered) == []


def test_a_supplement_written_at_a_window_waits_until_it_was_read_and_is_asked_like_every_turn() -> None:
    key = str(people.incomplete().pk)
    with pytest.raises(ConfirmFirst):
        cases.supply(replace(people.owner(), hand=people.clerk().principal), key)
    assert let_in({"hers": lambda: cases.withdraw(people.grandmother(), key)}, NotYours) == []
    assert let_in({"clerk": lambda: cases.supply(people.clerk(), key)}, NotAllowed) == []


def test_what_comes_later_comes_from_the_applicant_and_records_from_who_signs() -> None:
    case = people.accepted()
    key, owner = str(case.pk), people.owner()
    assert let_in({
        "later": lambda: cases.give_later(people.grandmother(), key, "floor-plan", NOBODYS),
    }, NotYours) == []  # fmt: skip
    assert let_in({
        "visit": lambda: cases.record_visit(owner, key, step="s", officers=("a", "b"), findings="f", conclusion="c"),
        "up": lambda: cases.hand_up(
            owner, key, step="s", department="ecology", opinion="o", conclusion="c", within=""
        ),
        "unmask": lambda: cases.unmask(owner, str(case.number), ground="contact"),
    }, NotAllowed) == []  # fmt: skip


def test_who_stays_away_takes_no_look_and_no_turn_at_all() -> None:
    case = people.submitted()
    clerk, key = people.clerk(), str(case.pk)
    approvals.recuse(clerk, key, reason="申请人是本人亲属")
    far = people.actor("LT1701")
    _kept_off(case, far)
    assert let_in({
        "overrule": lambda: cases.overrule(clerk, key, "", outcome="pass", reason=""),
        "open": lambda: cases.ask_opening(far, str(case.number), Asked("life", "", "", 5)),
    }, Recused) == []  # fmt: skip


def test_whoever_leaves_is_asked_about_his_own_cases_alone() -> None:
    people.submitted()
    assert cases.be_forgotten(people.grandmother()) == 0


def _kept_off(case: Case, official: Actor) -> None:
    from tongban.work.tasks import actions as tasks

    tasks.keep_off(people.SYSTEM, case.subject, official=official.id, name=official.name, ground="own", reason="亲属")


def test_a_notice_that_may_still_be_taken_back_is_seen_by_officials_alone() -> None:
    case = people.accepted()
    notice = case.notices.first()
    assert notice is not None
    Notice.objects.filter(pk=notice.pk).update(served_at=time.now() + timedelta(seconds=9))
    with pytest.raises(NotYours):
        queries.notice_for(people.owner(), str(notice.pk))
    assert queries.notice_for(people.clerk(), str(notice.pk)) == notice
