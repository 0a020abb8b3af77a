"""Converters of older item files and editions: number n turns version n into version n + 1; never changed, only added.

The whole history of the schema is this list, so an edition of any age reads like one of today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Converter = Callable[[dict[str, Any]], dict[str, Any]]

CONVERTERS: Sequence[Converter] = ()


def current(converters: Sequence[Converter] = CONVERTERS) -> int:
    """The version that is written today."""
    return len(converters) + 1


class TooNew(ValueError):
    """A definition of a version this release does not know."""


def upgraded(mapping: Mapping[str, Any], converters: Sequence[Converter] = CONVERTERS) -> dict[str, Any]:
    """The same item in today's schema; a file that names no version is of today's."""
    newest = current(converters)
    version = mapping.get("version", newest)
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= newest:
        raise TooNew(f"事项文件的 version 应是 1 到 {newest} 的整数，这里是“{version}”。")
    content = dict(mapping)
    for convert in converters[version - 1 :]:
        content = convert(content)
    return {"version": newest} | {key: value for key, value in content.items() if key != "version"}
