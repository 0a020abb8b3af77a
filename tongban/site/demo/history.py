"""Ninety days of Lanting: a few hundred cases lived through by the real verbs on a held clock, in the order of time."""

from __future__ import annotations

import heapq
import multiprocessing
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import cycle
from random import Random
from typing import Any

from django.db import connection, connections

from tongban.kernel import jobs, time
from tongban.kernel.once import asking
from tongban.registers.identity import queries as identity
from tongban.site.demo.answers import FIRMS, PEOPLE
from tongban.site.demo.lives import Plan, actor, live_through
from tongban.site.demo.town import read
from tongban.site.parallel import call

DAYS = 90
STORIES = {"granted": 64, "gaps": 16, "refused": 4, "turned-away": 4, "withdrawn": 4, "paused": 3, "draft": 3,
           "slow": 2, "collected": 6}
# The last cases stand still where each waits for somebody, so that every state can be seen: story and days ago.
UNFINISHED = [("owing", 6), ("owing", 4), ("owing", 3), ("pausing", 12), ("pausing", 9), ("draft", 2), ("draft", 1),
              ("fresh", 0), ("examining", 4), ("examining", 4),
              ("collecting", 16), ("collecting", 15), ("collecting", 14)]
EATING = ("餐饮", "食品")
WANTED = {
    "food-business-licence": 50, "outdoor-advertising": 18, "old-age-allowance": 10, "company-registration": 3,
    "sole-trader-registration": 4, "public-place-health-licence": 2, "road-freight-licence": 2, "residence-permit": 3,
    "flexible-employment-subsidy": 2, "disabled-subsidies": 2, "identity-card": 2, "birth-registration": 2,
}
"""What people of Lanting ask for, in parts of a hundred."""
FOUNDING = ("company-registration", "sole-trader-registration")
QUIET = ("granted", "draft", "fresh", "slow")


def live(count: int, progress: Callable[[str, int, int], None]) -> None:
    """Let ``count`` cases happen, one process per core; what would lie in the future has not happened yet."""
    if not count:
        return
    context = multiprocessing.get_context("spawn")
    done, parts, present = context.Value("i", 0), min(os.cpu_count() or 1, 4), time.now()
    path = f"{__name__}:live_part"
    workers = [context.Process(target=call, args=(path, part, parts, count, present, done)) for part in range(parts)]
    connections.close_all()
    for worker in workers:
        worker.start()
    while any(worker.is_alive() for worker in workers):
        workers[0].join(0.3)
        progress(f"{DAYS} 天办件历史", done.value, count)
    if broken := [worker.exitcode for worker in workers if worker.exitcode]:
        raise RuntimeError(f"the history broke off (exit {broken}); see the messages above")


def live_part(part: int, parts: int, count: int, present: datetime, done: Any) -> None:
    """One process's share: the plans whose number falls to it, in the order of time."""
    with connection.cursor() as cursor:  # a demo that is lost can be made again
        cursor.execute("set synchronous_commit = off")
    with jobs.quiet():
        _live([plan for plan in _held_plans(count, present) if plan.number % parts == part], present, done)


def _held_plans(count: int, present: datetime) -> list[Plan]:
    with time.held(present):
        return list(_plans(count, present))


def _live(plans: list[Plan], present: datetime, done: Any) -> None:
    waiting: list[tuple[datetime, int, Iterator[datetime]]] = []
    for plan in plans:
        story = live_through(plan)
        heapq.heappush(waiting, (next(story), plan.number, story))
    while waiting:
        moment, number, story = heapq.heappop(waiting)
        following = None
        if moment <= present:
            # In one turn nobody moves house and no licence he needs runs out.
            with time.held(moment), asking(writing=True):
                following = next(story, None)
        if following is not None:
            heapq.heappush(waiting, (following, number, story))
        else:
            with done.get_lock():
                done.value += 1


def _plans(count: int, present: datetime) -> Iterator[Plan]:
    """Who applies for what, spread over the days, denser in office hours; the last days hold every state."""
    dice = Random(20261122)  # noqa: S311  a story, not a secret
    firms = list(read("companies").items())
    founders = {item: cycle(PEOPLE[item]) for item in FOUNDING}
    elders = [key for key, row in read("people").items() if row[1].year < 1962]
    for number in range(1, count + 1):
        begins = _moment(dice, present, number, count)
        story = dice.choices(list(STORIES), list(STORIES.values()))[0]
        if number > count - len(UNFINISHED):
            story, days = UNFINISHED[number - count - 1]
            begins = _moment(dice, present - timedelta(days=days), count, count)
        item = dice.choices(list(WANTED), list(WANTED.values()))[0]
        item = "food-business-licence" if story in ("owing", "pausing", "examining", "collecting") else item
        if item in PEOPLE or item in FIRMS or item == "old-age-allowance":
            plan = _of_one(dice, number, begins, item, elders, story)
            yield _founder(plan, next(founders[item])) if item in founders else plan
            continue
        wanted = EATING if item == "food-business-licence" else ("广告", "餐饮", "商业", "图书")
        key, row = dice.choice([f for f in firms if any(w in f[1][6] for w in wanted) and f[0] != "wanwan"])
        behalf = _organisation(row[2], key)
        yield Plan(number, begins, item, row[2], behalf, row[3], story)


def _founder(plan: Plan, account: str) -> Plan:
    """Nobody founds the same firm twice: whose turn it is has declared a name for it."""
    return replace(plan, account=account, area=read("people")[account][3])


def _of_one(dice: Random, number: int, begins: datetime, item: str, elders: list[str], story: str) -> Plan:
    """An item that a few people or one firm ask for; what is said of shops and inspections is not said of them."""
    if item != "old-age-allowance" and story not in QUIET:
        story = "granted"
    if item in FIRMS:
        row = read("companies")[FIRMS[item]]
        return Plan(number, begins, item, row[2], _organisation(row[2], FIRMS[item]), row[3], story)
    account = dice.choice(PEOPLE.get(item) or elders)
    return Plan(number, begins, item, account, "", read("people")[account][3], story)


@lru_cache(maxsize=64)
def _organisation(account: str, key: str) -> str:
    name = read("companies")[key][0]
    mine = identity.organisations_of(actor(account).id)
    return f"organisation/{next(o.pk for o in mine if o.name == name)}"


def _moment(dice: Random, present: datetime, number: int, count: int) -> datetime:
    days_ago = DAYS * (1 - number / count)
    day = time.local(present - timedelta(days=days_ago))
    hour = dice.choice([8, 9, 9, 10, 10, 11, 14, 15, 15, 16, 20])
    at = day.replace(hour=hour, minute=dice.randint(0, 59), second=dice.randint(0, 59))
    return min(at, present - timedelta(minutes=dice.randint(30, 90)))

