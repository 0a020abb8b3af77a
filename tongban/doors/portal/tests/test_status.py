"""Whether the platform is well: in plain words, cheap to ask, and told at once where the database is slow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from tongban.doors.portal.looks import status
from tongban.kernel import jobs, time
from tongban.kernel.actor import Actor
from tongban.registers.exchange.models import Endpoint
from tongban.registers.knowledge import actions as knowledge
from tongban.registers.sources.kinds import resources
from tongban.registers.sources.models import Wire
from tongban.watch.messages.models import Sms
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]
TEXT = """---
kind: help
order: 1
title: 今晚系统维护
summary: 22 点到 24 点不能提交
---
已填写的内容都在，24 点以后可以继续。
"""


@pytest.fixture(autouse=True)
def seen_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was seen is kept for seconds; each test begins with nothing, and a worker that was just heard."""
    monkeypatch.setattr(status, "_kept", [])
    monkeypatch.setattr(status, "SLOW", 60.0)
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_workers")
        cursor.execute("insert into procrastinate_workers (last_heartbeat) values (now())")


def page() -> str:
    answer = Client().get("/status/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_all_is_well_and_who_asks_again_asks_the_database_nothing(django_assert_num_queries) -> None:
    assert "各项服务都正常" in page()
    with django_assert_num_queries(0):
        page()


def test_what_is_late_or_silent_is_told_with_what_to_do_and_no_name_of_a_machine() -> None:
    people.submitted(people.ALLOWANCE)
    long_ago = time.now() - timedelta(hours=1)
    Sms.objects.update(state="waiting", tries=0, next_try_at=long_ago)
    resource = next(iter(resources().values()))
    known = {"address": "http://10.9.8.7/x", "secret": "s", "probe_at": time.now() + timedelta(hours=1)}
    Wire.objects.update_or_create(resource=resource.code, defaults=known)
    endpoint = Endpoint.objects.first()
    assert endpoint is not None
    Endpoint.objects.filter(pk=endpoint.pk).update(broken_since=long_ago)
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_workers")
    said = page()
    for told in ("短信发得比平时晚", f"暂时取不到：{resource.title}", "系统暂时连不上", "会晚一些到"):
        assert told in said
    assert "10.9.8.7" not in said
    assert endpoint.title not in said


def test_where_the_database_is_slow_the_page_says_so_at_once_and_keeps_what_the_office_wrote(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    knowledge.publish(Actor.system(), "disturbance", TEXT)
    assert "今晚系统维护" in page()

    def never() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("select pg_sleep(30)")
        return True

    monkeypatch.setattr(status, "FRESH", -1)
    monkeypatch.setattr(status, "PATIENCE", 50)
    monkeypatch.setattr(jobs, "heard", never)
    said = page()
    assert "系统响应很慢" in said
    assert "今晚系统维护" in said
    assert "暂时不清楚" in said
