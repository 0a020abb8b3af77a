"""What a monitor sees, and what the doctor says."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tongban.kernel import checks
from tongban.site import clock

pytestmark = pytest.mark.django_db


def worker_heard(ago: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_workers")
        cursor.execute("insert into procrastinate_workers (last_heartbeat) values (now() - %s::interval)", [ago])


def test_a_process_with_a_database_that_knows_this_release_is_ready(client: Client) -> None:
    assert client.get("/readyz").json() == {"ready": True, "wrong": []}


def test_the_house_is_well_while_a_worker_is_heard(client: Client) -> None:
    worker_heard("5 seconds")
    assert client.get("/healthz").status_code == 200


def test_the_house_is_not_well_when_no_worker_was_heard_for_a_minute(client: Client) -> None:
    worker_heard("2 minutes")
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "worker" in answer.json()["wrong"][0]


def test_metrics_are_lines_of_name_and_figure(client: Client) -> None:
    lines = client.get("/metrics").content.decode().splitlines()
    assert all(line.startswith("tongban_") and line.split()[1].isdigit() for line in lines)


def test_every_check_of_the_doctor_says_what_it_saw_and_how_to_mend_what_is_wrong() -> None:
    found = checks.run()
    assert len(found) >= 12
    assert all(f.sentence for f in found)
    assert all(f.mend for f in found if f.level != "ok")
    assert not [f for f in found if "the check itself failed" in f.sentence]


def test_the_demos_clock_follows_its_row_and_survives_a_broken_transaction() -> None:
    from tongban.kernel.models import ClockShift

    ClockShift.objects.update_or_create(pk=1, defaults={"seconds": 3600})
    clock.forget()
    assert clock.shift().total_seconds() == 3600
    clock.forget()
    with transaction.atomic():
        with pytest.raises(DatabaseError):
            connection.cursor().execute("select 1/0")
        assert clock.shift().total_seconds() == 3600
        transaction.set_rollback(True)
    ClockShift.objects.update_or_create(pk=1, defaults={"seconds": 60})
    ClockShift.objects.all().delete()
    clock.forget()
    assert clock.shift().total_seconds() == 0
