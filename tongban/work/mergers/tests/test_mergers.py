"""Two accounts become one when both are proven, nothing is lost, and for thirty days it can be taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pyotp
import pytest

from tongban.engines.codes import fiction
from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.kernel.errors import Invalid, NotAllowed, ProveFirst, SignInFirst
from tongban.registers.identity import actions as identity
from tongban.registers.identity import queries as people
from tongban.registers.identity.errors import WrongCredentials
from tongban.registers.signin import actions as signin
from tongban.registers.signin.errors import WrongCode
from tongban.registers.signin.models import Authenticator, Passkey, Sitting
from tongban.work.mergers import actions, queries
from tongban.work.mergers.errors import CannotMerge, NoSuchMerger, OtherUnproven, TooLate

pytestmark = pytest.mark.django_db
SYSTEM, WORD = Actor.system(), "Jin-Tian-Qing-7"
BORN = date(1990, 3, 4)


def somebody(place: int, name: str = "安宁", born: date = BORN) -> Any:
    return identity.register_person(SYSTEM, name, fiction.id_number(place, born, "female"))


def opened(person: Any, name: str, *, factor: bool = True) -> Any:
    account = identity.open_account(SYSTEM, name, WORD, person=person.pk)
    if factor:
        me = people.actor_for(account, door="portal")
        signin.begin_binding(me, account.pk)
        signin.bind(me, account.pk, code(account, -30))
    return account


def code(account: Any, later: int = 0) -> str:
    row = Authenticator.objects.filter(pk=account.pk).first()
    return pyotp.TOTP(row.secret).at(int(time.ticking()) + later) if row else ""


def me(account: Any) -> Actor:
    return people.actor_for(account, door="portal").with_proof()


def key_of(account: Any) -> Passkey:
    return Passkey.objects.create(account=account, credential=f"key of {account.pk}", made=time.now())


@pytest.fixture
def two(db: None) -> tuple[Any, Any]:
    person = somebody(810)
    return opened(person, "anning"), opened(person, "anning-old")


def merged(two: Any, **more: Any) -> Any:
    said = {"password": WORD, "code": code(two[1]), **more}
    return actions.merge(me(two[0]), two[0].pk, two[1].username, said["password"], said["code"])


def test_what_one_account_had_goes_over_and_it_opens_no_more(two: Any) -> None:
    passkey = key_of(two[1])
    signin.begin(me(two[1]), two[1], "a session", agent="", address="", token="")
    merger = merged(two)
    passkey.refresh_from_db()
    assert (passkey.account, merger.moved) == (two[0], {"passkeys": [str(passkey.pk)], "links": [], "grants": []})
    assert not Sitting.objects.filter(account=two[1]).exists()
    with pytest.raises(WrongCredentials):
        identity.sign_in(Actor.nobody(), "anning-old", WORD)
    with pytest.raises(SignInFirst):
        people.actor_for(people.account(two[1].pk), door="portal")


def test_both_are_proven_or_nothing_happens(two: Any) -> None:
    with pytest.raises(ProveFirst):
        actions.merge(people.actor_for(two[0], door="portal"), two[0].pk, "anning-old", WORD, code(two[1]))
    with pytest.raises(WrongCredentials):
        merged(two, password="something-else-9")
    with pytest.raises(WrongCode):
        merged(two, code="000000x")
    with pytest.raises(Invalid):
        merged(two, password="")
    bare = opened(people.person(two[0].person_id), "anning-bare", factor=False)
    with pytest.raises(OtherUnproven):
        merged((two[0], bare))
    with pytest.raises(CannotMerge, match="现在登录"):
        merged((two[0], two[0]))
    assert people.account(two[1].pk).is_active


def test_within_thirty_days_it_is_taken_back_and_what_went_over_returns(two: Any) -> None:
    stays, gone = key_of(two[0]), key_of(two[1])
    merger = merged(two)
    other = opened(somebody(811), "stranger")
    with pytest.raises(NoSuchMerger):
        actions.undo(me(other), merger.pk)
    actions.undo(me(two[0]), merger.pk)
    assert {row.pk: row.account for row in Passkey.objects.all()} == {stays.pk: two[0], gone.pk: two[1]}
    assert identity.sign_in(Actor.nobody(), "anning-old", WORD) == two[1]
    with pytest.raises(TooLate):
        actions.undo(me(two[0]), merger.pk)
    assert [row.pk for row in queries.of_account(me(two[0]), two[0].pk)] == [merger.pk]


def test_what_was_removed_since_does_not_come_back_and_after_thirty_days_nothing_does(two: Any) -> None:
    passkey = key_of(two[1])
    merger = merged(two)
    signin.remove_passkey(me(two[0]), passkey.pk)
    with time.held(time.now() + timedelta(days=31)), pytest.raises(TooLate):
        actions.undo(me(two[0]), merger.pk)
    actions.undo(me(two[0]), merger.pk)
    assert not Passkey.objects.exists()


def test_accounts_of_two_people_never_merge_and_of_two_papers_only_while_one_holds_nothing(two: Any) -> None:
    stranger = opened(somebody(812, "别人"), "bieren")
    with pytest.raises(CannotMerge, match="不是同一个人"):
        merged((two[0], stranger))
    paper = somebody(813)
    second = opened(paper, "anning-paper")
    firm = identity.register_organisation(SYSTEM, "样例商店", "sole-trader", fiction.credit_code(77), legal=paper.pk)
    with pytest.raises(CannotMerge, match="代表单位办事的身份") as refused:
        merged((two[0], second))
    assert len(refused.value.details["reasons"]) == 1
    identity.leave(SYSTEM, paper.pk, firm.pk, "legal")
    with pytest.raises(WrongCode):
        merged((two[0], second))  # the code counted once
    signin.take_authenticator(SYSTEM, second.pk, "样例")
    with pytest.raises(OtherUnproven):
        merged((two[0], second))


def test_an_officials_account_stays_by_itself(two: Any) -> None:
    identity.add_department(SYSTEM, "sample-bureau", "样例局")
    official = identity.employ(SYSTEM, "LT9981", "安宁", "sample-bureau")
    account = identity.open_account(SYSTEM, "LT9981", WORD, official=official.pk)
    with pytest.raises(NotAllowed, match="工作人员"):
        merged((two[0], account))
