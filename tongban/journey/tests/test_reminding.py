"""Who holds a licence is told before it runs out, once at each stage, also after a day on which the clock stood."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tongban.journey.reminding import remind_of_expiry
from tongban.journey.tests.test_licences import held
from tongban.kernel import time
from tongban.watch.messages.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def test_a_licence_that_runs_out_is_told_of_at_sixty_thirty_and_seven_days_and_never_twice() -> None:
    licence = held()
    assert licence.valid_to
    end = time.now() + timedelta((licence.valid_to - time.today()).days)
    mine = Message.objects.filter(about=licence.subject, template="licence-expiring")
    for before, told in ((70, 0), (58, 1), (57, 1), (29, 2), (5, 3), (1, 3)):
        with time.held(end - timedelta(before)):
            remind_of_expiry()
            remind_of_expiry()
        assert mine.count() == told, before
    assert "还有 5 天" in mine.order_by("-at")[0].body
