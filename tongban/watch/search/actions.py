"""Counting what people say, and taking a saying out again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from django.db import connection

from tongban.kernel import time
from tongban.kernel.actor import Actor
from tongban.registers.ledger.actions import action, record
from tongban.registers.synonyms.permits import require_arrange
from tongban.watch.search.errors import NoSuchSaying
from tongban.watch.search.events import SayingForgotten
from tongban.watch.search.models import Saying
from tongban.watch.search.sayings import counted

MOST_A_DAY = 5_000
"""Different sayings that are counted on one day: whoever types at random fills no disk."""

_COUNT = """
insert into search_saying (said, place, day, times, missed, followed, nearly)
select %(said)s, %(place)s, %(day)s, %(times)s, %(missed)s, %(followed)s, %(nearly)s::jsonb
where exists (select from search_saying where day = %(day)s and said = %(said)s and place = %(place)s)
   or %(times)s > 0 and (select count(*) < %(most)s from search_saying where day = %(day)s)
on conflict (day, said, place) do update set times = search_saying.times + excluded.times,
  missed = search_saying.missed + excluded.missed, followed = search_saying.followed + excluded.followed,
  nearly = case when excluded.nearly <> '[]' then excluded.nearly else search_saying.nearly end
"""


def hear(sentence: str, place: str, *, found: bool, nearly: Sequence[tuple[str, str]] = ()) -> None:
    """Count that somebody said this in "search" or "guide", and what (code, title) it led to or came nearest to.

    No verb: nobody acts, and nothing of who said it is kept; what may hold a number of a person is not counted at all.
    """
    _count(sentence, place, times=1, missed=0 if found else 1, nearly=nearly[:3])


def follow(sentence: str, place: str) -> None:
    """Count that something this led to was opened; what was not counted when it was said is not counted now."""
    _count(sentence, place, followed=1)


@action
def forget_saying(actor: Actor, said: str) -> None:
    """Take a saying out of the list (删除这条说法), as somebody's name that was typed. Raises `NoSuchSaying`."""
    require_arrange(actor)
    days, _ = Saying.objects.filter(said=counted(said)).delete()
    if not days:
        raise NoSuchSaying
    record(actor, SayingForgotten("sayings", days))


def _count(
    sentence: str, place: str, *, times: int = 0, missed: int = 0, followed: int = 0,
    nearly: Sequence[Sequence[str]] = (),
) -> None:  # fmt: skip
    said = counted(sentence)
    if not said:
        return
    values: dict[str, str | int | date] = {
        "said": said, "place": place, "day": time.today(), "times": times, "missed": missed, "followed": followed,
        "nearly": json.dumps(nearly, ensure_ascii=False), "most": MOST_A_DAY,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
