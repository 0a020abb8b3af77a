"""What people said and did not find (没有找到的说法): read for those who arrange the words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from tongban.engines import terms
from tongban.kernel import time
from tongban.registers.synonyms import queries as synonyms

PLACES = {"search": "搜索", "guide": "帮我找"}
PAGE = 20
_DAYS, _MOST = 30, 500
# Said and never or seldom led on: nothing was found, or what was found was opened by less than half.
_UNANSWERED = """
select said, sum(times), sum(missed), greatest(0, sum(times) - sum(missed) - sum(followed)) as left_alone,
  max(day), array_agg(distinct place), (array_agg(nearly order by nearly = '[]', day desc, place desc))[1]
from search_saying where day > %s group by said
having sum(missed) * 2 > sum(times) or sum(followed) * 2 < sum(times)
order by sum(times) - sum(followed) desc, said limit %s
"""


@dataclass(frozen=True)
class Unanswered:
    """A saying that led nowhere: how often in the last days, and what it came nearest to."""

    said: str
    times: int
    missed: int
    left: int
    last: date
    places: tuple[str, ...]
    nearly: tuple[tuple[str, str], ...]

    @property
    def where(self) -> str:
        return "、".join(PLACES[one] for one in self.places)


def unanswered(after: str = "", limit: int = PAGE) -> tuple[list[Unanswered], str]:
    """The sayings of the last thirty days that led nowhere, the most frequent first, and where the list goes on.

    What an operator has given a meaning since it was said last is not listed.
    """
    with connection.cursor() as cursor:
        cursor.execute(_UNANSWERED, [time.today() - timedelta(days=_DAYS), _MOST])
        rows = [_row(*row) for row in cursor]
    meant = [(terms.plain(row.word), time.local(row.at).date()) for row in synonyms.added() if row.at]
    rows = [one for one in rows if not any(word in one.said and one.last <= day for word, day in meant)]
    start = 1 + next((n for n, one in enumerate(rows) if one.said == after), -1) if after else 0
    page = rows[start : start + limit]
    return page, page[-1].said if start + limit < len(rows) else ""


def _row(
    said: str, times: int, missed: int, left: int, last: date, places: list[str], nearly: list[list[str]] | str
) -> Unanswered:
    near = json.loads(nearly) if isinstance(nearly, str) else nearly
    return Unanswered(said, times, missed, left, last, tuple(places), tuple((code, title) for code, title in near))
