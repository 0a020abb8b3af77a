"""Upkeep of what can be found."""

from __future__ import annotations

from datetime import timedelta

from tongban.kernel import time
from tongban.registers.catalogue import queries as catalogue
from tongban.watch.search import gathering, keeping
from tongban.watch.search.kinds import ARTICLE
from tongban.watch.search.models import Saying
from tongban.watch.search.sayings import KEPT_DAYS


def keep_all() -> int:
    """Make everything findable as the registers have it now; what did not change costs a comparison.

    What people said is counted for ninety days.
    """
    Saying.objects.filter(day__lt=time.today() - timedelta(days=KEPT_DAYS)).delete()
    return keeping.keep(gathering.everything())


def keep_item(code: str) -> int:
    """The same for one item or package, once it was published, suspended or ended."""
    return keeping.keep((said for item in catalogue.findable(code) for said in gathering.of_item(item)), of=code)


def keep_pages() -> int:
    """The same for what the city wrote, once a text was published or taken off."""
    return keeping.keep(map(gathering.of_page, gathering.written()), kinds=(ARTICLE,))
