"""What identity promises about accounts and signing in."""

import contextlib
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import identify_hasher

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed
from tongban.registers.identity import actions, queries, throttle
from tongban.registers.identity.errors import AlreadyRegistered, TooManyAttempts, WrongCredentials
from tongban.registers.identity.models import SignInAttempt
from tongban.registers.identity.tests.conftest import PASSWORD, SYSTEM
from tongban.registers.ledger import queries as ledger
from tongban.registers.ledger.models import FactRow

pytestmark = pytest.mark.django_db
NOBODY = Actor.nobody()


@pytest.fixture
def account(make_person):
    return actions.open_account(SYSTEM, "LinWan", PASSWORD, person=make_person().pk)


def guess(password="wrong-guess", name="linwan", address="10.0.0.1"):
    return actions.sign_in(NOBODY, name, password, address=address)


def fail(times, **more):
    for _ in range(times):
        with pytest.raises(WrongCredentials):
            guess(**more)


def test_the_right_password_signs_in_and_is_on_record_for_the_person(account):
    assert guess(PASSWORD, name=" ＬinＷan ") == account
    row = ledger.timeline(f"account/{account.pk}")[-1]
    assert (row.kind, row.principal) == ("identity.SignedIn", account.holder)


def test_passwords_are_hashed_with_argon2id_at_the_chosen_cost(account):
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in account.password
    assert identify_hasher(account.password).algorithm == "argon2"


def test_a_wrong_password_and_an_unknown_name_answer_alike(account):
    said = []
    for name in ("linwan", "nobody-here"):
        with pytest.raises(WrongCredentials) as refused:
            guess(name=name)
        said.append((refused.value.sentence, refused.value.next_step, refused.value.status))
    assert said[0] == said[1]


def test_an_unknown_name_costs_one_hash_like_a_known_one(account):
    with patch("tongban.registers.identity.hashers.Argon2.encode", return_value="argon2$") as hashed:
        fail(1, name="nobody-here")
    assert hashed.call_count == 1


def test_a_failure_is_recorded_without_the_name_that_was_typed(account):
    fail(1, name="secret-name")
    fail(1)
    rows = FactRow.objects.filter(kind="identity.SignInFailed")
    assert rows.count() == 2
    assert not any("secret-name" in row.line or "linwan" in row.line for row in rows)


def test_after_five_failures_even_the_right_password_waits_and_is_told_how_long(account):
    fail(5)
    with pytest.raises(TooManyAttempts, match="30 秒") as refused:
        guess(PASSWORD)
    assert refused.value.details["seconds"] == 30


def test_waiting_ends_the_refusal_and_a_right_password_clears_the_count(account):
    present = time.now()
    with time.held(present):
        fail(5)
    with time.held(present + throttle.FIRST_WAIT + timedelta(seconds=1)):
        guess(PASSWORD)
        fail(4)
        guess(PASSWORD)


def test_each_further_failure_waits_longer_up_to_a_quarter_of_an_hour(account):
    moment, waits = time.now(), []
    with time.held(moment):
        fail(4)
    for _ in range(8):
        with time.held(moment):
            fail(1)
            with pytest.raises(TooManyAttempts) as refused:
                guess()
        waits.append(refused.value.details["seconds"])
        moment += timedelta(seconds=waits[-1] + 1)
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]


def test_failures_at_one_address_do_not_lock_the_person_out_elsewhere(account):
    fail(5, address="10.0.0.1")
    assert guess(PASSWORD, address="10.0.0.2") == account


def test_failures_of_one_person_do_not_lock_his_neighbour_at_the_same_address(account, make_person):
    actions.open_account(SYSTEM, "neighbour", PASSWORD, person=make_person().pk)
    fail(5)
    guess(PASSWORD, name="neighbour")


def test_strangers_in_the_same_hall_cannot_make_a_known_device_wait(account):
    for _ in range(8):
        with contextlib.suppress(TooManyAttempts):
            fail(1)
    assert actions.sign_in(NOBODY, "linwan", PASSWORD, address="10.0.0.1", device="known") == account


