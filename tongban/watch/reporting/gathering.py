"""What happened after a place in the ledger's order, as rows of every table that has something to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings

from tongban.engines import tables
from tongban.engines.tables import Row
from tongban.kernel.once import asking
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.identity import queries as identity
from tongban.registers.ledger import queries as ledger
from tongban.watch.reporting import dataset_rows, exchange_rows, item_rows
from tongban.watch.reporting.casefile import CaseFile, files
from tongban.watch.reporting.kinds import Batch
from tongban.work.cases import queries as cases

AT_ONCE = 500
OF_CASES = {**exchange_rows.ROWS, **dataset_rows.CASE_ROWS}


def since(place: int, identities: str) -> Batch:
    """The batch after a place; tables that have no source yet (咨询投诉, 支付, 物流) stand in it without rows."""
    subjects, until, items = _touched(place)
    rows: dict[str, list[Row]] = {name: [] for name in tables.TABLES}
    for file in _files(sorted(subjects), whole=identities == "full"):
        for name, make in OF_CASES.items():
            rows[name].extend(make(file))
    for name, row in _items() if items else ():
        rows[name].append(row)
    for name, found in rows.items():
        rows[name] = _once(tables.table(name), found)
    return Batch(settings.TONGBAN.city, place, until, identities, rows)


def _touched(place: int) -> tuple[set[str], int, bool]:
    """The cases something happened to, the place read up to, and whether an item changed."""
    subjects: set[str] = set()
    items = False
    while looked := ledger.in_order(place, AT_ONCE):
        for at, fact in looked:
            place = at
            if fact.subject.startswith("case/"):
                subjects.add(fact.subject)
            items = items or fact.subject.startswith("item/")
    return subjects, place, items


def _files(subjects: list[str], whole: bool) -> Iterator[CaseFile]:
    """Every submitted case among them, by number; a draft is the applicant's own."""
    for begin in range(0, len(subjects), AT_ONCE):
        with asking():
            found = cases.by_subjects(subjects[begin : begin + AT_ONCE])
            submitted = sorted((case for case in found.values() if case.number), key=lambda case: case.number or "")
            yield from files(submitted, whole)


def _items() -> Iterator[tuple[str, Row]]:
    for item in catalogue.offered().order_by("code"):
        definition = catalogue.edition_in_force(item.code).definition
        names = identity.department_names(definition.guide.partners)
        partners = [names.get(code, code) for code in definition.guide.partners]
        yield from item_rows.rows(definition, identity.department(definition.owner), partners)


def _once(table: tables.Table, rows: Iterable[Row]) -> list[Row]:
    """One row per key, the newest said: the same material twice in one second is the same row."""
    return list({table.identity(row): row for row in rows}.values())
