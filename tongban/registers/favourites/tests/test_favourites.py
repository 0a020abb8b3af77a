"""What somebody keeps is his alone, once, and gone when he drops it."""

from __future__ import annotations

import pytest

from tongban.kernel.actor import Actor
from tongban.kernel.errors import SignInFirst
from tongban.registers.catalogue.errors import NoSuchItem
from tongban.registers.favourites import actions, queries
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_a_favourite_is_kept_once_for_whom_one_acts_and_dropped_again() -> None:
    me, other = people.owner(), people.grandmother()
    for item in ("old-age-allowance", people.FOOD, people.FOOD):
        actions.keep(me, item)
    assert [item.code for item in queries.of_holder(me)] == [people.FOOD, "old-age-allowance"]
    assert not queries.of_holder(other)
    actions.drop(me, people.FOOD)
    assert not queries.is_kept(me, people.FOOD)
    with pytest.raises(NoSuchItem):
        actions.keep(me, "no-such-item")
    with pytest.raises(SignInFirst):
        actions.keep(Actor.nobody(), people.FOOD)
