"""An address as its question shows it: which standard address it is, who decides there, a hall of its district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongban.engines.forms import Field, look_up
from tongban.registers.addresses import queries as addresses
from tongban.registers.places import queries as places


@dataclass(frozen=True)
class Sited:
    """What is known of an address that stands in a form; ``code`` is empty where it is in no list."""

    code: str = ""
    text: str = ""
    outlet: Any = None  # a hall of its district
    filled: bool = False


def sited(case: Any, field: Field) -> Sited | None:
    """The address that stands in a field; None for a field of another kind."""
    if field.type != "address":
        return None
    value = look_up(case.data, field.name)
    if not isinstance(value, Mapping) or not value.get("detail"):
        return Sited()
    row = addresses.recognised(str(value.get("division") or ""), str(value["detail"]))
    if row is None:
        return Sited(filled=True)
    outlet = next((one for one in places.outlets(row.district) if one.kind == "hall"), None)
    office = places.name_path(row.street_id, places.served_city().code)
    return Sited(row.code, f"{office}{row.community}，{row.text}", outlet, True)
