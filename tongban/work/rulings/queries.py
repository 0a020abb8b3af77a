"""What is asked about rulings."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, QuerySet

from tongban.kernel import time, wall
from tongban.kernel.actor import Actor
from tongban.kernel.errors import NotAllowed
from tongban.registers.catalogue import queries as catalogue
from tongban.work.cases import queries as cases
from tongban.work.rulings import drawing, examining, permits, switching
from tongban.work.rulings.actions.looking_again import _key
from tongban.work.rulings.errors import NoSuchRuling
from tongban.work.rulings.kinds import EVERYTHING, Figures, Finding, State
from tongban.work.rulings.models import Draw, Review, Ruling, Sample, Switch
from tongban.work.rulings.posts import machine_for

if TYPE_CHECKING:
    from tongban.work.cases.models import Case

PAGE = 20


def may_be_ruled(case: Case) -> bool:
    """Whether the machine has still to say something: there are rules and a post, and nobody has gone on with it."""
    if case.state != "submitted" or case.definition.automatic is None or machine_for(case) is None:
        return False
    return not Ruling.objects.filter(case=case).exclude(state=State.WAITING).exists()


def waiting(limit: int = 100) -> list[Ruling]:
    """Cases that waited for their documents to be read, and need wait no longer; oldest first."""
    rows = Ruling.objects.filter(state=State.WAITING).select_related("case").order_by("at")[:limit]
    return [row for row in rows if row.case.state != "submitted" or not examining.still_reading(row.case)]


def of_case(case: Case) -> Ruling | None:
    """What came of holding this case against its rules; for whoever sees the case."""
    if case.definition.automatic is None:
        return None
    return Ruling.objects.filter(case=case).select_related("review", "sample").first()


def untouched(ruling: Ruling) -> bool:
    """Whether the case still says what the machine decided by, fact by fact."""
    return not examining.same(ruling.case, ruling.facts)


def sample_for(actor: Actor, sample_id: str) -> Sample:
    """One that my desk looks at again; raises `NoSuchRuling`."""
    row = Sample.objects.select_related("ruling__case", "draw").filter(pk=_key(sample_id)).first()
    if row is None or not permits.may_look_again(actor, row.ruling):
        raise NoSuchRuling
    return row


def review_for(actor: Actor, review_id: str) -> Review:
    """One that my desk answers; raises `NoSuchRuling`."""
    row = Review.objects.select_related("ruling__case").filter(pk=_key(review_id)).first()
    if row is None or not permits.may_look_again(actor, row.ruling):
        raise NoSuchRuling
    return row


def recomputed(row: Draw) -> list[UUID] | None:
    """The sample as it comes out now; None where what was drawn from is not what it was."""
    population = drawing.population(row.item_code, row.day)
    if drawing.digest(population) != row.digest:
        return None
    return drawing.pick(population, row.share, row.seed)


def to_draw(day: date) -> list[str]:
    """The items of which the machine granted something on a day, and nothing was drawn yet."""
    begin, end = drawing.day_of(day)
    rows = Ruling.objects.filter(state=State.GRANTED, at__gte=begin, at__lt=end)
    drawn = set(Draw.objects.filter(day=day).values_list("item_code", flat=True))
    return [code for code in sorted(set(rows.values_list("item_code", flat=True))) if code not in drawn]


def last_drawn() -> date | None:
    """The last day of which something was drawn."""
    return Draw.objects.order_by("-day").values_list("day", flat=True).first()


def first_day() -> date | None:
    """The first day on which the machine granted anything."""
    row = Ruling.objects.filter(state=State.GRANTED).order_by("at").first()
    return time.local(row.at).date() if row else None


def switches() -> dict[str, Switch]:
    """The newest switch of every item that was ever switched, and under "" that of all."""
    newest = Switch.objects.order_by("item_code", "-id").distinct("item_code")
    return {one.item_code: one for one in newest}


def stopped(item_code: str) -> Switch | None:
    """The switch that keeps the machine from deciding this item."""
    return switching.off(item_code)


def switched(actor: Actor, limit: int = PAGE) -> QuerySet[Switch]:
    """Who switched what, when and why, newest first."""
    _require(actor)
    return Switch.objects.order_by("-id")[:limit]


def open_samples(actor: Actor, limit: int = PAGE) -> list[Sample]:
    """What people still have to look at again, what is due first first."""
    _require(actor)
    with wall.as_platform("oversight"):  # of every department; of a case its number alone
        return list(Sample.objects.filter(finding="").select_related("ruling__case").order_by("due_on", "pk")[:limit])


def last_errors(actor: Actor, limit: int = PAGE) -> list[Sample]:
    """Samples found wrong, newest first."""
    _require(actor)
    rows = Sample.objects.filter(finding=Finding.WRONG).select_related("ruling__case")
    with wall.as_platform("oversight"):
        return list(rows.order_by("-judged_at")[:limit])


def automatic_items() -> dict[str, str]:
    """Items whose edition in force has rules, with their titles."""
    return {one.code: one.title.zh for one in catalogue.definitions_in_force() if one.automatic is not None}


@wall.as_platform("figures")
def figures(since: date, until: date) -> list[Figures]:
    """Per item with rules, over the days ``since`` to ``until``: submitted, automatic, left to a person, why, samples.

    Counted from rows, whatever edition was in force; one question for each column, none per item.
    """
    begin, end = time.midnight(since), time.midnight(until + timedelta(days=1))
    titles = automatic_items()
    rows = Ruling.objects.filter(at__gte=begin, at__lt=end)
    titles = {**dict(rows.values_list("item_code", "title").distinct()), **titles}
    submitted = cases.submitted_of(titles, begin, end)
    states = {(i, s): n for i, s, n in rows.values_list("item_code", "state").annotate(many=Count("pk"))}
    why: dict[str, Counter[str]] = {}
    for item, barriers in rows.filter(state=State.PERSON).values_list("item_code", "barriers").iterator():
        why.setdefault(item, Counter()).update(code for code, _ in barriers)
    judged = Sample.objects.filter(ruling__at__gte=begin, ruling__at__lt=end)
    found = {
        (item, finding): many
        for item, finding, many in judged.values_list("ruling__item_code", "finding").annotate(many=Count("pk"))
    }
    return [
        Figures(
            item, title, submitted.get(item, 0), states.get((item, State.GRANTED), 0),
            states.get((item, State.PERSON), 0), dict(why.get(item, Counter()).most_common()),
            sum(many for (code, _), many in found.items() if code == item),
            found.get((item, Finding.AGREE), 0), found.get((item, Finding.WRONG), 0),
        )
        for item, title in sorted(titles.items())
    ]  # fmt: skip


def may_switch(actor: Actor) -> bool:
    return permits.may_switch(actor)


def require_oversight(actor: Actor) -> None:
    """Raise `NotAllowed` for who neither supervises nor runs nor heads anything."""
    _require(actor)


def _require(actor: Actor) -> None:
    if not permits.may_oversee(actor):
        raise NotAllowed


__all__ = [
    "EVERYTHING", "automatic_items", "figures", "first_day", "last_drawn", "last_errors", "may_be_ruled", "may_switch",
    "of_case", "open_samples", "recomputed", "require_oversight", "review_for", "sample_for", "stopped", "switched",
    "switches", "to_draw", "untouched", "waiting",
]