def test_a_crowded_address_leaves_fewer_free_tries_and_lets_the_right_password_in(account):
    with patch.object(throttle, "CROWDED", {"address": (3, 6), "name": (100, 200)}):
        for number in range(6):
            fail(1, name=f"nobody-{number}")
        assert throttle.patience("linwan", "10.0.0.1") == 1
        assert throttle.patience("linwan", "10.0.0.2") == throttle.FREE_TRIES
        assert guess(PASSWORD) == account
        fail(1)
        with pytest.raises(TooManyAttempts):
            guess(PASSWORD)


def test_guessing_at_one_name_from_everywhere_leaves_each_place_one_free_try(account):
    with patch.object(throttle, "CROWDED", {"address": (100, 200), "name": (2, 4)}):
        for number in range(4):
            fail(1, address=f"10.0.1.{number}")
        assert throttle.patience("linwan", "10.0.9.9") == 1
        assert guess(PASSWORD, address="10.0.9.9") == account


def test_a_waiting_attempt_costs_no_hash(account):
    fail(5)
    with patch("tongban.registers.identity.hashers.Argon2.encode") as hashed, pytest.raises(TooManyAttempts):
        guess(name="linwan")
    assert hashed.call_count == 0


def test_counters_hold_neither_names_nor_addresses_and_are_forgotten(account):
    fail(1)
    kept = str(list(SignInAttempt.objects.values()))
    assert "linwan" not in kept
    assert "10.0.0.1" not in kept
    with time.held(time.now() + timedelta(hours=2)):
        assert throttle.forget_old() == 3


def test_a_closed_account_answers_like_a_wrong_password(account):
    actions.close_account(SYSTEM, account.pk)
    with pytest.raises(WrongCredentials):
        guess(PASSWORD)


def test_an_account_without_a_password_takes_none(make_person):
    actions.open_account(SYSTEM, "linwan", person=make_person().pk)
    fail(1, password="")
    fail(1, password="!")


def test_names_of_accounts_differ_by_more_than_case(account, make_person):
    with pytest.raises(AlreadyRegistered):
        actions.open_account(SYSTEM, "LINWAN", PASSWORD, person=make_person().pk)
    assert queries.account_by_name("LINWAN") == account


@pytest.mark.parametrize("password", ["short", "password123", "linwan-2026", "x" * 129])
def test_weak_passwords_are_refused(make_person, password):
    with pytest.raises(Invalid, match="密码"):
        actions.open_account(SYSTEM, "linwan", password, person=make_person().pk)


def test_a_password_is_changed_by_its_owner_who_knows_the_old_one(account):
    owner = queries.actor_for(account, door="portal")
    with pytest.raises(WrongCredentials):
        actions.change_password(owner, account.pk, "ming-yue-2026", old="wrong-guess")
    before = account.get_session_auth_hash()
    changed = actions.change_password(owner, account.pk, "ming-yue-2026", old=PASSWORD)
    assert changed.get_session_auth_hash() != before
    assert guess("ming-yue-2026") == account


def test_a_password_is_not_changed_by_somebody_else(account, make_person):
    other = queries.actor_for(actions.open_account(SYSTEM, "other", person=make_person().pk), door="portal")
    with pytest.raises(NotAllowed):
        actions.change_password(other, account.pk, "ming-yue-2026", old=PASSWORD)
    actions.change_password(SYSTEM, account.pk, "ming-yue-2026")
    assert guess("ming-yue-2026") == account


def test_a_password_does_not_grow_old(account):
    with time.held(time.now() + timedelta(days=4000)):
        assert guess(PASSWORD) == account


def test_strange_characters_are_wrong_credentials_and_nothing_worse(account):
    fail(1, name="lin\x00wan\ud800")
    fail(1, name="", password="\x00\ud800")
