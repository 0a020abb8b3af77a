"""What signing in promises about second factors and sittings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pyotp
import pytest

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.identity.errors import TooManyAttempts
from tongban.registers.identity.tests.conftest import SYSTEM
from tongban.registers.ledger.models import FactRow
from tongban.registers.signin import actions, queries
from tongban.registers.signin.errors import WrongCode
from tongban.registers.signin.kinds import device_name, network_name
from tongban.registers.signin.models import Authenticator, RecoveryCode, Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(db: None) -> tuple[Actor, Any]:
    identity.add_department(SYSTEM, "market", "澜汀市市场监督管理局")
    official = identity.employ(SYSTEM, "LT0301", "周济", "market")
    account = identity.open_account(SYSTEM, "zhouji", official=official.pk)
    return people.actor_for(account, door="desk").with_proof(), account


def code(account: Any, later: int = 0) -> str:
    return pyotp.TOTP(Authenticator.objects.get(pk=account.pk).secret).at(int(time.ticking()) + later)


@pytest.fixture
def bound(who: tuple[Actor, Any]) -> list[str]:
    actions.begin_binding(who[0], who[1].pk)
    return actions.bind(who[0], who[1].pk, code(who[1], -30))


def test_an_official_needs_a_code_even_before_he_bound_anything(who):
    assert queries.wants_code(who[1])
    assert not queries.is_bound(who[1].pk)


def test_a_wrong_first_code_binds_nothing(who):
    actions.begin_binding(who[0], who[1].pk)
    with pytest.raises(WrongCode):
        actions.bind(who[0], who[1].pk, "not-it")
    assert not queries.is_bound(who[1].pk)


def test_a_code_counts_once_and_a_later_one_again(who, bound):
    first = code(who[1])
    assert actions.prove(who[0], who[1].pk, first) == "code"
    with pytest.raises(WrongCode):
        actions.prove(who[0], who[1].pk, first)
    assert actions.prove(who[0], who[1].pk, code(who[1], 30)) == "code"


def test_a_recovery_code_counts_once_however_it_is_written(who, bound):
    assert actions.prove(who[0], who[1].pk, f" {bound[0].lower()} ") == "recovery"
    with pytest.raises(WrongCode):
        actions.prove(who[0], who[1].pk, bound[0])
    assert queries.recovery_codes_left(who[1].pk) == 9


def test_neither_secret_nor_recovery_codes_can_be_read_in_rows_or_facts(who, bound):
    kept = str([*RecoveryCode.objects.values(), *FactRow.objects.values_list("line", flat=True)])
    assert not any(code in kept or code.replace("-", "") in kept for code in bound)
    assert Authenticator.objects.get(pk=who[1].pk).secret not in kept


def test_guesses_slow_down_from_everywhere_but_never_for_a_device_that_is_known(who, bound):
    for _ in range(5):
        with pytest.raises(WrongCode):
            actions.prove(who[0], who[1].pk, "000-000")
    with pytest.raises(TooManyAttempts):
        actions.prove(who[0], who[1].pk, code(who[1]))
    assert actions.prove(who[0], who[1].pk, code(who[1]), device="the-owner's-own") == "code"


def test_nobody_proves_or_binds_for_another(who, bound):
    other = Actor("official", "00000000-0000-7000-8000-00000000000f", "别人", proved=True)
    for verb in (
        lambda: actions.prove(other, who[1].pk, code(who[1])),
        lambda: actions.begin_binding(other, who[1].pk),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_a_lost_authenticator_is_taken_with_a_reason_and_its_codes_are_void(who, bound):
    with pytest.raises(Invalid):
        actions.take_authenticator(SYSTEM, who[1].pk, " ")
    actions.take_authenticator(SYSTEM, who[1].pk, "手机遗失，已当面核验")
    assert not queries.is_bound(who[1].pk)
    assert queries.recovery_codes_left(who[1].pk) == 0


def begun(who: tuple[Actor, Any], session: str, token: str = "") -> tuple[Sitting, str]:
    return actions.begin(who[0], who[1], session, agent="Mozilla Windows Chrome/140", address="10.1.2.3", token=token)


def test_a_second_device_is_noticed_and_the_first_known_again(who):
    _, token = begun(who, "a")
    begun(who, "b", token)
    begun(who, "c")
    facts = FactRow.objects.filter(kind="signin.SittingBegun").order_by("seq")
    assert ["true" in f.line.partition('"fresh":')[2][:5] for f in facts] == [False, False, True]


def test_all_sittings_but_ones_own_are_ended(who):
    for session in "abc":
        begun(who, session)
    assert actions.end_others(who[0], who[1], "b") == 2
    assert [s.session for s in queries.sittings_of(who[0], who[1].pk)] == ["b"]


def test_nobody_sees_or_ends_anothers_sitting(who):
    sitting, _ = begun(who, "a")
    other = Actor("official", "00000000-0000-7000-8000-00000000000f", "别人", proved=True)
    with pytest.raises(NotAllowed):
        actions.end(other, sitting.pk)
    with pytest.raises(NotAllowed):
        queries.sittings_of(other, who[1].pk)


def test_sittings_of_yesterday_are_forgotten(who):
    begun(who, "a")
    with time.held(time.now() + timedelta(hours=9)):
        assert actions.forget_old_sittings() == 1


def test_moving_the_demos_clock_signs_nobody_out(who, monkeypatch):
    begun(who, "before")
    monkeypatch.setattr(time, "_shift", lambda: timedelta(days=14))
    begun(who, "after")
    assert actions.forget_old_sittings() == 0
    monkeypatch.undo()
    with time.held(time.now() + timedelta(hours=9)):
        assert actions.forget_old_sittings() == 2


def test_devices_and_networks_have_names_that_tell_their_owner_enough():
    assert device_name("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140") == "Windows 上的 Edge"
    assert (network_name("10.1.2.3"), network_name("2001:db8:1:2::3"), network_name("")) == (
        "10.1.2.*", "2001:db8:1::*", "",
    )  # fmt: skip
