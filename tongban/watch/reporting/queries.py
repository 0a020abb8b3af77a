"""Questions to reporting: what left, what came in, and whether a folder holds tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tongban.engines.tables import Row
from tongban.watch.reporting import kinds
from tongban.watch.reporting.models import Delivery, Received


def handed_over_until() -> int:
    """The place in the ledger's order up to which the last delivery went; 0 before the first."""
    last = Delivery.objects.order_by("-at").first()
    return last.until if last else 0


def deliveries(limit: int = 50) -> list[Delivery]:
    """What left, newest first."""
    return list(Delivery.objects.order_by("-at")[:limit])


def received(table: str, source: str) -> Iterator[Row]:
    """The rows of a table that came from a platform, in the order in which they first came."""
    for row in Received.objects.filter(table=table, source=source).order_by("pk").iterator(chunk_size=500):
        yield json.loads(row.content)


def looked_into(directory: Path) -> tuple[kinds.Batch, list[kinds.Refused]]:
    """The batch in a folder, and what does not fit its tables. Raises `NotTables`."""
    batch = kinds.opened(directory)
    return batch, kinds.problems(batch)
