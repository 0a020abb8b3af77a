"""What identity promises to who forgot his password: a first word that is nobody's choice, once and for a day."""

from datetime import timedelta

import pytest

from tongban.kernel import time
from tongban.kernel.actor import Actor, Post
from tongban.kernel.errors import Invalid, NotAllowed, ProveFirst
from tongban.registers.identity import actions, first_words, queries
from tongban.registers.identity.errors import FirstWordOver, OwnWordFirst, PaperDoesNotMatch, WrongCredentials
from tongban.registers.identity.tests.conftest import CLERK, PASSWORD, SYSTEM
from tongban.registers.ledger.models import FactRow

pytestmark = pytest.mark.django_db
NOBODY = Actor.nobody()
SYSADMIN = Actor("official", CLERK.id, "周济", posts=(Post("food", "market", "", "sysadmin"),), proved=True)


@pytest.fixture
def account(make_person):
    return actions.open_account(SYSTEM, "linwan", PASSWORD, person=make_person().pk)


def given(account, by=None):
    return actions.give_first_word(by or CLERK.with_proof(), account.pk, "111", account.person.id_number)[1]


def enter(word, choosing=True):
    return actions.sign_in(NOBODY, "linwan", word, address="10.0.0.1", choosing=choosing)


def test_a_first_word_is_random_signs_in_once_and_stands_in_no_record(account):
    earlier, word = given(account), given(account)
    assert earlier != word
    assert len(word) == first_words.LENGTH
    assert set(word) <= set(first_words.ALPHABET)
    for void in (PASSWORD, earlier):
        with pytest.raises(WrongCredentials):
            enter(void)
    assert enter(word) == account
    with pytest.raises(FirstWordOver):
        enter(word)
    facts = FactRow.objects.filter(kind="identity.FirstWordGiven")
    assert [(row.principal, row.content["body"]["paper"]) for row in facts] == [(CLERK.principal, "111")] * 2
    assert not any(secret in row.line for row in FactRow.objects.all() for secret in (word, account.person.id_number))


def test_a_first_word_counts_for_a_day(account):
    word = given(account)
    with time.held(time.now() + timedelta(hours=24)), pytest.raises(FirstWordOver):
        enter(word)
    with time.held(time.now() + timedelta(hours=23)):
        assert enter(word) == account


def test_after_a_first_word_one_chooses_ones_own_and_it_serves_for_nothing_else(account):
    word, owner = given(account), queries.actor_for(account, door="portal")
    with pytest.raises(OwnWordFirst):
        enter(word, choosing=False)  # as where accounts are made one
    enter(word)
    with pytest.raises(Invalid, match="临时密码"):
        actions.change_password(owner, account.pk, word)
    assert actions.change_password(owner, account.pk, "ming-yue-2026").first_word_until is None
    assert enter("ming-yue-2026", choosing=False) == account
    with pytest.raises(WrongCredentials):
        actions.change_password(owner, account.pk, "qing-feng-2027")


def test_nobody_thinks_up_the_password_of_another(account, official, make_person):
    for attempt in (
        lambda: actions.change_password(SYSADMIN, account.pk, "ming-yue-2026"),
        lambda: actions.open_account(SYSADMIN, "LT0301", "ming-yue-2026", official=official.pk),
        lambda: actions.open_account(CLERK, "other", "ming-yue-2026", person=make_person().pk),
    ):
        with pytest.raises(NotAllowed, match="临时密码"):
            attempt()


def test_a_first_word_wants_the_papers_of_its_owner_and_a_second_factor_of_who_gives_it(account, official):
    for paper, number in (("111", "11010519491231002X"), ("414", account.person.id_number), ("", "")):
        with pytest.raises(PaperDoesNotMatch):
            actions.give_first_word(CLERK.with_proof(), account.pk, paper, number)
    with pytest.raises(ProveFirst):
        given(account, CLERK)
    for other in (SYSADMIN, Actor("person", CLERK.id, "").with_proof()):
        with pytest.raises(NotAllowed):
            given(account, other)
    staff = actions.open_account(SYSTEM, official.number, official=official.pk)
    with pytest.raises(NotAllowed):
        actions.give_first_word(CLERK.with_proof(), staff.pk, "staff-card", official.number)
    assert actions.give_first_word(SYSADMIN, staff.pk, "staff-card", official.number)[0] == staff
    assert enter(PASSWORD) == account
