"""A document that can be read by machine is read when it is handed in."""

from __future__ import annotations

from typing import Any

from tongban.registers.materials import queries as materials
from tongban.registers.readings.jobs import want
from tongban.work.cases import queries as cases


def read_document(fact: Any) -> None:
    """Read what answers a material whose item says what to read; the same file is read once."""
    case = cases.by_subject(fact.subject)
    readable = {m.code for m in case.definition.materials if m.reads is not None}
    document = materials.by_ids([fact.material]).get(fact.material) if fact.code in readable else None
    if document is not None:
        want(document)
