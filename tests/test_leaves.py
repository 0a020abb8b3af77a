"""What the city gives its word for is in the log by its SHA-256: accepted documents, entries, editions, licences.

A fact is a leaf of the log (`tongban/registers/ledger/tests/test_sealing.py`); here is what those of these four say.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from tongban.kernel import storage
from tongban.registers.catalogue import queries as catalogue
from tongban.registers.inventory import actions as inventory
from tongban.registers.inventory import queries as entries
from tongban.registers.inventory.kinds import DIRECTORY
from tongban.registers.inventory.tests.town import OPERATOR, directory
from tongban.registers.ledger import queries as ledger
from tongban.registers.licences import jobs
from tongban.registers.licences import queries as licences
from tongban.registers.materials import queries as materials
from tools import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def said(subject: str, kind: str) -> list[dict[str, Any]]:
    return [row.body for row in ledger.of_kind(subject, kind)]


def test_every_document_of_an_accepted_case_is_named_and_bound_by_its_content() -> None:
    case = people.accepted()
    given = said(case.subject, "cases.MaterialGiven")
    assert given
    for one in given:
        (kept,) = said(f"material/{one['material']}", "materials.MaterialKept")
        document = materials.by_ids([one["material"]])[one["material"]]
        assert kept["sha256"] == sha256(storage.read(document.sha256))


def test_an_entry_of_the_inventory_is_bound_by_its_elements() -> None:
    entry = inventory.add_entry(OPERATOR, DIRECTORY, directory(1), reason="国家目录新增")
    changed = inventory.change_entry(OPERATOR, entry.pk, directory(1, task_name="改名"), reason="更名")
    newest, first = entries.versions(changed.pk)
    (added,), (renamed,) = said(entry.subject, "inventory.EntryAdded"), said(entry.subject, "inventory.EntryChanged")
    for fact, version in ((added, first), (renamed, newest)):
        assert fact["digest"] == sha256(json.dumps(version.elements, ensure_ascii=False, sort_keys=True).encode())


def test_an_edition_of_an_item_is_bound_by_its_definition() -> None:
    edition = catalogue.edition_in_force(people.FOOD)
    last = said(f"item/{people.FOOD}", "catalogue.EditionPublished")[-1]
    assert last["digest"] == edition.digest == sha256(edition.content.encode())


def test_a_licence_is_bound_by_its_sealed_paper() -> None:
    (licence,) = licences.from_source(people.closed().subject)
    jobs.make_paper(str(licence.pk))
    (printed,) = said(licence.subject, "licences.LicencePrinted")
    (licence,) = licences.from_source(licence.source)
    assert printed["paper"] == licence.paper == sha256(storage.read(licence.paper))
