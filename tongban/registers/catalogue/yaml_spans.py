"""Where a value of a YAML text begins and ends, to the character, and how a value is written on one line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import yaml

from tongban.registers.catalogue.kinds.marks import Path

WIDE = 10**9


@dataclass(frozen=True)
class Spot:
    """A value in a text: its node, its key, and its siblings, each with where it begins."""

    node: Any
    key: Any
    place: int
    siblings: list[tuple[int, Any]]
    inline: bool
    indent: int

    @property
    def begin(self) -> int:
        return self.siblings[self.place][0]


def find(root: Any, path: Path) -> Spot | None:
    """The value at a path, None where there is none."""
    spot, node, inline = None, root, False
    for part in path:
        inline = inline or bool(isinstance(node, yaml.CollectionNode) and node.flow_style)
        spot = _child(node, part, inline)
        if spot is None:
            return None
        node = spot.node
    return spot


def _child(node: Any, part: str, inline: bool) -> Spot | None:
    if isinstance(node, yaml.MappingNode):
        siblings = [(key.start_mark.index, value) for key, value in node.value]
        for place, (key, value) in enumerate(node.value):
            if key.value == part:
                return Spot(value, key, place, siblings, inline, node.start_mark.column)
    if isinstance(node, yaml.SequenceNode) and part.isdigit() and int(part) < len(node.value):
        siblings = [(one.start_mark.index, one) for one in node.value]
        return Spot(node.value[int(part)], None, int(part), siblings, inline, node.start_mark.column)
    return None


def span_end(text: str, node: Any) -> int:
    """Behind the last character of a value; remarks and empty lines after it are not part of it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return span_end(text, last[1] if isinstance(last, tuple) else last)
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return int(start + len(text[start:end].rstrip()))
    return int(end)


def emitted(value: Any) -> str:
    """A value on one line, safe within brackets as well."""
    if isinstance(value, str) and "\n" in value:
        return json.dumps(value, ensure_ascii=False)
    said = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, sort_keys=False, width=WIDE)
    return str(said).strip()[1:-1]
