"""What a test commits is gone after it, and what stood before it stands again."""

import pytest
from django.db import connection

from tongban.kernel.models import ClockShift
from tools import pristine


@pytest.mark.django_db(transaction=True)
def test_what_was_committed_is_gone_and_what_stood_stands_again() -> None:
    ClockShift.objects.create(pk=1, seconds=60)
    kept = pristine.keep("of-one-minute")
    ClockShift.objects.update(seconds=120)
    with connection.cursor() as cursor:
        cursor.execute("create table left_behind (id integer)")
    pristine.put_back(kept)
    assert ClockShift.objects.get().seconds == 60
    assert "left_behind" not in connection.introspection.table_names()
