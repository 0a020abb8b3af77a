from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Avg, Count

from tongban.kernel import wall
from tongban.kernel.text import storable
from tongban.registers.identity import queries as identity
from tongban.watch.ratings import kinds
from tongban.watch.ratings.errors import NoInvitation
from tongban.watch.ratings.models import Invitation, Rating

if TYPE_CHECKING:
    from tongban.work.cases.models import Case


def invitation(token: str) -> kinds.Invitation:
    """What a rating link is about; raises `NoInvitation`."""
    wanted = storable(token).strip().upper()
    with wall.shown(wanted):
        found = Invitation.objects.filter(token=wanted).first()
    if found is None:
        raise NoInvitation
    with wall.shown(str(found.case_id)):  # who holds the link is asked about this case
        return _shown(found)


def invitation_of(case: Case) -> kinds.Invitation | None:
    """The invitation of a case, for its applicant's page."""
    found = Invitation.objects.select_related("case").filter(case=case).first()
    return _shown(found) if found else None


def rating_of(case: Case) -> Rating | None:
    return Rating.objects.filter(case=case).first()


def of_cases(cases: Iterable[Case]) -> list[Rating]:
    """The ratings of these cases, newest first."""
    return list(Rating.objects.filter(case__in=list(cases)).select_related("case").order_by("-rated_at"))


def of_item(item_code: str) -> tuple[float | None, int]:
    """Average level and number of ratings of an item."""
    with wall.as_platform("figures"):
        found = Rating.objects.filter(item_code=item_code).aggregate(mean=Avg("level"), many=Count("pk"))
    return found["mean"], found["many"]


def of_items() -> dict[str, tuple[float, int]]:
    """Average level and number of ratings by item; an item nobody rated is absent."""
    with wall.as_platform("figures"):
        rows = Rating.objects.values_list("item_code").annotate(mean=Avg("level"), many=Count("pk"))
        return {code: (float(mean), many) for code, mean, many in rows}


def of_rows(behind: Any) -> tuple[float | None, int]:
    """Average level and number of ratings of the cases whose ids these are; a question the database answers will do."""
    with wall.as_platform("figures"):
        found = Rating.objects.filter(case_id__in=behind).aggregate(mean=Avg("level"), many=Count("pk"))
    return found["mean"], found["many"]


def spread_of(item_code: str) -> list[tuple[int, int]]:
    """How many gave each level to an item, five first; [] where nobody did."""
    with wall.as_platform("figures"):
        counted = dict(Rating.objects.filter(item_code=item_code).values_list("level").annotate(many=Count("pk")))
    return [(level, counted.get(level, 0)) for level in (5, 4, 3, 2, 1)] if counted else []


def _shown(found: Invitation) -> kinds.Invitation:
    case = found.case
    return kinds.Invitation(
        token=found.token, case_id=str(case.pk), number=case.number or "", title=case.title,
        department=identity.department(case.department).name, rated=Rating.objects.filter(case=case).exists(),
    )
