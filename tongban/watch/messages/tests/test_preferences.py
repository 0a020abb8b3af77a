"""What the law owes is told at once; the rest by SMS only to who wants it, and not at night."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.kernel import time
from tongban.watch.messages import actions, kinds
from tongban.watch.messages.models import Sms
from tongban.watch.messages.templates import TEMPLATES
from tools import people

NIGHT = datetime(2026, 12, 1, 15, 30, tzinfo=UTC)  # half past eleven at night in Lanting
WORDS = {"item": "食品经营许可", "number": "LT-1", "rating": "https://a.example/rate/1/"}


def test_every_kind_but_the_law_names_templates_that_exist_once() -> None:
    assert set(kinds.OF) <= set(TEMPLATES)
    assert {kinds.of(name) for name in TEMPLATES} == set(kinds.KINDS)
    assert kinds.of("incomplete") == kinds.of("refused") == kinds.of("hearing-right") == kinds.LAW


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)))
def test_what_can_wait_goes_by_day_and_at_most_ten_hours_later(moment: datetime) -> None:
    then = kinds.after_quiet(moment)
    assert kinds.QUIET_UNTIL <= time.local(then).hour < kinds.QUIET_FROM
    assert timedelta(0) <= then - moment <= timedelta(hours=10)
    assert kinds.after_quiet(then) == then


@pytest.mark.django_db
@pytest.mark.usefixtures("town")
def test_at_night_the_law_does_not_wait_the_rest_does_and_who_wants_none_gets_none(settings: Any) -> None:
    settings.TONGBAN = replace(settings.TONGBAN, sms_url="http://127.0.0.1:1")
    me = people.owner()

    def texted(template: str) -> Sms | None:
        told = actions.tell(people.SYSTEM, me.applicant, template, "case/1", **WORDS)
        return Sms.objects.filter(message=told).first()

    with time.held(NIGHT):
        bound, polite = texted("submitted"), texted("closed")
        assert bound is not None
        assert polite is not None
        assert bound.next_try_at == NIGHT
        assert time.local(polite.next_try_at).hour == kinds.QUIET_UNTIL
        assert not actions.send_sms(str(polite.pk))
        polite.refresh_from_db()
        assert (polite.tries, polite.state) == (0, "waiting")
        actions.prefer(me, by_sms=["service"], quiet=False)
        assert texted("closed") is None
        assert texted("submitted")
