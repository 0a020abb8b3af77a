"""One wall at a time: the rooms' questions answer with everything, or the database does not ask who looks.

Only a test can open either: both are opened by putting something else in the place of what the house calls.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import QuerySet

from tongban.kernel import wall
from tongban.work.cases import permits, queries

WALLS = ("queries", "rows")
WHOSE = ("applicant", "holder", "recipient")  # what a question holds against who asks


def open_wall(patch: pytest.MonkeyPatch, which: str) -> None:
    """Take ``which`` wall away until ``patch`` ends."""
    if which == "rows":
        patch.setattr(wall, "now", lambda: None)
        return
    plain = QuerySet.filter

    def everybodys(self: QuerySet[Any], *args: Any, **kwargs: Any) -> QuerySet[Any]:
        return plain(self, *args, **{name: said for name, said in kwargs.items() if name not in WHOSE})

    patch.setattr(QuerySet, "filter", everybodys)
    patch.setattr(queries, "may_see", lambda actor, case: True)
    for name in [one for one in vars(permits) if one.startswith("is_")]:
        patch.setattr(permits, name, lambda actor, case: True)
    for role in permits.ROLES:
        patch.setitem(permits.ROLES, role, lambda actor, case: True)
