"""Ninety days of Lanting: a few hundred cases lived through by the real verbs on a held clock, in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from tongban.kernel import time
from tongban.registers.identity import queries as identity
from tongban.site.demo.lives import Plan, actor, live_through
from tongban.site.demo.town import read

CASES = 310
DAYS = 90
STORIES = {"granted": 64, "gaps": 16, "refused": 4, "turned-away": 4, "withdrawn": 4, "paused": 3, "draft": 3, "slow": 2}
EATING = ("餐饮", "食品")


def live(count: int, progress: Callable[[str, int, int], None]) -> None:
    """Let ``count`` cases happen; what would lie in the future has not happened yet."""
    present = time.now()
    actor.cache_clear()  # another city may have stood here before
    with time.held(present):
        plans = list(_plans(count, present))
    waiting: list[tuple[datetime, int, Iterator[datetime]]] = []
    for plan in plans:
        story = live_through(plan)
        heapq.heappush(waiting, (next(story), plan.number, story))
    done = 0
    while waiting:
        moment, number, story = heapq.heappop(waiting)
        if moment > present:
            done += 1
            continue
        with time.held(moment):
            following = next(story, None)
        if following is None:
            done += 1
        else:
            heapq.heappush(waiting, (following, number, story))
        if done % 10 == 0:
            progress(f"{DAYS} 天办件历史", done, count)


def _plans(count: int, present: datetime) -> Iterator[Plan]:
    """Who applies for what, spread over the days, denser in office hours; the last days hold every state."""
    dice = Random(20261122)  # noqa: S311  a story, not a secret
    firms = list(read("companies").items())
    elders = [key for key, row in read("people").items() if row[1].year < 1962]
    for number in range(1, count + 1):
        begins = _moment(dice, present, number, count)
        story = dice.choices(list(STORIES), list(STORIES.values()))[0]
        item = dice.choices(["food-business-licence", "outdoor-advertising", "old-age-allowance"], [62, 23, 15])[0]
        if item == "old-age-allowance":
            account = dice.choice(elders)
            yield Plan(number, begins, item, account, "", read("people")[account][3], story)
            continue
        wanted = EATING if item == "food-business-licence" else ("广告", "餐饮", "商业", "图书")
        key, row = dice.choice([f for f in firms if any(w in f[1][6] for w in wanted) and f[0] != "wanwan"])
        behalf = _organisation(row[2], key)
        yield Plan(number, begins, item, row[2], behalf, row[3], story)


def _organisation(account: str, key: str) -> str:
    name = read("companies")[key][0]
    mine = identity.organisations_of(actor(account).id)
    return f"organisation/{next(o.pk for o in mine if o.name == name)}"


def _moment(dice: Random, present: datetime, number: int, count: int) -> datetime:
    days_ago = DAYS * (1 - number / count)
    day = time.local(present - timedelta(days=days_ago))
    at = day.replace(hour=dice.choice([8, 9, 9, 10, 10, 11, 14, 15, 15, 16, 20]), minute=dice.randint(0, 59), second=dice.randint(0, 59))
    return min(at, present - timedelta(minutes=dice.randint(30, 90)))

