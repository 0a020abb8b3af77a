"""Keeping the tallies what the ledger says: from the cursor on, or all of them anew."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from tongban.registers.ledger import queries as ledger
from tongban.watch.indicators.folding import folded
from tongban.watch.indicators.models import Cursor, Tally
from tongban.work.cases import queries as cases

AT_ONCE = 500
COLUMNS = [f.name for f in Tally._meta.fields if f.name not in ("id", "subject")]


def gather(most: int = 20_000) -> int:
    """Read on from the cursor, ``most`` facts at once; returns how many were read. Twice is the same as once."""
    read = 0
    while read < most and (found := _step()):
        read += found
    return read


def rebuild() -> int:
    """Forget every tally and make them all again; returns how many facts were read."""
    with transaction.atomic():
        Cursor.objects.update_or_create(id=1, defaults={"place": 0})
        Tally.objects.all().delete()
    read = 0
    while found := gather():
        read += found
    return read


@transaction.atomic
def _step() -> int:
    Cursor.objects.get_or_create(id=1)
    cursor = Cursor.objects.select_for_update().get(id=1)  # one gatherer at a time
    looked = ledger.in_order(cursor.place, AT_ONCE)
    if not looked:
        return 0
    _tally({fact.subject for _, fact in looked if fact.subject.startswith("case/")})
    cursor.place = looked[-1][0]
    cursor.save(update_fields=["place"])
    return len(looked)


def _tally(subjects: Iterable[str]) -> None:
    """Fold each case's facts anew: what was taken back within its ten seconds never counts."""
    wanted = sorted(subjects)
    known = cases.by_subjects(wanted)
    facts: dict[str, list] = {subject: [] for subject in wanted}
    for fact in ledger.timelines(wanted):
        facts[fact.subject].append(fact)
    made = []
    for subject in wanted:
        case = known.get(subject)
        tally = folded(subject, cases.standing(facts[subject], case) if case else facts[subject])
        if tally is not None:
            tally.area = case.area if case else ""
            made.append(tally)
    Tally.objects.bulk_create(made, update_conflicts=True, unique_fields=["subject"], update_fields=COLUMNS)
