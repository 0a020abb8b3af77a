"""Where a case is about (标准地址): the standard address of what was filled in, who decides there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.engines.forms import look_up
from tongban.kernel.crypto import blind_index
from tongban.registers.addresses import queries as addresses
from tongban.registers.addresses.kinds import taken_apart, tidy
from tongban.registers.places import queries as places

Filled = Any
"""A case, or a run of a package."""


def codes(case: Filled) -> dict[str, str]:
    """The standard address of every address that is filled in, by field; what is not recognised is absent."""
    found = {}
    for name, field in case.definition.form.fields.items():
        if field.type == "address" and (row := _recognised(look_up(case.data, name))) is not None:
            found[name] = row.code
    return found


def area(case: Filled) -> str:
    """The district whose authority decides (属地): that of the place a draft names, else the one it was begun for."""
    name = place_field(case)
    value = look_up(case.data, name) if name else None
    district = str(value.get("division", ""))[:6] if isinstance(value, Mapping) else ""
    return district if len(district) == 6 and district != case.area[:6] and places.serves(district) else case.area


def place_field(case: Filled) -> str:
    """The field that names the place this is about, "" where the form asks for none."""
    definition = case.definition  # of a package it is put together anew each time
    for name in definition.form.order:
        element = definition.element(name)
        if element is not None and element.place:
            return str(name)
    return ""


def about(case: Filled, known: Mapping[str, Any] | None = None) -> str:
    """The place as answers about it are kept: a digest of its standard address and room; "" where it is not known yet.

    ``known`` are values that are about to be filled in.
    """
    name = place_field(case)
    value = (look_up(case.data, name) or (known or {}).get(name)) if name else None
    if not isinstance(value, Mapping) or not value.get("detail"):
        return ""
    row, written = _recognised(value), taken_apart(str(value["detail"]))
    if row is not None and written is not None:
        return blind_index(f"{row.code}|{written.rest}", "answers.about")
    return blind_index(f"{str(value.get('division', ''))[:6]}|{tidy(str(value['detail']))}", "answers.about")


def _recognised(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return None
    return addresses.recognised(str(value.get("division") or ""), str(value.get("detail") or ""))
