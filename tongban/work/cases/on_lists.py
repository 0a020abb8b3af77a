"""Cases behind the rows of a work list: narrowed, ordered and named where the rows are, in the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from tongban.kernel.text import storable
from tongban.registers.identity import queries as identity
from tongban.work.cases.models import Case

ORDERED = {"number": "number", "item": "title", "submitted": "submitted_at", "promised": "due_on", "channel": "channel"}
"""By what a list may be ordered. Not by the applicant: people's names are sealed, and no order can be seen in them."""


def called(q: str) -> Q:
    """By the beginning of a number, a part of an organisation's name, or a person's whole name: those are sealed."""
    public = Q(applicant__startswith="organisation/", applicant_name__contains=q)
    return Q(number__istartswith=q) | public | Q(applicant__in=identity.called(q))


def of_item(code: str) -> QuerySet[Any]:
    """The ids of the submitted cases of an item."""
    return Case.objects.exclude(state="draft").filter(item_code=code).values("pk")


def items_of_cases(keys: Iterable[UUID]) -> QuerySet[Any]:
    """The codes of the items of these cases, as a question the database answers."""
    return Case.objects.filter(pk__in=list(keys)).values("item_code")


def behind(applicant: str) -> QuerySet[Any] | None:
    """The ids of submitted cases of an applicant (as `called`); None where none is asked for."""
    q = storable(applicant).strip()
    return Case.objects.exclude(state="draft").filter(called(q)).values("pk") if q else None


def column(name: str) -> Subquery | None:
    """What the case behind an outer row with a ``key`` says in a column a list may be ordered by."""
    said = ORDERED.get(name)
    return Subquery(Case.objects.filter(pk=OuterRef("key")).values(said)[:1]) if said else None
