"""Codes: shown for half a minute, scanned once, seen by their holder, worthless when withdrawn."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tongban.engines import tokens
from tongban.kernel import time
from tongban.kernel.errors import NotAllowed
from tongban.registers.codes import actions, queries
from tongban.registers.codes.errors import CodeRefused, NoCode, PurposeNeeded, ScannedAlready
from tongban.registers.sources import queries as data
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
WHY = "咨询食品经营许可"


def shown() -> str:
    return queries.show(actions.open_code(people.grandmother())).text


def test_a_code_says_nothing_about_who_it_is_and_opening_it_twice_gives_one() -> None:
    me = people.grandmother()
    first, second = actions.open_code(me), actions.open_code(me)
    assert first.pk == second.pk
    token = queries.read(queries.show(first).text)
    assert set(token.claims) == {"use", "sub", "jti", "nbf", "exp"}
    assert token.ends - token.begins == 30
    assert me.id not in json.dumps(token.claims)


def test_a_scan_is_read_by_its_holder_at_once_with_who_and_why() -> None:
    row = actions.scan(people.clerk(), shown(), purpose=WHY)
    use = data.uses_of(people.grandmother())[0]
    assert use.title == WHY
    assert use.department == row.department
    assert people.clerk().number in use.by
    assert queries.scans_of(row.code)[0].pk == row.pk


def test_a_code_counts_once_and_for_half_a_minute() -> None:
    text = shown()
    actions.scan(people.clerk(), text, purpose=WHY)
    with pytest.raises(ScannedAlready):
        actions.scan(people.approver(), text, purpose=WHY)
    other = shown()
    with time.held(time.now() + timedelta(seconds=40)), pytest.raises(CodeRefused, match="过期"):
        actions.scan(people.clerk(), other, purpose=WHY)


def test_a_scan_wants_a_post_and_a_purpose() -> None:
    with pytest.raises(NotAllowed):
        actions.scan(people.owner(), shown(), purpose=WHY)
    with pytest.raises(PurposeNeeded):
        actions.scan(people.clerk(), shown(), purpose="  ")


def test_an_offline_batch_is_checked_without_us_and_worthless_once_withdrawn() -> None:
    me = people.grandmother()
    actions.open_code(me)
    batch = actions.prepare_offline(me, "手机")
    signed = queries.tokens_of(batch)
    assert len(signed) == 24
    assert signed == queries.tokens_of(batch)
    later = time.now() + timedelta(minutes=35)
    gate = tokens.Gate(queries.pack())
    assert gate.check(signed[3].text, later.timestamp()).batch == batch.name
    with pytest.raises(tokens.BadToken, match="截图"):
        gate.check(signed[3].text, later.timestamp())
    actions.stop_offline(me, str(batch.pk))
    with pytest.raises(tokens.BadToken, match="停用"):
        tokens.Gate(queries.pack()).check(signed[3].text, later.timestamp())
    with time.held(later), pytest.raises(CodeRefused, match="停用"):
        actions.scan(people.clerk(), signed[3].text, purpose=WHY)


def test_whoever_lost_his_phone_makes_every_code_worthless() -> None:
    text = shown()
    actions.withdraw_code(people.grandmother())
    with pytest.raises(CodeRefused):
        actions.scan(people.clerk(), text, purpose=WHY)
    assert actions.open_code(people.grandmother()).handle != queries.read(text).handle


def test_another_s_batch_and_scan_stay_his() -> None:
    me = people.grandmother()
    actions.open_code(me)
    batch, row = actions.prepare_offline(me, "手机"), actions.scan(people.clerk(), shown(), purpose=WHY)
    with pytest.raises(NoCode):
        queries.batch_for(people.owner(), batch.pk)
    with pytest.raises(NoCode):
        queries.scan_for(people.approver(), row.pk)


def test_a_code_on_a_wall_opens_its_place_and_a_forged_one_does_not() -> None:
    text = queries.place_code("lanting-hall")
    assert queries.place_of(text).name == "澜汀市政务服务中心"
    with pytest.raises(CodeRefused):
        queries.place_of(text[:-8] + "AAAAAAAA")
    with pytest.raises(CodeRefused):
        actions.scan(people.clerk(), text, purpose=WHY)
