"""Data that is asked for: nothing is read before its holder agrees, nor after he takes it back; each reading is his."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tongban.kernel import time
from tongban.kernel.errors import NotAllowed
from tongban.registers.credentials import actions, queries
from tongban.registers.credentials.errors import GrantOver, NoSuchRequest, NotHeld, RequestIncomplete, SureSignInNeeded
from tongban.registers.credentials.models import DataRequest
from tongban.registers.sources import queries as data
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def asked(
    kind: str = "identity-card", fields: tuple[str, ...] = ("f_name",), days: int = 3, **said: Any
) -> DataRequest:
    said = {"purpose": "核对姓名", "law": "行政许可法 第三十一条", "until": time.today() + timedelta(days), **said}
    return actions.ask_for_data(people.clerk(), people.grandmother().applicant, kind, fields, **said)


def test_its_holder_agrees_and_reads_every_use() -> None:
    row, me, clerk = asked(), people.grandmother(), people.clerk()
    with pytest.raises(GrantOver):
        actions.read_granted(clerk, str(row.pk))
    actions.answer(me, str(row.pk), give=True)
    assert actions.read_granted(clerk, str(row.pk)) == [("姓名", "禾素芬")]
    actions.read_granted(clerk, str(row.pk))
    uses = [use for use in data.uses_of(me) if use.title == "核对姓名"]
    assert len(uses) == 2
    assert uses[0].fields == ["姓名"]


def test_taken_back_refused_or_run_out_is_over() -> None:
    me, clerk = people.grandmother(), people.clerk()
    back, no, late = asked(), asked(), asked(days=1)
    for row, answers in ((back, (True, False)), (no, (False,)), (late, (True,))):
        for give in answers:
            actions.answer(me, str(row.pk), give=give)
    with time.held(time.now() + timedelta(days=2)):
        for row in (back, no, late):
            with pytest.raises(GrantOver):
                actions.read_granted(clerk, str(row.pk))
    with pytest.raises(GrantOver):
        actions.answer(me, str(no.pk), give=True)


def test_only_its_holder_answers_and_only_who_asked_reads() -> None:
    row = asked()
    with pytest.raises(NoSuchRequest):
        actions.answer(people.owner(), str(row.pk), give=True)
    actions.answer(people.grandmother(), str(row.pk), give=True)
    for other in (people.approver(), people.grandmother(), replace(people.clerk(), posts=())):
        with pytest.raises(NoSuchRequest):
            actions.read_granted(other, str(row.pk))
    with pytest.raises(NotAllowed):
        actions.ask_for_data(
            people.owner(), people.grandmother().applicant, "identity-card", ["f_name"], purpose="x", law="x",
            until=time.today(),
        )  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [{"purpose": " "}, {"law": ""}, {"fields": ()}, {"kind": "flying"}, {"days": -1}, {"days": 400}],
)
def test_who_asks_says_why_by_which_law_what_and_until_when(said: dict[str, Any]) -> None:
    with pytest.raises(RequestIncomplete):
        asked(**said)


def test_agreeing_wants_a_real_name_and_for_long_a_strong_sign_in() -> None:
    me = people.grandmother()
    short, long = asked(), asked(days=90)
    with pytest.raises(SureSignInNeeded):
        actions.answer(replace(me, strength=1), str(short.pk), give=True)
    with pytest.raises(SureSignInNeeded):
        actions.answer(replace(me, strength=2), str(long.pk), give=True)
    assert actions.answer(replace(me, strength=3), str(long.pk), give=True).counts


def test_whether_somebody_has_a_licence_is_not_said_before_he_agrees() -> None:
    row = asked("driving-licence", ("f_class",))
    assert queries.asked_by(people.clerk())[0].state == "asked"
    actions.answer(people.grandmother(), str(row.pk), give=True)
    with pytest.raises(NotHeld):
        actions.read_granted(people.clerk(), str(row.pk))
