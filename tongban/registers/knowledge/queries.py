"""Questions to the knowledge base: what a text says now, which there are, what a text would be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache

from django.db.models import Sum

from tongban.kernel import time
from tongban.kernel.text import storable
from tongban.registers.knowledge import permits, reading
from tongban.registers.knowledge.errors import NoSuchPage
from tongban.registers.knowledge.kinds import HELP, Complaint, Page
from tongban.registers.knowledge.models import Version, Word

may_publish = permits.may_publish
BLANK = reading.BLANK
DAYS = 30


def page(code: str, kind: str = "") -> Page:
    """What stands on the portal under this name; one question. Raises `NoSuchPage`."""
    row = newest(code)
    found = page_of(row) if row else None
    if found is None or (kind and found.kind != kind):
        raise NoSuchPage
    return found


def pages(kind: str = HELP) -> list[Page]:
    """Every text of a kind, in the order the city gave them; one question."""
    found = [one for row in _newest() if (one := page_of(row)) is not None and one.kind == kind]
    return sorted(found, key=lambda one: (one.order, one.code))


def rows() -> list[Version]:
    """The newest version of every text, taken off or not, for those who arrange."""
    return list(_newest())


def newest(code: str) -> Version | None:
    """The last version under this name."""
    return Version.objects.filter(code=storable(code)[:60]).order_by("-number").first()


def versions(code: str) -> list[Version]:
    """Every version there ever was, the newest first."""
    return list(Version.objects.filter(code=storable(code)[:60]).order_by("-number"))


def page_of(row: Version) -> Page | None:
    """What a version says; None where it took the text off."""
    return _read(row.code, row.digest, row.text) if row.text else None


def judge(code: str, text: str) -> tuple[Page | None, list[Complaint]]:
    """The page a text would be, or everything that is wrong with it, each with its line."""
    return reading.judge(code, text)


def words() -> Mapping[str, tuple[int, int]]:
    """How often in the last thirty days an article helped, and did not."""
    since = time.today() - timedelta(days=DAYS)
    rows = Word.objects.filter(day__gt=since).values("code").annotate(yes=Sum("helped"), no=Sum("missed"))
    return {row["code"]: (row["yes"], row["no"]) for row in rows}


def _newest() -> list[Version]:
    return list(Version.objects.order_by("code", "-number").distinct("code"))


@lru_cache(maxsize=512)
def _read(code: str, digest: str, text: str) -> Page | None:
    return reading.judge(code, text)[0]
