"""The history that the demo loads: whoever looks sees a case in every state, and none that only passes through it."""

from __future__ import annotations

from multiprocessing import Value

import pytest

from tongban.kernel import jobs, time
from tongban.site.demo import history
from tongban.work.cases.models import Case
from tongban.work.cases.states import STATES


@pytest.mark.django_db
def test_a_case_rests_in_every_state(town: None) -> None:
    present = time.now()
    count = len(history.UNFINISHED) + 12
    before = set(Case.objects.values_list("pk", flat=True))
    with jobs.quiet():
        history._live(list(history._plans(count, present)), present, Value("i", 0))
    jobs.drain()
    assert set(Case.objects.exclude(pk__in=before).values_list("state", flat=True)) == set(STATES)
