from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tongban.engines.reading import Page
from tongban.registers.readings.kinds import State
from tongban.registers.readings.models import Reading

if TYPE_CHECKING:
    from tongban.registers.materials.models import Material


def of_files(materials: Iterable[Material]) -> dict[str, Reading]:
    """The newest reading of each document, by the document's id; one that is read before one that is not."""
    documents = list(materials)
    rows = Reading.objects.filter(sha256__in={m.sha256 for m in documents}).order_by("wanted_at")
    found: dict[str, Reading] = {}
    for row in rows:
        if row.state == State.READ or row.sha256 not in found or found[row.sha256].state != State.READ:
            found[row.sha256] = row
    return {str(m.pk): found[m.sha256] for m in documents if m.sha256 in found}


def pages_of(reading: Reading) -> list[Page]:
    """What was seen, page by page."""
    return [Page.of(said) for said in reading.pages]
