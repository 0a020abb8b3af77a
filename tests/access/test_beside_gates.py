"""What rooms around the case ask of who acts: codes for the phone, help, merged accounts, packages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.access.refusing import let_in
from tongban.kernel.errors import NotAllowed, NotYours
from tongban.registers.identity import queries as identity
from tongban.registers.identity.errors import NotEmpowered
from tongban.work.cases.errors import NotOffered
from tongban.work.handovers import actions as handovers
from tongban.work.handovers import queries as codes
from tongban.work.handovers.errors import HandoverOver
from tongban.work.help import actions as help
from tongban.work.help import permits as helping
from tongban.work.help import queries as helps
from tongban.work.help.errors import HelpOver
from tongban.work.mergers import actions as mergers
from tongban.work.packages import actions as packages
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
PLAN, RESTAURANT = "floor-plan", "restaurant-opening"
NOBODYS = "00000000-0000-7000-8000-000000000001"


def test_a_code_for_the_phone_is_used_seen_and_ended_by_whose_draft_it_is() -> None:
    me, hers = people.owner(), people.grandmother()
    draft = str(people.draft().pk)
    row = handovers.open_handover(me, draft, PLAN, account="1")
    assert let_in({
        "hand over": lambda: handovers.hand_over(hers, codes.token_of(row), NOBODYS),
        "end": lambda: handovers.end(hers, str(row.pk)),
    }, HandoverOver) == []  # fmt: skip
    assert codes.open_of(hers, draft, PLAN) is None
    assert codes.open_of(me, draft, PLAN) == row


def test_help_is_asked_for_found_and_ended_by_the_applicant_himself() -> None:
    me, draft = people.grandmother(), people.draft(people.ALLOWANCE)
    row = help.ask(me, str(draft.pk), "family")
    assert helping.may_ask(me)
    assert helping.may_end(me, row)
    for carer in (replace(me, ground="照护代办"), replace(me, agency="organisation/1")):
        assert not helping.may_ask(carer)
        assert not helping.may_end(carer, row)
    assert not helping.may_ask(replace(me, on_behalf="person/1"))
    assert helps.of_draft(people.actor("linwan"), draft.pk) is None
    assert helps.of_draft(me, draft.pk) == row


def test_of_two_who_take_a_code_up_at_one_moment_the_second_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    row = help.ask(people.grandmother(), str(people.draft(people.ALLOWANCE).pk), "family")
    token = helps.token_of(row)
    monkeypatch.setattr(helps, "by_token", lambda actor, token: row)  # both have seen that it is free
    help.come(people.actor("zhangxiaohe"), token)
    with pytest.raises(HelpOver):
        help.come(people.actor("moyun"), token)


def test_accounts_are_named_and_merged_by_whose_they_are() -> None:
    hers: Any = identity.account_by_name("henainai")
    me = people.actor("linwan").with_proof()
    assert let_in({
        "name": lambda: mergers.confirm_name(me, hers.pk, "林晚", people.number("linwan")),
        "merge": lambda: mergers.merge(me, hers.pk, "linwan", "word", "123456"),
    }, NotAllowed) == []  # fmt: skip


def test_a_package_is_begun_and_written_by_who_may_apply_for_whom_it_is() -> None:
    me = people.owner()
    with pytest.raises(NotOffered, match="委托人没有授权"):
        packages.start(replace(me, items=(people.FOOD,)), RESTAURANT, people.AREA)
    run = packages.start(me, RESTAURANT, people.AREA)
    page = run.definition.form.pages[0].name
    other, key = people.actor("hexiaoman"), str(run.pk)
    assert let_in({
        "write": lambda: packages.save_page(other, key, page, {}), "discard": lambda: packages.discard(other, key),
    }, NotYours) == []  # fmt: skip
    with pytest.raises(NotEmpowered):
        packages.save_page(replace(me, rights=("see",)), key, page, {})
