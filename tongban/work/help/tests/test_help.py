"""Filling in together: one draft, without what its applicant keeps to himself, by a named hand, ended by either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tongban.kernel import time, wall
from tongban.kernel.errors import NotAllowed, Refusal
from tongban.registers.ledger import queries as ledger
from tongban.registers.sources import queries as uses
from tongban.work.cases import actions as cases
from tongban.work.cases import queries as rows
from tongban.work.cases.errors import NotYours
from tongban.work.cases.models import Case
from tongban.work.help import actions, jobs, permits, queries
from tongban.work.help.errors import (
    HelpersClosed,
    HelpOver,
    HelpRunning,
    NotYourself,
    OnlyHimself,
    OnlyMine,
    TakenAlready,
)
from tongban.work.help.models import Help
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
MONDAY = datetime(2026, 11, 30, 10, 0, tzinfo=time.local(time.now()).tzinfo)
SUNDAY = MONDAY - timedelta(days=1)
FRIEND, HELPER = "zhangxiaohe", "LT0004"


@pytest.fixture(autouse=True)
def at_work() -> Iterator[None]:
    with time.held(MONDAY):
        yield


@pytest.fixture
def draft() -> Case:
    return people.draft(people.ALLOWANCE)


def me() -> Any:
    return people.grandmother()


def friend() -> Any:
    return people.actor(FRIEND)


def asked(draft: Case, way: str = "family", **said: Any) -> Help:
    return actions.ask(me(), str(draft.pk), way, **said)


def helped(draft: Case, **said: Any) -> Help:
    return actions.come(friend(), queries.token_of(asked(draft, **said)))


def open_fields(row: Help, draft: Case) -> list[Any]:
    """What the helper may write, with a page to do it on."""
    fields = draft.definition.form.asked(rows.facts_of(draft))
    return [one for one in fields if not queries.is_mine(row, draft, one)]


def typed(field: Any) -> dict[str, Any]:
    value = next(iter(field.options), "12") if field.options else "12"
    return {field.inputs[0].name: value}


def test_a_friend_with_the_code_writes_in_this_draft_by_his_own_hand_and_the_applicant_sees_who_and_when(
    draft: Case,
) -> None:
    row = helped(draft)
    field = open_fields(row, draft)[0]
    actions.look(friend(), str(row.pk), field.page)
    actions.write(friend(), str(row.pk), field.page, typed(field), shown=[field.name])
    fresh = Case.objects.get(pk=draft.pk)
    assert [(one.label, one.by, one.at) for one in rows.written(fresh)] == [
        (field.label, friend().principal, MONDAY)
    ]
    saved = [fact for fact in ledger.timeline(draft.subject) if fact.kind == "cases.DraftSaved"][-1]
    assert (saved.actor["id"], saved.actor["hand"]) == (me().id, friend().principal)
    looked = uses.uses_of(me())[0]
    assert (looked.what_title[:7], looked.by, looked.department) == ("没有提交的申请", friend().name, "")


def test_what_is_only_mine_is_neither_shown_nor_written_and_stays_as_it_is(draft: Case) -> None:
    first = open_fields(Help(own=[]), draft)[0]
    cases.save_page(me(), str(draft.pk), first.page, typed(first), shown=[first.name])
    row = helped(draft, own=[first.name, "unknown"])
    assert row.own == [first.name]
    draft.refresh_from_db()
    assert first not in open_fields(row, draft)
    with pytest.raises(OnlyMine):
        actions.write(friend(), str(row.pk), first.page, typed(first))
    before = draft.definition.form.flat(draft.data)
    actions.write(friend(), str(row.pk), first.page, {})
    after = Case.objects.get(pk=draft.pk)
    mine = [f.name for f in draft.definition.form.fields.values() if queries.is_mine(row, draft, f)]
    assert {k: v for k, v in before.items() if k.split(".")[0] in {m.split(".")[0] for m in mine}}.items() <= (
        after.definition.form.flat(after.data) | after.raw
    ).items()


def test_a_code_is_taken_up_by_one_person_once_and_never_by_oneself(draft: Case) -> None:
    row = asked(draft)
    token = queries.token_of(row)
    with pytest.raises(NotYourself):
        actions.come(me(), token)
    assert actions.come(friend(), f" {token.upper()} ").pk == actions.come(friend(), token).pk == row.pk
    for who, code in ((people.actor("moyun"), token), (friend(), f"{token}x"), (friend(), "")):
        with pytest.raises(HelpOver):
            actions.come(who, code)
    with pytest.raises(HelpOver):  # as a company's operator he is somebody else
        actions.come(people.actor("zhangxiaohe", "shiguang"), token)
    with pytest.raises(HelpRunning):
        asked(draft)


@pytest.mark.parametrize("how", ["the applicant ends it", "the helper ends it", "it is handed in", "its time is over"])
def test_it_is_over_for_the_helper_at_once(draft: Case, how: str) -> None:
    row = helped(draft)
    queries.help_for(friend(), row.pk)
    if how == "it is handed in":
        Case.objects.filter(pk=draft.pk).update(state="submitted", number="LT-1")
    elif how == "its time is over":
        Help.objects.filter(pk=row.pk).update(until=MONDAY)
    else:
        actions.end(me() if how.startswith("the applicant") else friend(), str(row.pk))
    for verb in (actions.look, lambda who, one: actions.write(who, one, "any", {})):
        with pytest.raises(HelpOver):
            verb(friend(), str(row.pk))


def test_a_helper_hands_nothing_in_and_looks_at_no_other_draft(draft: Case) -> None:
    row, other = helped(draft), people.draft(people.ALLOWANCE)
    with pytest.raises(NotYours):
        cases.save_page(friend(), str(draft.pk), "elder", {})
    with pytest.raises(NotYours):
        cases.submit(friend(), str(draft.pk), promise=True)
    himself = queries.acting(friend(), row)
    with pytest.raises(Refusal):  # not even with the hand that writes
        cases.submit(himself, str(draft.pk), promise=True)
    assert (himself.items, himself.documents) == ((draft.item_code,), False)
    with wall.behind(friend()), queries.one_draft(row):
        assert [one.pk for one in Case.objects.all()] == [draft.pk]
        with pytest.raises(NotYours):
            rows.locked(str(other.pk))


def test_strangers_are_stopped_at_both_walls(draft: Case) -> None:
    row = helped(draft)
    strangers = [people.actor("moyun"), people.clerk(), people.actor("LT0101"), people.actor(HELPER)]
    for who in strangers:
        with pytest.raises(HelpOver):
            queries.help_for(who, row.pk)
        with pytest.raises(HelpOver):
            actions.end(who, str(row.pk))
        with wall.behind(who):
            assert not Help.objects.exists()
            assert not Case.objects.filter(pk=draft.pk).exists()
    for who in (me(), friend()):
        with wall.behind(who):
            assert Help.objects.get().pk == row.pk


def test_only_the_applicant_himself_asks(draft: Case) -> None:
    with pytest.raises(NotYours):
        actions.ask(friend(), str(draft.pk), "family")
    for more in ({"ground": "照护代办"}, {"agency": "organisation/1"}, {"on_behalf": "person/1"}):
        with pytest.raises(OnlyHimself):
            actions.ask(replace(me(), **more), str(draft.pk), "family")


def test_a_helper_of_the_city_takes_a_call_and_how_long_it_took_is_a_figure(draft: Case) -> None:
    row = asked(draft, "city", words="不知道怎么填")
    with time.held(MONDAY + timedelta(seconds=40)):
        assert [one.pk for one in queries.waiting(people.actor(HELPER))] == [row.pk]
        with wall.behind(people.actor(HELPER)):
            taken = actions.answer(people.actor(HELPER), str(row.pk))
        assert (taken.seconds, taken.until) == (40, MONDAY + timedelta(hours=1, seconds=40))
        assert queries.help_for(people.actor(HELPER), row.pk)[1].pk == draft.pk
        assert queries.waiting(people.actor(HELPER)) == []
        assert (queries.pace(MONDAY.date()).calls, queries.pace(MONDAY.date()).in_time) == (1, 1)
    Help.objects.update(helper="", taken_at=None)
    with time.held(MONDAY + timedelta(seconds=61)):
        assert (queries.pace(MONDAY.date()).calls, queries.pace(MONDAY.date()).in_time) == (1, 0)


def test_only_the_help_desk_of_the_area_answers_and_only_once(draft: Case) -> None:
    row = asked(draft, "city")
    for who in (people.clerk(), people.actor("LT0101"), friend()):
        with pytest.raises(NotAllowed):
            queries.waiting(who)
        with pytest.raises(NotAllowed):
            actions.answer(who, str(row.pk))
    elsewhere = _elsewhere()
    assert not permits.helps(elsewhere, row.area)
    assert queries.waiting(elsewhere) == []
    with pytest.raises(NotAllowed):
        actions.answer(elsewhere, str(row.pk))
    Help.objects.update(helper="official/1")
    with pytest.raises(TakenAlready):
        actions.answer(people.actor(HELPER), str(row.pk))


def _elsewhere() -> Any:
    whole = people.actor(HELPER)
    return replace(whole, posts=tuple(replace(post, area="999009") for post in whole.posts))


def test_outside_working_time_nobody_calls_nobody_answers_and_who_lost_the_post_sees_nothing(draft: Case) -> None:
    row = asked(draft, "city")
    actions.answer(people.actor(HELPER), str(row.pk))
    with pytest.raises(HelpOver):
        queries.help_for(replace(people.actor(HELPER), posts=()), row.pk)
    for moment in (SUNDAY, MONDAY.replace(hour=8, minute=59), MONDAY.replace(hour=17, minute=30)):
        with time.held(moment):
            Help.objects.update(until=moment + timedelta(hours=1))
            with pytest.raises(HelpOver):
                queries.help_for(people.actor(HELPER), row.pk)
            with pytest.raises(HelpOver):
                actions.answer(people.actor(HELPER), str(row.pk))
    actions.end(me(), str(row.pk))
    with time.held(SUNDAY), pytest.raises(HelpersClosed):
        asked(draft, "city")


def test_an_invitation_is_forgotten_ninety_days_after_its_last_day(draft: Case) -> None:
    row = asked(draft)
    with time.held(row.until + timedelta(days=90)):
        assert jobs.forget_old() == 0
    with time.held(row.until + timedelta(days=91)):
        assert jobs.forget_old() == 1
    assert not Help.objects.filter(pk=row.pk).exists()
    assert ledger.timeline(row.subject), "that he asked stays on record"
