"""A form as JSON Schema 2020-12, for other systems that file applications."""

from typing import Any

from tongban.engines.forms.field import Field

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(fields: list[Field], *, conditional: bool) -> dict[str, Any]:
    """Objects nested by the dots of the names; a conditional field is required only where it is known to apply."""
    root = _object()
    for field in fields:
        *path, last = field.name.split(".")
        required = field.required and not (conditional and field.when is not None)
        place = root
        for part in path:
            if required and part not in place["required"]:
                place["required"].append(part)
            place = place["properties"].setdefault(part, _object())
        place["properties"][last] = _described(field)
        if required:
            place["required"].append(last)
    return {"$schema": DIALECT} | root


def _object() -> dict[str, Any]:
    return {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


def _described(field: Field) -> dict[str, Any]:
    more = {
        "description": field.hint,
        "examples": [field.sample] if field.sample else [],
        "x-unit": field.unit,
        "x-element": field.element,
        "x-labels": dict(field.options),
    }
    return {"title": field.label} | field.kind.schema(field) | {key: value for key, value in more.items() if value}
