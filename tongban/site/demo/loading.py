"""Load and reset the city of Lanting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from tongban.kernel import jobs, time
from tongban.kernel.actor import Actor
from tongban.registers.identity import queries as identity
from tongban.registers.ledger.sealing import put_in_order
from tongban.site.demo import afterlife, founding, history, identities, machines, records, wires
from tongban.site.demo.town import read
from tongban.watch.search.jobs import keep_all as keep_findable
from tongban.work.cases.actions import measure_pace

RULED_DAYS = 45  # of the ninety: before them everything was decided by hand
Progress = Callable[[str, int, int], None]


def is_loaded() -> bool:
    """Whether the city stands."""
    return identity.desk_exists("window")


def load(progress: Progress = lambda step, done, total: None, *, cases: int | None = None) -> None:
    """Found the city and live through 90 days of it; every row by a verb. ``progress(step, done, total)`` is told."""
    if not settings.TONGBAN.demo:
        raise RuntimeError("the demo city is loaded in demo mode only")
    with connection.cursor() as cursor:  # a demo that is lost can be made again
        cursor.execute("set synchronous_commit = off")
    with jobs.quiet():
        with transaction.atomic():
            _found(progress)
        if cases != 0:  # a city of tests and measurements decides by hand until it is told otherwise
            machines.appoint(time.today() - timedelta(days=RULED_DAYS))
        with records.answering():
            history.live(settings.TONGBAN.demo_cases if cases is None else cases, progress)
        if cases != 0 and settings.TONGBAN.demo_cases:
            progress("证照的后续", 0, 1)
            afterlife.live()
    jobs.drain()
    with jobs.quiet():  # the wires begin today: nobody answers them while a city is being founded
        wires.connect()
        records.connect()
        identities.connect()
    measure_pace(Actor.system())
    keep_findable()
    put_in_order()
    with connection.cursor() as cursor:  # what comes now is kept like everything else
        cursor.execute("reset synchronous_commit")


def reset(progress: Progress = lambda step, done, total: None) -> None:
    """Take everything away and load the city anew; the clock stands at the real time again."""
    if not settings.TONGBAN.demo:
        raise RuntimeError("only the demo city can be reset")
    with connection.cursor() as cursor:
        cursor.execute("drop schema public cascade; create schema public")
    connection.close()
    call_command("migrate", verbosity=0)
    load(progress)


def _found(progress: Progress) -> None:
    persons: dict[str, Any] = {}
    firms: dict[str, Any] = {}
    steps: dict[str, Callable[[], object]] = {
        "区划与网点": founding.divisions,
        "部门与岗位": founding.departments,
        "工作人员": founding.officials,
        "居民": lambda: persons.update(founding.people()),
        "企业": lambda: firms.update(founding.companies(persons)),
        "印章与证照目录": founding.seals_and_licence_types,
        "已有证照": lambda: founding.held_licences(persons, firms),
        "服务事项": founding.items,
        "城市声明与帮助": founding.pages,
    }
    for done, (step, work) in enumerate(steps.items()):
        progress(step, done, len(steps))
        work()
    progress(f"{len(read('departments'))} 个部门，{len(persons)} 位居民，{len(firms)} 家企业", len(steps), len(steps))
