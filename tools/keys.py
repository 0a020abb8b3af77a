"""Foreign keys look down, like imports: Django's string keys escape the import linter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

FLOORS = ("kernel", "engines", "registers", "work", "watch", "journey", "doors", "site")


def height(model: Any) -> int:
    """The floor a model stands on; Django's own and libraries' models lie below the ground."""
    parts = model.__module__.split(".")
    return FLOORS.index(parts[1]) if parts[0] == "tongban" else -1


def upward_keys(models: Iterable[Any]) -> list[str]:
    """Keys from one of our models to a model of a higher floor."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in models
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model and height(field.related_model) > height(model)
    ]
