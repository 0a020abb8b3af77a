"""A seal is used by two people or not at all, by those who keep it, and not any more once it is revoked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tongban.engines import documents
from tongban.kernel import sm2, storage, time
from tongban.kernel.errors import NotAllowed
from tongban.registers.ledger import queries as ledger
from tongban.registers.seals import actions, queries
from tongban.registers.seals.errors import (
    NoSuchSeal,
    NoSuchSealing,
    NotAPaper,
    NotOfThisDepartment,
    ReasonNeeded,
    SealExpired,
    Settled,
)
from tongban.registers.seals.models import HandSealing, SecondSignature
from tongban.registers.seals.tests.test_seals import FACTS, seal_it
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
CODE = "market-supervision"
HEAD, ASKER, KEEPER = "LT0100", "LT0101", "LT0102"
WHY = {"reason": "印章损坏更换", "law": "印章管理规定"}


def paper() -> bytes:
    return documents.render("notice", FACTS, qr="http://127.0.0.1/v/X")


def asked(by: str = ASKER) -> HandSealing:
    return actions.ask_to_seal(people.actor(by), CODE, paper(), title="合作函", reason="与邻市会商")


def test_one_asks_another_who_keeps_it_seals_and_both_are_in_the_record() -> None:
    row = actions.seal_by_hand(people.actor(KEEPER), str(asked().pk))
    found = queries.examine(storage.read(row.paper))
    assert found is not None
    assert found.intact
    assert found.seal == CODE
    facts = {fact.kind: fact.actor for fact in ledger.timeline(f"seal/{CODE}")}
    assert facts["seals.SealingAsked"] != facts["seals.HandSealed"]


@pytest.mark.skipif(not sm2.available(), reason="this system's libcrypto has no SM2")
def test_a_sealed_paper_is_signed_once_more_in_sm2_and_a_changed_one_is_not() -> None:
    signed = seal_it(people.SYSTEM)
    assert queries.second_signature(signed) is True
    assert queries.second_signature(signed + b" ") is None
    SecondSignature.objects.update(signature=b"0" * 70)
    assert queries.second_signature(signed) is False


def test_nobody_seals_alone_or_without_keeping_it_or_twice() -> None:
    own = asked(KEEPER)
    with pytest.raises(NotAllowed, match="两个人"):
        actions.seal_by_hand(people.actor(KEEPER), str(own.pk))
    with pytest.raises(NotAllowed, match="保管人"):
        actions.seal_by_hand(people.actor(ASKER), str(own.pk))
    with pytest.raises(NoSuchSealing):
        actions.seal_by_hand(people.actor("LT0802"), str(own.pk))
    actions.seal_by_hand(people.actor(HEAD), str(own.pk))
    with pytest.raises(Settled):
        actions.seal_by_hand(people.actor(HEAD), str(own.pk))


def test_a_keeper_who_was_released_keeps_nothing() -> None:
    row, who = asked(), people.actor(KEEPER)
    actions.release_keeper(people.actor(HEAD), CODE, who.id)
    with pytest.raises(NotAllowed):
        actions.seal_by_hand(who, str(row.pk))
    with pytest.raises(NotAllowed):
        actions.appoint_keeper(who, CODE, who.id)
    with pytest.raises(NotOfThisDepartment):
        actions.appoint_keeper(people.actor(HEAD), CODE, people.actor("LT0802").id)


def test_only_an_unsealed_pdf_of_one_s_own_department_is_asked_for_with_a_reason() -> None:
    me = people.actor(ASKER)
    for content in (b"", b"hello", b"%PDF-1.4 broken", seal_it(people.SYSTEM)):
        with pytest.raises(NotAPaper):
            actions.ask_to_seal(me, CODE, content, title="函", reason="会商")
    with pytest.raises(ReasonNeeded):
        actions.ask_to_seal(me, CODE, paper(), title="函", reason=" ")
    with pytest.raises(NotAllowed):
        actions.ask_to_seal(people.actor("LT0802"), CODE, paper(), title="函", reason="会商")
    with pytest.raises(ReasonNeeded):
        actions.decline_to_seal(people.actor(KEEPER), str(asked().pk), remark="")


def test_a_revoked_seal_seals_nothing_and_what_it_sealed_says_so() -> None:
    before, row = seal_it(people.SYSTEM), asked()
    with pytest.raises(NotAllowed):
        actions.revoke_seal(people.actor(KEEPER), CODE, **WHY)
    actions.revoke_seal(people.actor(HEAD), CODE, **WHY)
    with pytest.raises(NoSuchSeal):
        seal_it(people.SYSTEM)
    with pytest.raises(NoSuchSeal):
        actions.seal_by_hand(people.actor(KEEPER), str(row.pk))
    found = queries.examine(before)
    assert found is not None
    assert found.intact
    assert found.revoked_at is not None


def test_a_seal_whose_certificate_ran_out_seals_nothing() -> None:
    with time.held(time.now() + timedelta(days=3700)), pytest.raises(SealExpired):
        seal_it(people.SYSTEM)
