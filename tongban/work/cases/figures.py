"""What the pre-review comes to in figures: counted from what was kept at submission, in one question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from tongban.kernel import wall
from tongban.work.cases.kinds import Figures
from tongban.work.cases.models import Case, Gap, PreReview


@wall.as_platform("figures")
def pre_review_figures(since: date, until: date, item_code: str = "") -> Figures:
    """Shares of applications fully pre-reviewed, and of complete ones accepted at the first try; both days included."""
    first = PreReview.objects.filter(case=OuterRef("pk")).order_by("at")
    rows = Case.objects.filter(submitted_at__date__gte=since, submitted_at__date__lte=until)
    if item_code:
        rows = rows.filter(item_code=item_code)
    rows = rows.annotate(
        full=Subquery(first.values("full")[:1]), failed=Subquery(first.values("failed")[:1]),
        supplemented=Exists(Gap.objects.filter(case=OuterRef("pk"))),
    )
    complete = Q(full=True, failed=0)
    answered = complete & (Q(supplemented=True) | ~Q(accepted_at=None) | ~Q(closed_at=None))
    counted = rows.aggregate(
        submitted=Count("pk", filter=Q(full__isnull=False)), whole=Count("pk", filter=Q(full=True)),
        good=Count("pk", filter=complete), told=Count("pk", filter=answered),
        first=Count("pk", filter=complete & Q(supplemented=False) & ~Q(accepted_at=None)),
    )
    return Figures(*(counted[name] for name in ("submitted", "whole", "good", "told", "first")))


@wall.as_platform("figures")
def submitted_of(items: Iterable[str], begin: datetime, end: datetime) -> dict[str, int]:
    """How many applications for each of these items were handed in between two moments."""
    rows = Case.objects.filter(item_code__in=list(items), submitted_at__gte=begin, submitted_at__lt=end)
    return dict(rows.values_list("item_code").annotate(many=Count("pk")))
