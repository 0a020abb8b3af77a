"""What a window checked without a network is told when the line is back, and stands in its holder's record."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tongban.kernel import time
from tongban.kernel.errors import NotAllowed
from tongban.registers.codes import actions, queries
from tongban.registers.codes.errors import CodeRefused, PurposeNeeded, ScannedAlready
from tongban.registers.codes.models import Scan
from tongban.registers.sources import queries as uses
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
WHY = "办理居住证"


def shown() -> tuple[str, datetime]:
    """A code out of a batch that its holder signed beforehand, and when the window saw it."""
    actions.open_code(people.grandmother())
    batch = actions.prepare_offline(people.grandmother(), "手机")
    return queries.tokens_of(batch)[0].text, time.now() + timedelta(minutes=3)


def tell(text: str, at: datetime, who: str = "LT0003", later: timedelta = timedelta(hours=2), why: str = WHY) -> Scan:
    with time.held(at + later):
        return actions.tell_offline(people.actor(who), text, purpose=why, at=at)


def test_its_holder_reads_when_it_was_used_and_that_it_was_told_afterwards_and_twice_told_is_once() -> None:
    text, at = shown()
    row = tell(text, at)
    assert (row.at, row.told_at, row.withdrawn) == (at, at + timedelta(hours=2), False)
    assert tell(text, at).pk == row.pk
    use = uses.uses_of(people.grandmother())[0]
    assert (use.title, "断网时核验，后来补报" in use.basis) == (WHY, True)
    with pytest.raises(ScannedAlready):
        actions.scan(people.clerk(), text, purpose=WHY)


def test_what_was_withdrawn_before_it_was_used_is_noted_as_such_and_its_holder_is_told() -> None:
    text, at = shown()
    actions.withdraw_code(people.grandmother())
    assert tell(text, at).withdrawn
    assert "当时您已经停用" in uses.uses_of(people.grandmother())[0].basis


def test_a_batch_stopped_before_is_noted_and_one_stopped_afterwards_is_not() -> None:
    text, at = shown()
    batch = queries.batches_of(queries.mine(people.grandmother()))[0]  # type: ignore[arg-type]
    with time.held(at + timedelta(minutes=1)):
        actions.stop_offline(people.grandmother(), str(batch.pk))
    assert not tell(text, at).withdrawn


def test_a_moment_at_which_it_did_not_count_one_to_come_and_one_long_ago_are_refused() -> None:
    text, at = shown()
    for moment, later in (
        (at + timedelta(minutes=20), timedelta(hours=1)), (at, -timedelta(minutes=2)), (at, timedelta(days=8)),
    ):  # fmt: skip
        with pytest.raises(CodeRefused):
            tell(text, moment, later=later)
    with pytest.raises(CodeRefused):
        tell(f"{text[:-4]}AAAA", at)
    with pytest.raises(PurposeNeeded):
        tell(text, at, why=" ")


def test_nobody_without_a_post_tells_and_what_another_window_told_is_said_to_be_used() -> None:
    text, at = shown()
    with pytest.raises(NotAllowed):
        tell(text, at, "henainai")
    tell(text, at)
    with pytest.raises(ScannedAlready):
        tell(text, at, "LT0005")
